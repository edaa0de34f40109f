package org.liaoyuan.server.tool;

/** A tool was not used to its end. */
public final class ToolFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What to make of it. */
    public enum Reason {
        /** A value is not what the tool needs. */
        VALUE,
        /** It is not open to who started the run. */
        NOT_OPEN,
        /** The other side said no; saying it again does not help. */
        REFUSED,
        /** Nobody answered in time, or the other side is overloaded; nothing was done, and later it may be. */
        NO_ANSWER,
        /** It was asked for, and what became of it nobody knows. */
        UNKNOWN,
        /** The answer is larger than the tool takes. */
        TOO_LONG
    }

    private final Reason reason;

    /** @param message which value, what happened, what to do; no secret and no long text of others */
    public ToolFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
