package org.liaoyuan.server.agent;

/** A model's answer ended in its middle, and the run still wants it: it is asked again. */
final class BrokenAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenAnswerException() {
        super("the model's answer ended in its middle");
    }
}
