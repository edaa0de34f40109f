package org.liaoyuan.server.model;

/** A model could not be fetched; the message says what was tried and what to do. */
public final class PullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PullException(String message) {
        super(message);
    }
}
