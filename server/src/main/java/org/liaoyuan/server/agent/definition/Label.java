package org.liaoyuan.server.agent.definition;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A name that stands on one release of an agent at a time. */
public enum Label {
    DEV,
    TEST,
    /** What is run where a start names no release. */
    PROD;

    /** As the API and the database have it. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of this name */
    public static Label of(String stored) {
        return Stream.of(values())
                .filter(label -> label.stored().equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("label is '" + shown(stored) + "'; expected "
                        + Stream.of(values()).map(Label::stored).collect(Collectors.joining(", "))));
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
