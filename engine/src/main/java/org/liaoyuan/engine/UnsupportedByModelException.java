package org.liaoyuan.engine;

/** The model can't do what was asked of it, however often it is asked; another model may. */
public final class UnsupportedByModelException extends EngineException {

    private static final long serialVersionUID = 1L;

    public UnsupportedByModelException(String message) {
        super(message);
    }
}
