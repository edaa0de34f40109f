package org.liaoyuan.server.assistant;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.liaoyuan.server.store.Reconciled;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The answers being made, one a conversation, so that they can be heard and stopped from other requests. */
@Component
class Answers implements Reconciled {

    private static final Duration MOST_ENDING = Duration.ofSeconds(5);

    private final Map<UUID, RunningAnswer> byConversation = new ConcurrentHashMap<>();
    private final ConversationStore store;

    Answers(ConversationStore store) {
        this.store = store;
    }

    /** A new answer; an earlier one of the same conversation is stopped. */
    RunningAnswer begin(UUID conversation) {
        RunningAnswer running = new RunningAnswer();
        RunningAnswer earlier = byConversation.put(conversation, running);
        if (earlier != null) {
            earlier.stop();
        }
        return running;
    }

    void end(UUID conversation, RunningAnswer running) {
        byConversation.remove(conversation, running);
    }

    Optional<RunningAnswer> running(UUID conversation) {
        return Optional.ofNullable(byConversation.get(conversation));
    }

    /** Stops the answer being made in a conversation, if there is one. */
    void stop(UUID conversation) {
        running(conversation).ifPresent(RunningAnswer::stop);
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        store.markInterrupted();
    }

    @Override
    public void reconcile() {
        store.markInterrupted();
    }

    /** What has been said is kept before the database goes. */
    @PreDestroy
    void atEnd() throws InterruptedException {
        List<RunningAnswer> all = List.copyOf(byConversation.values());
        all.forEach(RunningAnswer::stop);
        for (RunningAnswer running : all) {
            if (!running.awaitEnd(MOST_ENDING)) {
                return; // the next start marks it as interrupted
            }
        }
    }
}
