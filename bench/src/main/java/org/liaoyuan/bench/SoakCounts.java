package org.liaoyuan.bench;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** How requests ended. Thread-safe. */
final class SoakCounts {

    private static final int MOST_WORDS = 5;

    private final LongAdder answers = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final Queue<String> firstErrors = new ConcurrentLinkedQueue<>();

    /**
     * The figures at one time.
     *
     * @param answers read to their end
     * @param cancelled left by the client, as it meant to
     * @param refused too long, as was to be expected
     * @param busy told to come back
     * @param errors everything else
     * @param firstErrors what a few of them said
     */
    record Snapshot(long answers, long cancelled, long refused, long busy, long errors, List<String> firstErrors) {}

    void answer() {
        answers.increment();
    }

    void cancelled() {
        cancelled.increment();
    }

    void refused() {
        refused.increment();
    }

    void busy() {
        busy.increment();
    }

    void error(String words) {
        errors.increment();
        if (firstErrors.size() < MOST_WORDS) {
            firstErrors.add(words);
        }
    }

    Snapshot snapshot() {
        return new Snapshot(
                answers.sum(), cancelled.sum(), refused.sum(), busy.sum(), errors.sum(), List.copyOf(firstErrors));
    }
}
