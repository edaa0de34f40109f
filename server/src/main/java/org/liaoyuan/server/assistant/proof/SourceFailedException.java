package org.liaoyuan.server.assistant.proof;

/** A source could not be asked; the answer is made without it, and says so with this message. */
public final class SourceFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message for the person: what failed, and what to do */
    public SourceFailedException(String message) {
        super(message);
    }
}
