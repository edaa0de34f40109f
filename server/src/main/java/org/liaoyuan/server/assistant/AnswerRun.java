package org.liaoyuan.server.assistant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.memory.Memories;
import org.liaoyuan.server.assistant.memory.Recalled;
import org.liaoyuan.server.assistant.proof.EvidenceSource;
import org.liaoyuan.server.assistant.proof.EvidenceStore;
import org.liaoyuan.server.assistant.proof.Gathered;
import org.liaoyuan.server.assistant.proof.Gathering;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.store.Tenant;
import org.springframework.stereotype.Component;

/**
 * Makes answers, each on a thread of its own that no connection holds up or ends: what has been said is kept at least every
 * second, so that a crash loses no more.
 */
@Component
class AnswerRun {

    private static final long KEEP_NANOS = 1_000_000_000L;

    private final ModelService models;
    private final ModelAccess access;
    private final ConversationStore store;
    private final Answers answers;
    private final Instructions instructions;
    private final Memories memories;
    private final Gathering gathering;
    private final EvidenceStore evidence;

    AnswerRun(
            ModelService models,
            ModelAccess access,
            ConversationStore store,
            Answers answers,
            Instructions instructions,
            Gathering gathering,
            EvidenceStore evidence,
            Memories memories) {
        this.gathering = gathering;
        this.evidence = evidence;
        this.instructions = instructions;
        this.memories = memories;
        this.models = models;
        this.access = access;
        this.store = store;
        this.answers = answers;
    }

    /**
     * Who asks a conversation's model, or another one, and what it is told beforehand.
     *
     * @param said the turn that is to be answered
     * @param sources what the answer is to stand on
     * @throws org.liaoyuan.server.access.RefusedException if the model, or the conversation's assistant, is not open to them
     * @throws IllegalArgumentException if one of the sources can't be asked
     */
    Asking asking(Conversation conversation, @Nullable String model, String said, Set<EvidenceSource.Kind> sources) {
        Identity who = Identity.current();
        gathering.require(who, sources);
        String wanted = model == null ? conversation.model() : model;
        return new Asking(
                who,
                wanted,
                access.caller(who, wanted, Purpose.CHAT),
                instructions.of(who, conversation, said),
                sources,
                memories.recall(who, conversation.id(), said));
    }

    record Asking(
            Identity who,
            String model,
            Caller caller,
            Optional<ChatMessage> instructions,
            Set<EvidenceSource.Kind> sources,
            Recalled recalled) {}

    /** Begins to answer a person's turn. */
    RunningAnswer answer(Conversation conversation, Message user, Asking asking, @Nullable Double temperature) {
        RunningAnswer running = answers.begin(conversation.id());
        Tenant owner = Tenant.current();
        List<Message> turns = Branch.to(conversation.messages(), user.id());
        var unused = Thread.ofVirtual()
                .name("answer-", 0)
                .start(() -> owner.run(() -> run(running, turns, asking, temperature)));
        return running;
    }

    private void run(RunningAnswer running, List<Message> turns, Asking asking, @Nullable Double temperature) {
        Message user = turns.getLast();
        try {
            Optional<Gathered> gathered = gather(running, asking, user);
            try (Answer answer = models.chat(request(asking, turns, temperature))) {
                running.begin(answer);
                Message message =
                        store.add(user.conversationId(), user.id(), "assistant", "", answer.model(), asking.sources());
                memories.used(message.id(), asking.recalled());
                gathered.ifPresent(found -> evidence.add(message.id(), found.evidence()));
                running.start(new AnswerEvents.Start(message.id(), user.id(), answer.model()));
                make(running, message, answer);
            }
        } catch (RuntimeException e) {
            running.end("error", AnswerProblem.of(e));
        } finally {
            answers.end(user.conversationId(), running);
        }
    }

    private Optional<Gathered> gather(RunningAnswer running, Asking asking, Message user) {
        if (asking.sources().isEmpty()) {
            return Optional.empty();
        }
        Gathered found = gathering.gather(asking.who(), asking.sources(), user.content());
        running.evidence(found);
        return Optional.of(found);
    }

    private static ChatRequest request(Asking asking, List<Message> turns, @Nullable Double temperature) {
        List<ChatMessage> messages = Stream.concat(
                        asking.instructions().stream(), turns.stream().map(m -> new ChatMessage(m.role(), m.content())))
                .toList();
        return new ChatRequest(asking.model(), asking.recalled().in(messages), sampling(temperature), 0, List.of(), -1)
                .withCaller(asking.caller());
    }

    private void make(RunningAnswer running, Message message, Answer answer) {
        try {
            long kept = System.nanoTime();
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                if (!(part.get() instanceof AnswerPart.Text said) || said.text().isEmpty()) {
                    continue;
                }
                running.say(said.text());
                if (System.nanoTime() - kept > KEEP_NANOS) {
                    kept = System.nanoTime();
                    store.keep(message.id(), running.text());
                }
            }
            running.end("done", finish(message, running.text(), answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.end("done", store.finish(message.id(), running.text(), "interrupted", null, null));
        } catch (RuntimeException e) {
            store.finish(message.id(), running.text(), "error", null, null);
            throw e;
        }
    }

    private Message finish(Message message, String text, Answer answer) {
        Cost cost = answer.cost();
        double seconds = cost.usage().total().minus(cost.usage().firstToken()).toNanos() / 1e9;
        int tokens = cost.usage().completionTokens();
        Double rate = tokens < 2 || seconds <= 0 ? null : (tokens - 1) / seconds;
        String reason = answer.finishReason().orElse(FinishReason.ERROR).name().toLowerCase(Locale.ROOT);
        return store.finish(message.id(), text, reason, cost, rate);
    }

    private static Sampling sampling(@Nullable Double temperature) {
        Sampling usual = Sampling.CHAT;
        return temperature == null
                ? usual
                : new Sampling(
                        temperature,
                        usual.topK(),
                        usual.topP(),
                        usual.minP(),
                        usual.frequencyPenalty(),
                        usual.presencePenalty(),
                        usual.repeatPenalty(),
                        OptionalLong.empty(),
                        Map.of());
    }
}
