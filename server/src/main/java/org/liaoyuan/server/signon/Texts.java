package org.liaoyuan.server.signon;

import org.jspecify.annotations.Nullable;

/** Short texts that somebody entered. */
final class Texts {

    private static final int MOST = 500;

    private Texts() {}

    static String required(String field, @Nullable String given) {
        String text = optional(field, given);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return text;
    }

    static String or(String field, @Nullable String given, String usual) {
        String text = optional(field, given);
        return text.isEmpty() ? usual : text;
    }

    static String optional(String field, @Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (text.length() > MOST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + " has " + text.length() + " characters; expected at most " + MOST
                    + ", none of them a control character");
        }
        return text;
    }
}
