package org.liaoyuan.server.model.internal;

/** A file could not be fetched; the message says what was tried, why each failed, and what to do. */
final class DownloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DownloadException(String message) {
        super(message);
    }
}
