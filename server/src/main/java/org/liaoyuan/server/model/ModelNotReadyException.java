package org.liaoyuan.server.model;

/** The model is known but not on this machine yet; the message says how far it is and what to do. */
public final class ModelNotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModelNotReadyException(String message) {
        super(message);
    }
}
