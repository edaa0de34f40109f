package org.liaoyuan.server.backup.age;

import java.io.IOException;

/** The file is no age file, was changed or cut, or the passphrase is another one. */
public final class AgeException extends IOException {

    private static final long serialVersionUID = 1L;

    AgeException(String message) {
        super(message);
    }
}
