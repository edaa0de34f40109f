package org.liaoyuan.server.voice;

/**
 * One turn of a conversation.
 *
 * @param id given by us, or by who added it
 * @param role system, user or assistant
 * @param text what was said; empty while it is not known
 * @param heard whether it was spoken by the person, not typed
 * @param spoken whether it was spoken to the person
 */
public record Item(String id, String role, String text, boolean heard, boolean spoken) {

    static final int LONGEST_TEXT = 64_000;

    public Item {
        if (!role.equals("system") && !role.equals("user") && !role.equals("assistant")) {
            throw new IllegalArgumentException("role '" + role + "' must be system, user or assistant");
        }
        if (!id.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException("an item's id must be 1 to 64 letters, digits, _, . and -");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "an item's text has " + text.length() + " characters; at most " + LONGEST_TEXT + " are taken");
        }
    }

    Item withText(String other) {
        return new Item(id, role, other, heard, spoken);
    }
}
