package org.liaoyuan.server.assistant.memory;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that a person lets be remembered of them.
 *
 * @param active whether it is used
 * @param conversation in which it was said; null for one that was written by hand, or whose conversation is gone
 * @param message the turn in which it was said
 * @param lastUsedAt when an answer was given it last; null for never
 */
@Schema(name = "Memory")
record Memory(
        UUID id,
        String text,
        MemoryKind kind,
        boolean active,
        @Nullable UUID conversation,
        @Nullable UUID message,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant lastUsedAt) {

    static final int MOST_CHARACTERS = 300;

    /**
     * One line, without blanks around it.
     *
     * @throws IllegalArgumentException if it is empty, too long, or has a control character
     */
    static String text(@Nullable String wanted) {
        String text = wanted == null ? "" : wanted.strip();
        if (text.isEmpty()
                || text.length() > MOST_CHARACTERS
                || text.codePoints().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029')) {
            throw new IllegalArgumentException("text has " + text.length() + " characters; expected 1 to "
                    + MOST_CHARACTERS + " on one line, without control characters");
        }
        return text;
    }
}
