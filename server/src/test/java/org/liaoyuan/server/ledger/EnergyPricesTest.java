package org.liaoyuan.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnergyPricesTest {

    private static LedgerSettings settings(TariffBand... bands) {
        return new LedgerSettings(2, 0.63, List.of(bands), 536.6, "Asia/Shanghai", 0.8, 16);
    }

    private static Charge kilowattHour(LedgerSettings settings, String at) {
        return new EnergyPrices(settings).charge(3.6e6, false, 0, Instant.parse(at));
    }

    @Test
    void aKilowattHourOfComputingIsPaidTwiceForItsCooling() {
        Charge charge = kilowattHour(settings(), "2026-01-01T00:00:00Z");

        assertThat(charge.facilityJoules()).isEqualTo(7.2e6);
        assertThat(charge.yuan()).isEqualTo(1.26, within(1e-9));
        assertThat(charge.carbonGrams()).isEqualTo(1073.2, within(1e-9));
    }

    @Test
    void theHourOfTheZoneDecidesThePriceAndABandGoesPastMidnight() {
        LedgerSettings cheapNights = settings(new TariffBand(22, 8, 0.3));

        // 23 o'clock, 7:59 and 8 o'clock in Shanghai
        assertThat(kilowattHour(cheapNights, "2026-01-01T15:00:00Z").yuan()).isEqualTo(0.6, within(1e-9));
        assertThat(kilowattHour(cheapNights, "2025-12-31T23:59:00Z").yuan()).isEqualTo(0.6, within(1e-9));
        assertThat(kilowattHour(cheapNights, "2026-01-01T00:00:00Z").yuan()).isEqualTo(1.26, within(1e-9));
    }

    @Test
    void aProvidersPriceIsAddedAndHasNoCooling() {
        Charge charge = new EnergyPrices(settings()).charge(0, false, 0.02, Instant.EPOCH);

        assertThat(charge.yuan()).isEqualTo(0.02);
        assertThat(charge.facilityJoules()).isZero();
    }

    @Test
    void wrongSettingsAreRefusedByTheirKeys() {
        assertThatThrownBy(() -> settings(new TariffBand(0, 8, 1), new TariffBand(7, 9, 1)))
                .hasMessageContaining("liaoyuan.ledger.tariff[1]")
                .hasMessageContaining("7 o'clock");
        assertThatThrownBy(() -> settings(new TariffBand(0, 24, 1))).hasMessageContaining("tariff[0]");
        assertThatThrownBy(() -> settings(new TariffBand(25, 8, 1))).hasMessageContaining("tariff[0].from is 25");
        assertThatThrownBy(() -> new LedgerSettings(0.5, 0.63, List.of(), 536.6, "", 0.8, 16))
                .hasMessageContaining("liaoyuan.ledger.pue is 0.5");
        assertThatThrownBy(() -> new LedgerSettings(2, 0.63, List.of(), 536.6, "Mars", 0.8, 16))
                .hasMessageContaining("'Mars'");
    }
}
