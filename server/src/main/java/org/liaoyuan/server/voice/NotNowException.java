package org.liaoyuan.server.voice;

/** What is asked for can't be done as the conversation stands just now. */
public final class NotNowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean answering;

    NotNowException(boolean answering, String message) {
        super(message);
        this.answering = answering;
    }

    /** Whether an answer is under way; if not, it is missing. */
    public boolean answering() {
        return answering;
    }
}
