package org.liaoyuan.server.access;

import java.util.Locale;

/**
 * A thing that an organisation may keep for some of its people.
 *
 * @param name as requests call it
 */
public record Resource(Kind kind, String name) {

    /** What there is to keep. */
    public enum Kind {
        ASSISTANT,
        AGENT,
        KNOWLEDGE_BASE,
        /** A model, an adapter or an alias. */
        MODEL,
        CONNECTOR;

        /** As the database has it. */
        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind that the database calls so. */
        public static Kind ofStored(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }
    }

    public static Resource model(String name) {
        return new Resource(Kind.MODEL, name);
    }

    /** As errors and the audit name it: {@code model qwen2.5-1.5b}. */
    @Override
    public String toString() {
        return kind.stored().replace('_', ' ') + " " + name;
    }
}
