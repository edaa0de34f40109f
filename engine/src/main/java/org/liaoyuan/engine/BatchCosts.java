package org.liaoyuan.engine;

/**
 * What a batch of a few tokens takes, as a multiple of a batch of one: learnt from the batches of this machine, slowly forgotten
 * again, so that a disturbed minute is not believed for ever. Not thread-safe; the decode loop owns it.
 */
final class BatchCosts {

    /** Larger ones are not kept apart. */
    static final int MOST = 32;

    private static final double WEIGHT = 0.2;
    private static final double FORGETTING = 0.005;

    /** A batch that the machine was interrupted in counts as at most so much more than expected. */
    private static final double MOST_SURPRISE = 2;

    private final double[] times = new double[MOST + 1];
    private double plainNanos;

    BatchCosts() {
        for (int tokens = 1; tokens <= MOST; tokens++) {
            times[tokens] = expected(tokens);
        }
    }

    /** Before anything is known: measured with a quantised model of 1.5 billion parameters on two cores. */
    private static double expected(int tokens) {
        return tokens <= 8 ? 1 + (tokens - 1) * 0.57 : 5 + (tokens - 8) * 0.25;
    }

    /**
     * How many times as long as a batch of one token it takes.
     *
     * @param tokens 1 or more
     */
    double of(int tokens) {
        return tokens <= MOST ? times[tokens] : times[MOST] * tokens / MOST;
    }

    /** Learns from a batch without tokens of prompts. */
    void learn(int tokens, long nanos) {
        if (tokens == 1) {
            plainNanos = plainNanos == 0 ? nanos : towards(plainNanos, nanos, WEIGHT);
            for (int n = 2; n <= MOST; n++) {
                times[n] = towards(times[n], expected(n), FORGETTING);
            }
        } else if (tokens <= MOST && plainNanos > 0) {
            times[tokens] = towards(times[tokens], nanos / plainNanos, WEIGHT);
        }
    }

    private static double towards(double known, double seen, double weight) {
        return known + weight * (Math.min(seen, MOST_SURPRISE * known) - known);
    }
}
