package org.liaoyuan.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ServersTest {

    private static Servers.Costs costs(int servers, double price, double rate, double provider) {
        return new Servers(servers, 6.5, 2, 0.63, 536.6, price, 5, rate, provider).costs();
    }

    @Test
    void theArticlesServerTakesAboutTwoHundredYuanADayAndAThousandAboutTwoHundredThousand() {
        assertThat(costs(1, 0, 1000, 2).electricityPerServerDay()).isEqualTo(196.56, within(1e-9));
        assertThat(costs(1000, 0, 1000, 2).electricityPerDay()).isEqualTo(196_560, within(1e-6));
    }

    @Test
    void atTheBreakEvenTheProviderTakesWhatOnesOwnServersCost() {
        Servers.Costs costs = costs(10, 500_000, 5000, 2);

        double providerTakes = costs.breakEvenTokensPerDay() / 1e6 * 2;

        assertThat(providerTakes).isEqualTo(costs.perDay(), within(1e-6));
        assertThat(costs.canBreakEven()).isTrue();
        assertThat(costs.yuanPerMillionFull()).isLessThan(2);
        assertThat(costs.breakEvenLoad()).isEqualTo(costs.yuanPerMillionFull() / 2, within(1e-9));
    }

    @Test
    void aProviderCheaperThanFullLoadIsAlwaysCheaper() {
        assertThat(costs(10, 500_000, 50, 2).canBreakEven()).isFalse();
        assertThat(costs(10, 500_000, 50, 0).canBreakEven()).isFalse();
    }

    @Test
    void aSenselessFigureIsRefusedByItsName() {
        assertThatThrownBy(() -> costs(0, 0, 1000, 2)).hasMessageContaining("'servers' is 0");
        assertThatThrownBy(() -> costs(1, 0, Double.NaN, 2)).hasMessageContaining("'rate' is NaN");
    }
}
