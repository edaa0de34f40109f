package org.liaoyuan.engine;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Chooses how many threads compute the next batch.
 *
 * <p>llama.cpp's threads wait for each other by spinning, many times a token: where another program wants one of the cores, all
 * of them wait for the one that was put aside, and a token takes five to twenty times as long. One thread fewer leaves that
 * program its core. Nothing tells a process so, but the time of a batch does: now and then a few batches are computed with
 * another number, and the faster of the two stays.
 *
 * <p>Only small batches are compared, which are alike and many. Not thread-safe; the decode loop owns it.
 */
final class ThreadGovernor {

    /** Tokens of a batch that is compared with others. */
    private static final int SMALL = 8;

    /** Batches of which the median counts. */
    private static final int WINDOW = 5;

    /** A trial whose first batches are this much slower need not go on: on a quiet machine it costs one slow token. */
    private static final double HOPELESS = 1.5;

    /** What became this much slower is looked into at once. */
    private static final double SUDDENLY = 2;

    /** What fewer threads must win, and more threads: no change for what is within the noise. */
    private static final double CLEARLY = 0.9;

    private static final long SECOND = 1_000_000_000L;
    private static final long SOONEST_TRIAL = SECOND / 2;
    private static final long LATEST_TRIAL = 30 * SECOND;

    /** From all to few. */
    private final int[] steps;

    private final long[] times = new long[WINDOW];
    private int step;
    private int measured;

    /** Of a batch, lately; 0 for not known. */
    private long usual;

    private boolean trying;
    private int settled;
    private long settledTime;
    private long nextTrial;
    private long pause = SOONEST_TRIAL;
    /** What is tried next, unless it is what is used. */
    private int candidate = 1;

    private ThreadGovernor(int... steps) {
        this.steps = steps;
    }

    /** Never changes. */
    static ThreadGovernor fixed(int threads) {
        return new ThreadGovernor(threads);
    }

    /** At most {@code most}, at least a quarter of them. */
    static ThreadGovernor upTo(int most) {
        return new ThreadGovernor(IntStream.of(most, most - 1, most / 2, most / 4)
                .filter(n -> n > 0)
                .boxed()
                .distinct()
                .mapToInt(n -> n)
                .toArray());
    }

    int threads() {
        return steps[step];
    }

    /** Whether the next batch is computed with a number that may be no good. */
    boolean isTrying() {
        return trying;
    }

    /**
     * A batch was computed with {@link #threads()}.
     *
     * @param tokens in it
     * @param nanos it took
     * @param now a clock in nanoseconds
     */
    void computed(int tokens, long nanos, long now) {
        if (steps.length == 1 || tokens > SMALL) {
            return;
        }
        if (trying && nanos > HOPELESS * settledTime) {
            giveUp(now);
            return;
        }
        times[measured++ % WINDOW] = nanos;
        if (measured < WINDOW) {
            return;
        }
        long median = median();
        if (trying) {
            judge(median, now);
        } else {
            watch(median, now);
        }
    }

    private void watch(long median, long now) {
        if (usual == 0) {
            nextTrial = now + pause;
        } else if (median > SUDDENLY * usual) {
            pause = SOONEST_TRIAL;
            nextTrial = now;
        }
        usual = median;
        if (now >= nextTrial) {
            begin(median);
        }
    }

    private long median() {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[WINDOW / 2];
    }

    private void begin(long median) {
        trying = true;
        settled = step;
        settledTime = median;
        // not only the next ones: with two others at work on three cores, two threads are no better than three
        candidate %= steps.length;
        if (candidate == step) {
            candidate = (candidate + 1) % steps.length;
        }
        step = candidate++;
        measured = 0;
    }

    private void judge(long median, long now) {
        boolean better = step > settled ? median < CLEARLY * settledTime : median * CLEARLY < settledTime;
        if (!better) {
            giveUp(now);
            return;
        }
        trying = false;
        measured = 0;
        usual = median;
        // going back where it was crowded costs a slow token: not at once
        pause = step > settled ? 4 * SOONEST_TRIAL : SOONEST_TRIAL;
        candidate = step > settled ? 0 : step + 1;
        nextTrial = now + pause;
    }

    /** The longer it stays the best, the seldomer it is doubted. */
    private void giveUp(long now) {
        trying = false;
        step = settled;
        measured = 0;
        pause = Math.min(LATEST_TRIAL, 2 * pause);
        nextTrial = now + pause;
    }
}
