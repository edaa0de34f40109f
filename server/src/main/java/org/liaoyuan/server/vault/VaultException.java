package org.liaoyuan.server.vault;

/** A secret, or the key of it, does not open; the message says which and what to do, and nothing of what is secret. */
public final class VaultException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    VaultException(String message) {
        super(message);
    }

    VaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
