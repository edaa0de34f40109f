package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;

/** What came is not what the protocol allows. */
final class ProtocolException extends IOException {

    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
