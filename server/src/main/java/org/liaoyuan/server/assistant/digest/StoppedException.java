package org.liaoyuan.server.assistant.digest;

/** A digest was stopped before it was made. */
final class StoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean forOthers;

    /** @param forOthers whether somebody waits for an answer; else it took too long */
    StoppedException(boolean forOthers) {
        super(forOthers ? "somebody waits for an answer" : "it took too long");
        this.forOthers = forOthers;
    }

    boolean isForOthers() {
        return forOthers;
    }
}
