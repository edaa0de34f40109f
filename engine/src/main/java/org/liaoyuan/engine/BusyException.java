package org.liaoyuan.engine;

import java.time.Duration;

/** Every place is taken and the queue is full: try again after {@link #retryAfter()}. */
public final class BusyException extends EngineException {

    private static final long serialVersionUID = 1L;
    private final Duration retryAfter;

    public BusyException(int waiting, Duration retryAfter) {
        super("busy: " + waiting + " requests are waiting already; try again in " + Math.max(1, retryAfter.toSeconds())
                + " s");
        this.retryAfter = retryAfter;
    }

    /** A guess from the work under way; at least one second. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
