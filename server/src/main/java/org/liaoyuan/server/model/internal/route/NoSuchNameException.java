package org.liaoyuan.server.model.internal.route;

/** Nothing has that name. */
final class NoSuchNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchNameException(String kind, String name) {
        super("there is no " + kind + " '" + name + "'");
    }
}
