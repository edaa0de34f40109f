package org.liaoyuan.server.agent.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody outside says to runs that wait for it.
 *
 * @param run to which it is sent; null for all of the sender's organisation that they see
 * @param key of what it is about; null, to one run, for whatever that waits for
 * @param data a JSON object
 * @param delivery the same for each time that the sender tries; empty where there is none
 */
public record Signal(
        @Nullable UUID run, String name, @Nullable String key, JsonNode data, String delivery) {

    static final int LONGEST_NAME = 100;
    public static final int LONGEST_KEY = 200;
    static final String NAMES = "expected letters, digits, . _ and -, 100 at most, a letter or digit first";

    private static final int MOST_DATA = 100_000;
    private static final int LONGEST_DELIVERY = 200;

    /** @throws IllegalArgumentException if one part is not as it has to be */
    public Signal {
        if (!isName(name)) {
            throw new IllegalArgumentException("name has " + name.length() + " characters; " + NAMES);
        }
        if (key != null && !isKey(key)) {
            throw new IllegalArgumentException("key has " + key.length() + " characters; expected " + LONGEST_KEY
                    + " at most, and no control characters");
        }
        String written = data.toString();
        if (!data.isObject() || written.length() > MOST_DATA || written.contains("\\u0000")) {
            throw new IllegalArgumentException("data is no object of " + MOST_DATA
                    + " characters at most without zero characters; expected one such as {\"paid\": true}");
        }
        if (delivery.length() > LONGEST_DELIVERY || delivery.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Idempotency-Key has " + delivery.length() + " characters; expected "
                    + LONGEST_DELIVERY + " at most");
        }
    }

    static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
    }

    public static boolean isKey(String text) {
        return text.length() <= LONGEST_KEY && text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * What became of it.
     *
     * @param reached how many runs it reached so far
     * @param kept whether it reached none, and waits for one that comes to a node that waits for it
     */
    @Schema(name = "AgentSignalTold")
    public record Told(int reached, boolean kept) {}
}
