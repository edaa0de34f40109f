package org.liaoyuan.server.sandbox;

import java.util.Locale;

/** What a program is written in. */
enum Language {
    JAVASCRIPT,
    PYTHON;

    /** As definitions write it. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Language of(String written) {
        return valueOf(written.toUpperCase(Locale.ROOT));
    }
}
