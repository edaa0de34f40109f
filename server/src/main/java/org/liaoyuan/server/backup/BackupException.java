package org.liaoyuan.server.backup;

/** A backup can't be written, or is not one that can be restored here; the message says why and what to do. */
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
