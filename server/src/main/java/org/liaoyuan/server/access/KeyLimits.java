package org.liaoyuan.server.access;

import org.jspecify.annotations.Nullable;

/**
 * How much a key may ask in a minute.
 *
 * @param requests null for any number
 * @param tokens of prompts and answers together; null for any number
 */
public record KeyLimits(
        @Nullable Integer requests, @Nullable Integer tokens) {

    static final KeyLimits NONE = new KeyLimits(null, null);

    private static final int MOST = 1_000_000_000;

    /** @throws IllegalArgumentException if one is not a sensible number */
    public KeyLimits {
        require("requestsPerMinute", requests);
        require("tokensPerMinute", tokens);
    }

    private static void require(String name, @Nullable Integer value) {
        if (value != null && (value < 1 || value > MOST)) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; expected 1 to " + MOST + ", or null for no limit");
        }
    }

    public boolean areNone() {
        return requests == null && tokens == null;
    }
}
