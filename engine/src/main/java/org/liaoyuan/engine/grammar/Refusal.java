package org.liaoyuan.engine.grammar;

/** Something inside can't be compiled; whoever knows the place in the schema makes an {@link UnsupportedSchemaException} of it. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refusal(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    UnsupportedSchemaException at(String pointer) {
        return new UnsupportedSchemaException(pointer, reason());
    }
}
