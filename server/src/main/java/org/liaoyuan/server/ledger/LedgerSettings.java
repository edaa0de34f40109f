package org.liaoyuan.server.ledger;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What energy costs here, and how the ledger is kept: {@code liaoyuan.ledger.*}.
 *
 * @param pue power usage effectiveness, the whole facility's energy over the computers'; 2 counts as much for cooling as for
 *     computing
 * @param yuanPerKwh price of a kilowatt-hour
 * @param tariff hours that have another price
 * @param carbonGramsPerKwh CO₂ of a kilowatt-hour; the default is China's mean of 2022 (Ministry of Ecology and Environment)
 * @param zone where days and months begin; empty takes the machine's
 * @param warnAt share of a budget from which its owner is warned
 * @param queue rows that may wait to be written; a row that finds it full is written at once
 */
@ConfigurationProperties("liaoyuan.ledger")
public record LedgerSettings(
        @DefaultValue("2.0") double pue,
        @DefaultValue("0.63") double yuanPerKwh,
        @DefaultValue List<TariffBand> tariff,
        @DefaultValue("536.6") double carbonGramsPerKwh,
        @DefaultValue("") String zone,
        @DefaultValue("0.8") double warnAt,
        @DefaultValue("4096") int queue) {

    private static final int MOST_QUEUE = 1_000_000;

    public LedgerSettings {
        require("pue", pue, 1, 10);
        require("carbon-grams-per-kwh", carbonGramsPerKwh, 0, 5000);
        require("warn-at", warnAt, 0, 1);
        require("queue", queue, 1, MOST_QUEUE);
        tariff = List.copyOf(tariff);
        new Tariff(yuanPerKwh, tariff);
        zone(zone);
    }

    /** All defaults. */
    public static LedgerSettings defaults() {
        return new LedgerSettings(2, 0.63, List.of(), 536.6, "", 0.8, 4096);
    }

    ZoneId zoneId() {
        return zone(zone);
    }

    private static ZoneId zone(String name) {
        try {
            return name.isBlank() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "liaoyuan.ledger.zone is '" + name + "'; expected a name such as Asia/Shanghai", e);
        }
    }

    private static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "liaoyuan.ledger." + name + " is " + value + "; expected " + least + " to " + most);
        }
    }
}
