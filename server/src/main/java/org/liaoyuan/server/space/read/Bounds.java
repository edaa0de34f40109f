package org.liaoyuan.server.space.read;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has been spent on one file. INVARIANT: once a limit was passed every further count throws as well. Tika's parsers catch what
 * comes out of a file inside and go on with the next; so they soon end, and {@link #exceeded} still knows why.
 */
final class Bounds {

    /** Ends a parse from inside. */
    static final class Exceeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exceeded() {
            super("a limit is passed", null, false, false);
        }
    }

    private static final int DEEPEST = 8;

    private final Limits limits;
    private volatile long end;
    private long characters;
    private long bytes;
    private int files;
    private Unreadable.@Nullable Reason exceeded;

    Bounds(Limits limits) {
        this.limits = limits;
        this.end = System.nanoTime() + limits.time().toNanos();
    }

    Optional<Unreadable.Reason> exceeded() {
        return Optional.ofNullable(exceeded);
    }

    /** What is left until it is given up; less than nothing if that is over. */
    long nanosLeft() {
        return end - System.nanoTime();
    }

    /** More time, or less; from the thread that reads alone. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void allow(Duration more) {
        end += more.toNanos();
    }

    /** Gives the file up for a reason. */
    Exceeded refuse(Unreadable.Reason reason) {
        if (exceeded == null) {
            exceeded = reason;
        }
        return new Exceeded();
    }

    void countCharacters(int more) {
        characters += more;
        check(characters > limits.characters(), Unreadable.Reason.TOO_LONG);
    }

    /** @param depth files that it lies in */
    void countFile(int depth) {
        files++;
        check(files > limits.files() || depth > DEEPEST, Unreadable.Reason.BOMB);
    }

    void countBytes(int more) {
        bytes += more;
        check(bytes > limits.unpacked(), Unreadable.Reason.BOMB);
    }

    private void check(boolean passed, Unreadable.Reason reason) {
        if (exceeded == null) {
            if (passed) {
                exceeded = reason;
            } else if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                exceeded = Unreadable.Reason.TOO_SLOW;
            }
        }
        if (exceeded != null) {
            throw new Exceeded();
        }
    }
}
