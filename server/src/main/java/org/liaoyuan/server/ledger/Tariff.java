package org.liaoyuan.server.ledger;

import java.util.Arrays;
import java.util.List;

/** What a kilowatt-hour costs at each hour of the day. */
final class Tariff {

    static final int HOURS = 24;

    private final double[] yuanPerKwh = new double[HOURS];

    /**
     * @param usual price where no band says another
     * @param bands hours with another price, none of them twice
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    Tariff(double usual, List<TariffBand> bands) {
        Arrays.fill(yuanPerKwh, Double.NaN);
        for (int i = 0; i < bands.size(); i++) {
            String name = "liaoyuan.ledger.tariff[" + i + "]";
            TariffBand band = bands.get(i);
            hour(name + ".from", band.from(), HOURS - 1);
            hour(name + ".to", band.to(), HOURS);
            price(name + ".yuan-per-kwh", band.yuanPerKwh());
            if (band.from() == band.to() % HOURS) {
                throw new IllegalArgumentException(name + " begins and ends at " + band.from()
                        + " o'clock; a price for the whole day is liaoyuan.ledger.yuan-per-kwh");
            }
            for (int hour = band.from(); hour != band.to() % HOURS; hour = (hour + 1) % HOURS) {
                if (!Double.isNaN(yuanPerKwh[hour])) {
                    throw new IllegalArgumentException(
                            name + " prices the hour from " + hour + " o'clock, which another band prices already");
                }
                yuanPerKwh[hour] = band.yuanPerKwh();
            }
        }
        price("liaoyuan.ledger.yuan-per-kwh", usual);
        for (int hour = 0; hour < HOURS; hour++) {
            yuanPerKwh[hour] = Double.isNaN(yuanPerKwh[hour]) ? usual : yuanPerKwh[hour];
        }
    }

    double at(int hour) {
        return yuanPerKwh[hour];
    }

    /** Over a whole day of even load. */
    double mean() {
        return Arrays.stream(yuanPerKwh).average().orElseThrow();
    }

    private static void hour(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; expected an hour from 0 to " + most);
        }
    }

    private static void price(String name, double value) {
        if (!(value >= 0 && value <= 1000)) {
            throw new IllegalArgumentException(name + " is " + value + "; expected 0 to 1000 yuan");
        }
    }
}
