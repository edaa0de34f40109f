package org.liaoyuan.server.model;

import java.util.Collection;

/** No model has that name. */
public final class UnknownModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownModelException(String name, Collection<String> known) {
        super("The model '" + name + "' does not exist; known are " + String.join(", ", known));
    }
}
