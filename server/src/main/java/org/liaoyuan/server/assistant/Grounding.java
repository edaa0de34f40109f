package org.liaoyuan.server.assistant;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.access.Identity;
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
import org.springframework.stereotype.Component;

/** What an answer is to stand on: gathered before a model is asked, shown to it, and held against what it said. */
@Component
class Grounding {

    private final Gathering gathering;
    private final ProofSettings settings;
    private final ModelService models;
    private final ModelSettings local;

    Grounding(Gathering gathering, ProofSettings settings, ModelService models, ModelSettings local) {
        this.gathering = gathering;
        this.settings = settings;
        this.models = models;
        this.local = local;
    }

    /** @throws IllegalArgumentException if one of the sources can't be asked */
    void require(Identity who, Set<EvidenceSource.Kind> sources) {
        gathering.require(who, sources);
    }

    /** Nothing where no sources were chosen. */
    Optional<Gathered> gather(AnswerRun.Asking asking, List<Message> turns) {
        if (asking.sources().isEmpty()) {
            return Optional.empty();
        }
        String question = FollowUp.question(turns.stream()
                .filter(turn -> turn.role().equals("user"))
                .map(Message::content)
                .toList());
        return Optional.of(gathering.gather(asking.who(), asking.sources(), asking.material(), question));
    }

    /** Whether no model is to be asked, as there is nothing that it could stand on. */
    boolean isNotThere(AnswerRun.Asking asking, Gathered gathered) {
        return NotThere.is(gathered, asking.sources(), settings.enough());
    }

    String saidInstead(AnswerRun.Asking asking, Gathered gathered) {
        return NotThere.said(gathered, asking.sources(), asking.material().narrows(), asking.language());
    }

    /** As much of the conversation as the model's context leaves room for, beside what it is to be shown and an answer. */
    Told told(AnswerRun.Asking asking, List<Message> turns) {
        int context = context(asking);
        int beside = asking.instructions().map(m -> Budget.tokens(m.content())).orElse(0);
        int share = asking.sources().isEmpty() ? context / 4 * 3 : context / 2;
        return context > 0 ? Told.fitting(turns, Math.max(0, share - beside), Budget::tokens) : Told.of(turns);
    }

    private int context(AnswerRun.Asking asking) {
        int known = models.capabilities(asking.model()).context();
        return known > 0 ? known : local.contextSize();
    }

    /** As much of the evidence as the model's context leaves room for, beside the conversation and an answer. */
    Gathered fitting(AnswerRun.Asking asking, List<Message> turns, Gathered gathered) {
        int context = context(asking);
        int said = turns.stream()
                        .mapToInt(turn -> Budget.tokens(turn.content()))
                        .sum()
                + asking.instructions().map(m -> Budget.tokens(m.content())).orElse(0);
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
        return new ChatMessage(turn.role(), turn.sources().isEmpty() ? turn.content() : Citations.none(turn.content()));
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
