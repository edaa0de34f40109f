package org.liaoyuan.server.access;

/** A request that is understood and not granted. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** HTTP's. */
    public int status() {
        return status;
    }

    /** Who asks is not known. */
    public static RefusedException unknown(String message) {
        return new RefusedException(401, message);
    }

    /** Who asks may not. */
    public static RefusedException forbidden(String message) {
        return new RefusedException(403, message);
    }

    /** There is no such thing here. */
    public static RefusedException missing(String what, Object id) {
        return new RefusedException(404, "There is no " + what + " " + id + " in this organisation");
    }

    /** There is no such thing at all. */
    public static RefusedException absent(String message) {
        return new RefusedException(404, message);
    }

    /** What it needs is not so. */
    public static RefusedException conflict(String message) {
        return new RefusedException(409, message);
    }

    /** It was there, and is over. */
    public static RefusedException gone(String message) {
        return new RefusedException(410, message);
    }
}
