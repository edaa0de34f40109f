package org.liaoyuan.server.assistant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation from elsewhere, before it is one of ours.
 *
 * @param key what it is called there: the same one is not imported twice
 * @param turns each after the one that it answers
 */
record Imported(String key, String title, Instant createdAt, Instant updatedAt, List<Turn> turns) {

    /**
     * @param key inside the conversation
     * @param parent key of the turn before; null at the root
     * @param role {@code user} or {@code assistant}
     */
    record Turn(
            String key,
            @Nullable String parent,
            String role,
            String content,
            @Nullable String model,
            Instant createdAt) {}
}
