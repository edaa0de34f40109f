package org.liaoyuan.sound.hearing.audiometry;

import org.junit.jupiter.api.Test;

/** How far off hearing tests are on simulated listeners: {@code ./liaoyuan bench audiometry [LISTENERS]}. */
class AudiometryBench {

    private static final int LISTENERS = Integer.getInteger("liaoyuan.bench.listeners", 1200);

    @Test
    void tones() {
        System.out.println(
                "pure tones, " + LISTENERS
                        + " listeners a row (11 audiograms, each threshold moved; seed 60), level within 5 dB, minutes of gaps and tones");
        System.out.println(
                "| slope /dB | false alarms | fatigue dB/100 | bias | worst frequency | SD | within 5 dB | plain rule: bias | within | minutes | p95 |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        double[][] rows = {
            {0.1, 0.05, 0},
            {0.1, 0.05, 1},
            {0.1, 0.05, 2},
            {0.05, 0.05, 1},
            {0.2, 0.05, 1},
            {0.1, 0.0, 1},
            {0.1, 0.15, 1}
        };
        for (double[] row : rows) {
            Simulation.Tones t = Simulation.tones(LISTENERS, 60, row[0], row[1], row[2]);
            System.out.printf(
                    "| %.2f | %.2f | %.0f | %.2f | %.2f | %.2f | %.1f %% | %.2f | %.1f %% | %.1f | %.1f |%n",
                    row[0],
                    row[1],
                    row[2],
                    t.bias(),
                    t.worstBias(),
                    t.deviation(),
                    100 * t.within(),
                    t.staircaseBias(),
                    100 * t.staircaseWithin(),
                    t.minutes(),
                    t.slow());
        }
    }

    @Test
    void digits() {
        System.out.println("digits in noise, " + LISTENERS
                + " listeners a row (thresholds from -13 to +5 dB; seed 61), " + DigitsInNoise.TRIALS + " trials");
        System.out.println(
                "| slope /dB | lapses | wander dB | bias | SD | said SE | mean ratio asked: bias | SD | called good |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        double[][] rows = {{0.2, 0.02, 0}, {0.15, 0.02, 1}, {0.1, 0.02, 1}, {0.1, 0.05, 2}, {0.07, 0.02, 1}};
        for (double[] row : rows) {
            Simulation.Digits d = Simulation.digits(LISTENERS, 61, row[0], row[1], row[2]);
            System.out.printf(
                    "| %.2f | %.2f | %.0f | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f %% |%n",
                    row[0],
                    row[1],
                    row[2],
                    d.bias(),
                    d.deviation(),
                    d.standardError(),
                    d.meanSnrBias(),
                    d.meanSnrDeviation(),
                    100 * d.good());
        }
    }
}
