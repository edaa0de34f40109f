package org.liaoyuan.server.assistant.making;

/** Something was stopped before it was made. */
public final class StoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean late;

    /** @param late whether it took too long; else somebody waits for an answer, or the server stops */
    public StoppedException(boolean late) {
        super(late ? "it took too long" : "somebody waits for an answer, or the server stops");
        this.late = late;
    }

    boolean isLate() {
        return late;
    }
}
