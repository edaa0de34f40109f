package org.liaoyuan.server.signon;

/** Somebody, or a configuration, does not get further. The detail is for whoever manages it; no secret is in it. */
final class SignOnException extends Exception {

    private static final long serialVersionUID = 1L;

    final Obstacle obstacle;

    SignOnException(Obstacle obstacle, String detail) {
        super(detail);
        this.obstacle = obstacle;
    }

    SignOnException(Obstacle obstacle, String detail, Throwable cause) {
        super(detail, cause);
        this.obstacle = obstacle;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
