package org.liaoyuan.server.agent.tell;

/**
 * What became of a message.
 *
 * @param problem why it did not go out; empty if it did
 */
public record Sent(How how, String problem) {

    public static final Sent OUT = new Sent(How.OUT, "");

    public enum How {
        OUT,
        /** Nothing went out; later it may. */
        NOT,
        /** Nobody knows whether it did: it is not sent again. */
        UNKNOWN
    }

    /** Of something that did not go out. */
    public static Sent not(String problem) {
        return new Sent(How.NOT, problem);
    }
}
