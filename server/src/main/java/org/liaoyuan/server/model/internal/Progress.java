package org.liaoyuan.server.model.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.liaoyuan.server.model.ModelStatus;

/**
 * How far a download of one file or several is, and how fast over the last ten seconds. Thread-safe.
 *
 * <p>Guarantees: what is done never grows past the total and never shrinks; where a second source begins a file anew, it
 * stands still until that file is further than the first one brought it.
 */
final class Progress {

    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final int MOST_SAMPLES = 64;

    private record Sample(long nanos, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final long planned;
    /** Bytes of the files before the one under way. */
    private long earlier;

    private long fileSize;
    private long done;

    /** Of one file, whose size is known when it begins. */
    Progress() {
        this(0);
    }

    /** @param planned bytes of all files that will come; 0 if one of them is of unknown size */
    Progress(long planned) {
        this.planned = planned;
    }

    /** The next file begins. */
    synchronized void begin(long size) {
        earlier = done;
        fileSize = size;
    }

    /** A source says how large the file is; changes nothing if that is known. */
    synchronized void learnSize(long size) {
        if (fileSize == 0) {
            fileSize = size;
        }
    }

    /** Sets the bytes of this file that are here now. */
    synchronized void at(long bytes) {
        long here = earlier + (fileSize == 0 ? bytes : Math.min(bytes, fileSize));
        done = Math.max(done, total() == 0 ? here : Math.min(here, total()));
        long now = System.nanoTime();
        if (samples.isEmpty() || now - samples.getLast().nanos > WINDOW_NANOS / MOST_SAMPLES) {
            samples.addLast(new Sample(now, done));
        }
        while (samples.size() > 2 && now - samples.getFirst().nanos > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    private long total() {
        return planned != 0 ? planned : fileSize == 0 ? 0 : earlier + fileSize;
    }

    synchronized ModelStatus.Progress now() {
        long rate = 0;
        if (!samples.isEmpty()) {
            Sample first = samples.getFirst();
            double seconds = (System.nanoTime() - first.nanos) / 1e9;
            rate = seconds < 0.2 ? 0 : Math.max(0, (long) ((done - first.bytes) / seconds));
        }
        return new ModelStatus.Progress(done, total(), rate);
    }
}
