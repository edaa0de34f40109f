package org.liaoyuan.server.account;

/** A request that is understood and not granted. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final int status;

    private RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Who asks is not known. */
    static RefusedException unknown(String message) {
        return new RefusedException(401, message);
    }

    /** Who asks may not. */
    static RefusedException forbidden(String message) {
        return new RefusedException(403, message);
    }

    static RefusedException missing(String what, Object id) {
        return new RefusedException(404, "There is no " + what + " " + id + " in this organisation");
    }

    static RefusedException conflict(String message) {
        return new RefusedException(409, message);
    }
}
