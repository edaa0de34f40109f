package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BatchCostsTest {

    private final BatchCosts costs = new BatchCosts();

    @Test
    void beforeAnythingIsKnownMoreTokensCostMoreAndEachLess() {
        for (int tokens = 2; tokens <= BatchCosts.MOST; tokens++) {
            assertThat(costs.of(tokens)).isGreaterThan(costs.of(tokens - 1)).isLessThan(tokens);
        }
    }

    @Test
    void whatIsMeasuredIsBelievedAfterAFewBatches() {
        for (int i = 0; i < 20; i++) {
            costs.learn(1, 10);
            costs.learn(16, 30);
        }

        assertThat(costs.of(16)).isCloseTo(3, within(0.3));
    }

    @Test
    void oneInterruptedBatchChangesLittle() {
        costs.learn(1, 10);
        double before = costs.of(4);

        costs.learn(4, 1_000_000);

        assertThat(costs.of(4)).isLessThan(before * 1.3);
    }

    @Test
    void aDisturbedMinuteIsForgotten() {
        double before = costs.of(16);
        costs.learn(1, 10);
        for (int i = 0; i < 20; i++) {
            costs.learn(16, 10_000);
        }
        for (int i = 0; i < 1000; i++) {
            costs.learn(1, 10);
        }

        assertThat(costs.of(16)).isCloseTo(before, within(before / 2));
    }
}
