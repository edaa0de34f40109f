package org.liaoyuan.server.scim;

/** A request that SCIM's rules refuse (RFC 7644, 3.12). */
final class ScimException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final int status;
    final String scimType;

    /** @param scimType empty where the RFC has none */
    ScimException(int status, String scimType, String detail) {
        super(detail);
        this.status = status;
        this.scimType = scimType;
    }
}
