package org.liaoyuan.server.model.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.liaoyuan.server.model.ModelStatus;

/** How far a download is, and how fast over the last ten seconds. Thread-safe. */
final class Progress {

    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final int MOST_SAMPLES = 64;

    private record Sample(long nanos, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private long done;
    private long total;

    synchronized void total(long bytes) {
        total = bytes;
    }

    /** Sets the bytes that are here now. */
    synchronized void at(long bytes) {
        done = bytes;
        long now = System.nanoTime();
        if (samples.isEmpty() || now - samples.getLast().nanos > WINDOW_NANOS / MOST_SAMPLES) {
            samples.addLast(new Sample(now, bytes));
        }
        while (samples.size() > 2 && now - samples.getFirst().nanos > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    synchronized ModelStatus.Progress now() {
        long rate = 0;
        if (!samples.isEmpty()) {
            Sample first = samples.getFirst();
            double seconds = (System.nanoTime() - first.nanos) / 1e9;
            rate = seconds < 0.2 ? 0 : Math.max(0, (long) ((done - first.bytes) / seconds));
        }
        return new ModelStatus.Progress(done, total, rate);
    }
}
