package org.liaoyuan.server.profile.grade;

/** Answers of this kind can't be graded here; the message says what would have to change. */
public final class UngradableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UngradableException(String message, Throwable cause) {
        super(message, cause);
    }
}
