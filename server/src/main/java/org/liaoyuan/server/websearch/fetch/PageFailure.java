package org.liaoyuan.server.websearch.fetch;

/** A page was not read; the message says why. */
public final class PageFailure extends Exception {

    private static final long serialVersionUID = 1L;

    PageFailure(String message) {
        super(message, null, false, false);
    }
}
