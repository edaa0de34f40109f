package org.liaoyuan.engine.grammar;

import org.liaoyuan.engine.EngineException;

/** The schema can't be made into a grammar: it uses what can't be guaranteed, allows nothing, or is too large. */
public final class UnsupportedSchemaException extends EngineException {

    private static final long serialVersionUID = 1L;
    private final String pointer;
    private final String reason;

    UnsupportedSchemaException(String pointer, String reason) {
        super("the schema can't be compiled at " + pointer + ": " + reason);
        this.pointer = pointer;
        this.reason = reason;
    }

    /** Where in the schema, as a JSON pointer in a URI fragment: {@code #/properties/x/not}. */
    public String pointer() {
        return pointer;
    }

    /** Why, without the place. */
    public String reason() {
        return reason;
    }
}
