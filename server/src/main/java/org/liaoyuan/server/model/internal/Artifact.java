package org.liaoyuan.server.model.internal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file that is pinned by its hash.
 *
 * @param file its name here
 * @param size bytes; 0 if unknown
 * @param sha256 in hexadecimal, lower case
 * @param sources in the order they are tried
 */
record Artifact(String file, long size, String sha256, List<Source> sources) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    Artifact {
        sha256 = sha256.toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("'" + sha256 + "' is no sha256; expected 64 hexadecimal digits");
        }
        if (!FILE_NAME.matcher(file).matches()) {
            throw new IllegalArgumentException(
                    "'" + file + "' is no plain file name; expected letters, digits, dots, dashes and underscores");
        }
        sources = List.copyOf(sources);
    }
}
