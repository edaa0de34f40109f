package org.liaoyuan.server.assistant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A conversation as the page sees it.
 *
 * @param messages of all branches, oldest first; empty in lists
 */
record Conversation(UUID id, String title, String model, Instant createdAt, Instant updatedAt, List<Message> messages) {

    static final int MOST_TITLE = 200;

    Conversation withMessages(List<Message> all) {
        return new Conversation(id, title, model, createdAt, updatedAt, all);
    }
}
