package org.liaoyuan.server.ledger;

import java.time.Instant;
import java.time.ZoneId;

/** From joules to kilowatt-hours with cooling, yuan and grams of CO₂. */
public final class EnergyPrices {

    static final double JOULES_PER_KWH = 3.6e6;

    private final double pue;
    private final Tariff tariff;
    private final double gramsPerKwh;
    private final ZoneId zone;

    public EnergyPrices(LedgerSettings settings) {
        this.pue = settings.pue();
        this.tariff = new Tariff(settings.yuanPerKwh(), settings.tariff());
        this.gramsPerKwh = settings.carbonGramsPerKwh();
        this.zone = settings.zoneId();
    }

    /**
     * The charge of a request.
     *
     * @param joules energy of its computing
     * @param measured whether a meter said so
     * @param providerYuan what a provider charges for it
     * @param at decides the hour's price
     */
    public Charge charge(double joules, boolean measured, double providerYuan, Instant at) {
        double facility = joules * pue;
        double kwh = facility / JOULES_PER_KWH;
        double price = tariff.at(at.atZone(zone).getHour());
        return new Charge(joules, measured, facility, kwh * price, providerYuan, kwh * gramsPerKwh);
    }

    double pue() {
        return pue;
    }

    /** The mean price of a kilowatt-hour over a day. */
    double meanYuanPerKwh() {
        return tariff.mean();
    }

    double gramsPerKwh() {
        return gramsPerKwh;
    }
}
