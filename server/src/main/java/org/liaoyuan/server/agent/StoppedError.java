package org.liaoyuan.server.agent;

/** The process ends in the middle of a step. The engine records exceptions as a step's outcome, and no errors: so it goes on at the next start. */
final class StoppedError extends Error {

    private static final long serialVersionUID = 1L;

    StoppedError(Throwable cause) {
        super("the process ends", cause);
    }
}
