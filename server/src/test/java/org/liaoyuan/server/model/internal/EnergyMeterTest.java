package org.liaoyuan.server.model.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Time and joules are given, second by second. */
class EnergyMeterTest {

    private static final class Counter implements EnergySource {

        private final boolean measured;
        private double joules;

        Counter(boolean measured) {
            this.measured = measured;
        }

        @Override
        public OptionalDouble joules() {
            return OptionalDouble.of(joules);
        }

        @Override
        public boolean isMeasured() {
            return measured;
        }
    }

    private static final class Work {
        private double computeSeconds;
    }

    private long nanos;
    private Counter counter = new Counter(true);
    private EnergyMeter meter = meter(true);

    private EnergyMeter meter(boolean measured) {
        counter = new Counter(measured);
        return new EnergyMeter(List.of(counter), 16, () -> nanos);
    }

    private void pass(double seconds, double watts) {
        nanos += Math.round(seconds * 1e9);
        counter.joules += seconds * watts;
    }

    @Test
    void answersAtOnceShareByTheirComputeTimeAndOneAlonePaysAll() {
        Work a = new Work();
        Work b = new Work();
        EnergyMeter.Share first = meter.open(() -> a.computeSeconds);
        pass(1, 100);
        a.computeSeconds = 1;
        EnergyMeter.Share second = meter.open(() -> b.computeSeconds);
        pass(1, 200);
        a.computeSeconds = 1.25;
        b.computeSeconds = 0.75;

        assertThat(first.end()).isEqualTo(150, within(1e-9));
        assertThat(second.end()).isEqualTo(150, within(1e-9));
    }

    @Test
    void idlingIsNotCharged() {
        pass(10, 40);
        Work work = new Work();
        EnergyMeter.Share share = meter.open(() -> work.computeSeconds);
        pass(2, 100);
        work.computeSeconds = 2;

        assertThat(share.end()).isEqualTo(120, within(1e-9));
    }

    @Test
    void theQuietestPauseSaysWhatIdlingTakes() {
        pass(10, 90);
        meter.open(() -> 0).end();
        pass(10, 40);
        meter.open(() -> 0).end();
        pass(10, 70);
        Work work = new Work();
        EnergyMeter.Share share = meter.open(() -> work.computeSeconds);
        pass(1, 100);
        work.computeSeconds = 1;

        assertThat(share.end()).isEqualTo(60, within(1e-9));
    }

    @Test
    void aBatchUnderWayIsPaidByWhoIsInItWhenItEnds() {
        Work work = new Work();
        EnergyMeter.Share share = meter.open(() -> work.computeSeconds);
        pass(1, 100);
        assertThat(share.joules()).isZero();
        pass(1, 100);
        work.computeSeconds = 2;

        assertThat(share.joules()).isEqualTo(200, within(1e-9));
        assertThat(share.end()).isEqualTo(200, within(1e-9));
        pass(5, 100);
        assertThat(share.end()).isEqualTo(200, within(1e-9));
    }

    @Test
    void modelledEnergyIsNoMoreThanTheAnswersComputeTimeTakes() {
        meter = meter(false);
        Work work = new Work();
        EnergyMeter.Share share = meter.open(() -> work.computeSeconds);
        // the rest of the second something else in this process was busy
        pass(1, 16);
        work.computeSeconds = 0.25;

        assertThat(share.end()).isEqualTo(4, within(1e-9));
        assertThat(meter.isMeasured()).isFalse();
    }
}
