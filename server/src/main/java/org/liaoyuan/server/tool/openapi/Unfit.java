package org.liaoyuan.server.tool.openapi;

/** A part of a document that can't be used; the operation that needs it is left out. */
final class Unfit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unfit(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
