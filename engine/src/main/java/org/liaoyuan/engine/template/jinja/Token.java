package org.liaoyuan.engine.template.jinja;

/**
 * A piece of a template.
 *
 * @param text what stands there; of a string literal what it means
 * @param line counted from 1
 */
record Token(Type type, String text, int line) {

    enum Type {
        DATA,
        /** Begins or ends an output or a statement. */
        DELIMITER,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Type wanted, String wantedText) {
        return type == wanted && text.equals(wantedText);
    }

    @Override
    public String toString() {
        return type == Type.END ? "the end of the template" : "'" + text + "'";
    }
}
