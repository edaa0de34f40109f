package org.liaoyuan.server.assistant;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.liaoyuan.server.model.Answer;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The answers being made, so that they can be stopped from another request. */
@Component
class Answers {

    private final Map<UUID, Answer> byConversation = new ConcurrentHashMap<>();
    private final ConversationStore store;

    Answers(ConversationStore store) {
        this.store = store;
    }

    void begin(UUID conversation, Answer answer) {
        Answer earlier = byConversation.put(conversation, answer);
        if (earlier != null) {
            earlier.cancel();
        }
    }

    void end(UUID conversation, Answer answer) {
        byConversation.remove(conversation, answer);
    }

    /** Stops the answer being made in a conversation, if there is one. */
    void stop(UUID conversation) {
        Answer answer = byConversation.get(conversation);
        if (answer != null) {
            answer.cancel();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        store.markInterrupted();
    }
}
