package org.liaoyuan.server.agent;

import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Label;

/** Which release of an agent is meant: by number, by label, or whichever is run by default: {@code prod} where it is set, else the newest. */
public record Which(@Nullable Integer number, @Nullable Label label) {

    public static final Which DEFAULT = new Which(null, null);

    /** @throws IllegalArgumentException if both are named, or the label is none */
    public static Which of(@Nullable Integer number, @Nullable String label) {
        if (number != null && label != null) {
            throw new IllegalArgumentException("release and label are both given; expected one of them, or neither");
        }
        return new Which(number, label == null ? null : Label.of(label));
    }

    /** For people: what there is none of. */
    @Override
    public String toString() {
        if (number != null) {
            return "release " + number + " of agent";
        }
        return label == null ? "released agent" : "release labelled " + label.stored() + " of agent";
    }
}
