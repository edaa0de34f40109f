package org.liaoyuan.server.access;

import org.jspecify.annotations.Nullable;

/** Names and other single lines that people type. */
public final class ShortText {

    private static final int MOST = 100;

    private ShortText() {}

    /**
     * @param field for the error
     * @return without blanks around it; empty for null
     * @throws IllegalArgumentException if it is longer than 100 characters or has a control character
     */
    public static String of(String field, @Nullable String wanted) {
        String text = wanted == null ? "" : wanted.strip();
        if (text.length() > MOST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + " has " + text.length() + " characters; expected at most " + MOST
                    + ", none of them a control character");
        }
        return text;
    }
}
