package org.liaoyuan.server.tool.sql;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection as somebody wants it, and as it may be.
 *
 * @param password empty for none; null for the one that is kept
 */
record WantedConnection(
        String name, String url, String user, @Nullable String password, boolean writes) {

    private static final int LONGEST_URL = 1_000;
    private static final int LONGEST = 200;
    private static final int LONGEST_PASSWORD = 1_000;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    WantedConnection {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name is no name; expected 1 to 100 letters, digits, spaces, '.', '_' and '-', beginning with a letter or digit");
        }
        if (url.length() > LONGEST_URL) {
            throw new IllegalArgumentException(
                    "url has " + url.length() + " characters; expected at most " + LONGEST_URL);
        }
        var unused = DatabaseAddress.of(url);
        if (user.isBlank() || user.length() > LONGEST || user.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "user is missing or too long; expected the database's user, 1 to " + LONGEST + " characters");
        }
        if (password != null && (password.length() > LONGEST_PASSWORD || password.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(
                    "password is too long or has a zero character; expected at most " + LONGEST_PASSWORD);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "WantedConnection[" + name + "]";
    }
}
