package org.liaoyuan.server.assistant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.memory.Memories;
import org.liaoyuan.server.assistant.memory.Recalled;
import org.liaoyuan.server.assistant.proof.Citations;
import org.liaoyuan.server.assistant.proof.EvidenceStore;
import org.liaoyuan.server.assistant.proof.Gathered;
import org.liaoyuan.server.assistant.proof.Proof;
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
    private final Grounding grounding;
    private final EvidenceStore evidence;

    AnswerRun(
            ModelService models,
            ModelAccess access,
            ConversationStore store,
            Answers answers,
            Instructions instructions,
            Grounding grounding,
            EvidenceStore evidence,
            Memories memories) {
        this.grounding = grounding;
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
     * @param chosen what the answer is to stand on
     * @throws org.liaoyuan.server.access.RefusedException if the model, the conversation's assistant, or a chosen collection, is not open to them
     * @throws IllegalArgumentException if one of the sources can't be asked
     */
    Asking asking(Conversation conversation, @Nullable String model, String said, Chosen chosen) {
        Identity who = Identity.current();
        grounding.require(who, chosen);
        String wanted = model == null ? conversation.model() : model;
        return new Asking(
                who,
                wanted,
                access.caller(who, wanted, Purpose.CHAT),
                instructions.of(who, conversation, said),
                instructions.language(conversation, said),
                chosen,
                grounding.attached(who, conversation.assistant()),
                memories.recall(who, conversation.id(), said));
    }

    /** @param attached collections that the assistant brings along, as far as who asks may read them */
    record Asking(
            Identity who,
            String model,
            Caller caller,
            Optional<ChatMessage> instructions,
            Language language,
            Chosen chosen,
            Set<UUID> attached,
            Recalled recalled) {}

    /** What an answer was made with, for another one beside it. */
    Chosen again(Message answer) {
        return grounding.again(Identity.current(), answer);
    }

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
            Optional<Gathered> gathered = grounding.gather(asking, turns);
            if (gathered.isPresent() && grounding.isNotThere(asking, gathered.get())) {
                sayNotThere(running, user, asking, gathered.get());
            } else {
                Told told = grounding.told(asking, turns);
                Optional<Gathered> shown = gathered.map(all -> grounding.fitting(asking, told.turns(), all));
                ask(running, told, asking, shown, temperature);
            }
        } catch (RuntimeException e) {
            running.end("error", AnswerProblem.of(e));
        } finally {
            answers.end(user.conversationId(), running);
        }
    }

    /**
     * An estimate of tokens may be wrong: with fewer passages then, down to one (without any it would be no answer from sources), and
     * with fewer turns.
     */
    private void ask(
            RunningAnswer running, Told told, Asking asking, Optional<Gathered> shown, @Nullable Double temperature) {
        List<Message> turns = told.turns();
        shown.ifPresent(running::evidence);
        try (Answer answer = answer(turns, asking, shown, temperature)) {
            running.begin(answer);
            Message message = begin(running, told.last(), asking, shown, answer.model());
            if (told.leftOut() > 0) {
                store.leaveOut(message.id(), told.leftOut());
            }
            memories.used(message.id(), asking.recalled());
            make(running, message, answer, shown, Grounding.kept(asking, turns, shown));
        } catch (ContextOverflowException e) {
            Optional<Gathered> less = shown.filter(all -> all.evidence().size() > 1)
                    .map(all ->
                            all.with(all.evidence().subList(0, all.evidence().size() / 2)));
            if (less.isEmpty() && turns.size() == 1) {
                throw e;
            }
            ask(running, less.isPresent() ? told : told.less(), asking, less.or(() -> shown), temperature);
        }
    }

    private Answer answer(List<Message> turns, Asking asking, Optional<Gathered> shown, @Nullable Double temperature) {
        Answer first = ask(grounding.messages(asking, turns, shown), asking, temperature);
        return shown.isEmpty()
                ? first
                : new PatientAnswer(
                        first, () -> ask(grounding.messagesAgain(asking, turns, shown.get()), asking, temperature));
    }

    private Answer ask(List<ChatMessage> messages, Asking asking, @Nullable Double temperature) {
        return models.chat(
                new ChatRequest(asking.model(), asking.recalled().in(messages), sampling(temperature), 0, List.of(), -1)
                        .withCaller(asking.caller()));
    }

    private Message begin(
            RunningAnswer running, Message user, Asking asking, Optional<Gathered> shown, @Nullable String model) {
        Message message = store.add(user.conversationId(), user.id(), "assistant", "", model, asking.chosen());
        shown.ifPresent(all -> evidence.add(message.id(), all.evidence()));
        running.start(new AnswerEvents.Start(message.id(), user.id(), model));
        return message;
    }

    private void sayNotThere(RunningAnswer running, Message user, Asking asking, Gathered closest) {
        running.evidence(closest);
        Message message = begin(running, user, asking, Optional.of(closest), null);
        running.say(grounding.saidInstead(asking, closest));
        store.prove(message.id(), Grounding.proof(Proof.Verdict.NOT_THERE, closest, List.of()));
        running.end("done", store.finish(message.id(), running.text(), "stop", null, null));
    }

    private void make(
            RunningAnswer running,
            Message message,
            Answer answer,
            Optional<Gathered> shown,
            UnaryOperator<String> kept) {
        try {
            long keptAt = System.nanoTime();
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                if (!(part.get() instanceof AnswerPart.Text said) || said.text().isEmpty()) {
                    continue;
                }
                running.say(said.text());
                if (System.nanoTime() - keptAt > KEEP_NANOS) {
                    keptAt = System.nanoTime();
                    store.keep(message.id(), kept.apply(running.text()));
                }
            }
            running.end("done", finish(message, proven(message, kept.apply(running.text()), shown), answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.end("done", store.finish(message.id(), kept.apply(running.text()), "interrupted", null, null));
        } catch (RuntimeException e) {
            store.finish(message.id(), kept.apply(running.text()), "error", null, null);
            throw e;
        }
    }

    /** The answer as it is kept: with checked citations, where it was shown evidence. */
    private String proven(Message message, String text, Optional<Gathered> shown) {
        if (shown.isEmpty()) {
            return text;
        }
        Citations.Checked checked = grounding.check(shown.get(), text);
        store.prove(message.id(), Grounding.proof(Proof.Verdict.SHOWN, shown.get(), checked.claims()));
        return checked.text();
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
