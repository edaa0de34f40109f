package org.liaoyuan.server.access;

import java.time.Duration;

/** Not now: too many tries, or too many at once. */
public final class TryLaterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final int status;
    final Duration retryAfter;

    /** @param status HTTP's */
    public TryLaterException(int status, String message, Duration retryAfter) {
        super(message);
        this.status = status;
        this.retryAfter = retryAfter;
    }
}
