package org.liaoyuan.engine;

/** The file is not a model this engine can load: not GGUF, cut short, of an unknown version, or inconsistent. */
public final class InvalidModelException extends EngineException {

    private static final long serialVersionUID = 1L;

    public InvalidModelException(String message) {
        super(message);
    }

    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
