package org.liaoyuan.server.websearch.ask;

/** A service did not do what it was asked; the message says what it said, and what to do. Never the question, never the key. */
public final class ServiceFailure extends Exception {

    private static final long serialVersionUID = 1L;

    ServiceFailure(String message) {
        super(message, null, false, false);
    }
}
