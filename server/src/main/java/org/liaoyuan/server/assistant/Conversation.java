package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the page sees it.
 *
 * @param assistant id of the one that it is with; null for the model alone
 * @param persona id of the way of speaking; null for none
 * @param language zh or en, in which the two speak; null: as the first turn
 * @param messages of all branches, oldest first; empty in lists
 */
record Conversation(
        UUID id,
        String title,
        String model,
        @Nullable String assistant,
        @Nullable String persona,
        @Schema(allowableValues = {"zh", "en"}) @Nullable String language,
        Instant createdAt,
        Instant updatedAt,
        List<Message> messages) {

    static final int MOST_TITLE = 200;

    Conversation withMessages(List<Message> all) {
        return new Conversation(id, title, model, assistant, persona, language, createdAt, updatedAt, all);
    }
}
