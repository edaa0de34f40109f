package org.liaoyuan.server.assistant;

/** There is no such conversation or message. */
final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotFoundException(String what, Object id) {
        super("There is no " + what + " " + id + "; it may have been deleted");
    }
}
