package org.liaoyuan.server.agent.definition;

/** A model's answer ended in its middle, and the run still wants it: it is asked again. */
public final class BrokenAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenAnswerException() {
        super("the model's answer ended in its middle");
    }
}
