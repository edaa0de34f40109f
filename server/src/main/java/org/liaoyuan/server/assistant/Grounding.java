package org.liaoyuan.server.assistant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.frame.AssistantCollections;
import org.liaoyuan.server.assistant.proof.Budget;
import org.liaoyuan.server.assistant.proof.Citations;
import org.liaoyuan.server.assistant.proof.Evidence;
import org.liaoyuan.server.assistant.proof.EvidenceSource;
import org.liaoyuan.server.assistant.proof.Fence;
import org.liaoyuan.server.assistant.proof.FollowUp;
import org.liaoyuan.server.assistant.proof.Gathered;
import org.liaoyuan.server.assistant.proof.Gathering;
import org.liaoyuan.server.assistant.proof.Links;
import org.liaoyuan.server.assistant.proof.NotThere;
import org.liaoyuan.server.assistant.proof.Proof;
import org.liaoyuan.server.assistant.proof.ProofSettings;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelSettings;
import org.liaoyuan.server.space.SpaceCollections;
import org.springframework.stereotype.Component;

/** What an answer is to stand on: gathered before a model is asked, shown to it, and held against what it said. */
@Component
class Grounding {

    private final Gathering gathering;
    private final SpaceCollections collections;
    private final AssistantCollections attachments;
    private final ProofSettings settings;
    private final ModelService models;
    private final ModelSettings local;

    Grounding(
            Gathering gathering,
            SpaceCollections collections,
            AssistantCollections attachments,
            ProofSettings settings,
            ModelService models,
            ModelSettings local) {
        this.gathering = gathering;
        this.collections = collections;
        this.attachments = attachments;
        this.settings = settings;
        this.models = models;
        this.local = local;
    }

    /**
     * Refuses what can't be asked.
     *
     * @throws IllegalArgumentException if one of the sources can't be
     * @throws org.liaoyuan.server.access.RefusedException if one of the collections is not open to them
     */
    void require(Identity who, Chosen chosen) {
        collections.requireReadable(who, chosen.collections());
        gathering.require(
                who,
                chosen.sources().stream()
                        // those of an answer that is made again may all be closed since: then nothing is found
                        .filter(kind -> kind != EvidenceSource.Kind.COLLECTIONS)
                        .toList());
    }

    Chosen again(Identity who, Message answer) {
        return Chosen.again(answer, answer.collections().isEmpty() ? Set.of() : collections.readable(who));
    }

    /** Collections that an assistant brings along, as far as they are open to who asks. */
    Set<UUID> attached(Identity who, @Nullable String assistant) {
        return assistant == null ? Set.of() : attachments.open(who, assistant);
    }

    /** Nothing where no sources were chosen. */
    Optional<Gathered> gather(AnswerRun.Asking asking, List<Message> turns) {
        Set<EvidenceSource.Kind> chosen = asking.chosen().sources();
        if (chosen.isEmpty() && asking.attached().isEmpty()) {
            return Optional.empty();
        }
        String question = FollowUp.question(turns.stream()
                .filter(turn -> turn.role().equals("user"))
                .map(Message::content)
                .toList());
        EnumSet<EvidenceSource.Kind> kinds = EnumSet.noneOf(EvidenceSource.Kind.class);
        kinds.addAll(chosen);
        if (!asking.attached().isEmpty()) {
            kinds.add(EvidenceSource.Kind.COLLECTIONS);
        }
        Set<UUID> all = new HashSet<>(asking.chosen().collections());
        all.addAll(asking.attached());
        Gathered gathered =
                gathering.gather(asking.who(), kinds, all, asking.chosen().material(), question);
        return chosen.isEmpty() ? strong(gathered) : Optional.of(gathered);
    }

    /** What an assistant brings along is shown where it fits the question, and binds no answer to it where it doesn't. */
    private Optional<Gathered> strong(Gathered gathered) {
        List<Evidence> fitting = new ArrayList<>();
        for (Evidence each : gathered.evidence()) {
            if (each.score() >= settings.enough()) {
                fitting.add(each.numbered(fitting.size() + 1));
            }
        }
        return fitting.isEmpty() ? Optional.empty() : Optional.of(gathered.with(fitting));
    }

    /** Whether no model is to be asked, as there is nothing that it could stand on. */
    boolean isNotThere(AnswerRun.Asking asking, Gathered gathered) {
        return NotThere.is(gathered, asking.chosen().sources(), settings.enough());
    }

    String saidInstead(AnswerRun.Asking asking, Gathered gathered) {
        return NotThere.said(
                gathered, asking.chosen().sources(), asking.chosen().material().narrows(), asking.language());
    }

    /** As much of the conversation as the model's context leaves room for, beside what it is to be shown and an answer. */
    Told told(AnswerRun.Asking asking, List<Message> turns) {
        int context = context(asking);
        int share = asking.chosen().sources().isEmpty() ? context / 4 * 3 : context / 2;
        return context > 0
                ? Told.fitting(turns, Math.max(0, share - instructed(asking)), Budget::tokens)
                : Told.of(turns);
    }

    private static int instructed(AnswerRun.Asking asking) {
        return asking.instructions()
                .map(message -> Budget.tokens(message.content()))
                .orElse(0);
    }

    private int context(AnswerRun.Asking asking) {
        int known = models.capabilities(asking.model()).context();
        return known > 0 ? known : local.contextSize();
    }

    /** As much of the evidence as the model's context leaves room for, beside the conversation and an answer. */
    Gathered fitting(AnswerRun.Asking asking, List<Message> turns, Gathered gathered) {
        int context = context(asking);
        int said =
                turns.stream().mapToInt(turn -> Budget.tokens(turn.content())).sum() + instructed(asking);
        int most = context > 0 ? Math.clamp(context * 3L / 4 - said, 0, settings.mostTokens()) : settings.mostTokens();
        List<Evidence> fitting = Budget.fit(gathered.evidence(), most);
        // where there seems to be no room at all, the model says so, and the person can begin anew
        return gathered.with(fitting.isEmpty() ? gathered.evidence().subList(0, 1) : fitting);
    }

    /**
     * What the model is asked. What comes before the last turn is as without evidence, so that it is computed once; the passages stand
     * in the last turn alone.
     */
    List<ChatMessage> messages(AnswerRun.Asking asking, List<Message> turns, Optional<Gathered> gathered) {
        String question = turns.getLast().content();
        List<Evidence> shown = gathered.map(Gathered::evidence).orElse(List.of());
        return messages(asking, turns, shown.isEmpty() ? question : Fence.around(shown, question, asking.language()));
    }

    /** The same in other words, for a model that said nothing but a passage's number: citations are then added by rule. */
    List<ChatMessage> messagesAgain(AnswerRun.Asking asking, List<Message> turns, Gathered shown) {
        return messages(
                asking,
                turns,
                Fence.aroundWithoutNumbers(shown.evidence(), turns.getLast().content(), asking.language()));
    }

    private static List<ChatMessage> messages(AnswerRun.Asking asking, List<Message> turns, String content) {
        Stream<ChatMessage> before = turns.stream().limit(turns.size() - 1L).map(Grounding::earlier);
        Message last = turns.getLast();
        return Stream.of(asking.instructions().stream(), before, Stream.of(new ChatMessage(last.role(), content)))
                .flatMap(each -> each)
                .toList();
    }

    private static ChatMessage earlier(Message turn) {
        boolean cites = !turn.sources().isEmpty() || !turn.evidence().isEmpty();
        return new ChatMessage(turn.role(), cites ? Citations.none(turn.content()) : turn.content());
    }

    /** The answer with its citations checked. */
    Citations.Checked check(Gathered shown, String answer) {
        return new Citations(shown.evidence(), shown.question(), settings.supported()).check(answer);
    }

    /** What of an answer is kept: where it was shown evidence, no link that neither a passage nor the person holds. */
    static UnaryOperator<String> kept(AnswerRun.Asking asking, List<Message> turns, Optional<Gathered> shown) {
        if (shown.isEmpty()) {
            return UnaryOperator.identity();
        }
        List<String> known = Stream.concat(
                        turns.stream()
                                .filter(turn -> turn.role().equals("user"))
                                .map(Message::content),
                        shown.get().evidence().stream().map(each -> each.address() + "\n" + each.text()))
                .toList();
        return answer -> Links.only(known, answer, asking.language());
    }

    static Proof proof(Proof.Verdict verdict, Gathered shown, List<Proof.Claim> claims) {
        return new Proof(verdict, claims, shown.missed());
    }
}
