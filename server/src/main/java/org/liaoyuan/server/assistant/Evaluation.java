package org.liaoyuan.server.assistant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.assistant.EvaluationEvents.Case;
import org.liaoyuan.server.assistant.frame.Trial;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.profile.Grading;
import org.springframework.stereotype.Component;

/** Asks a model an assistant's cases, one after the other and as a conversation would, and grades the answers by their rules. */
@Component
class Evaluation {

    /** Always the most likely token, so that a second run of the same model says the same. */
    private static final Sampling SAMPLING = new Sampling(0, 0, 1, 0, 0, 0, 1, OptionalLong.of(1), Map.of());

    private static final int MOST_TOKENS = 512;

    private final ModelService models;
    private final Instructions instructions;
    private final Grading grading;

    Evaluation(ModelService models, Instructions instructions, Grading grading) {
        this.models = models;
        this.instructions = instructions;
        this.grading = grading;
    }

    /**
     * Who asks which model, in which manner.
     *
     * @param persona id; null for none
     */
    record Wanted(String model, Caller caller, @Nullable String persona) {}

    /**
     * Asks one after the other.
     *
     * @param running holds the answer being made, so that it can be cancelled
     * @param each gets every result as it comes; false ends it
     * @return whether all were asked
     */
    boolean run(Wanted wanted, List<Trial> trials, AtomicReference<@Nullable Answer> running, Predicate<Case> each)
            throws InterruptedException {
        for (Trial trial : trials) {
            if (!each.test(ask(wanted, trial, running))) {
                return false;
            }
        }
        return true;
    }

    private Case ask(Wanted wanted, Trial trial, AtomicReference<@Nullable Answer> running)
            throws InterruptedException {
        List<ChatMessage> messages = Stream.concat(
                        instructions.of(Optional.of(trial.task()), wanted.persona(), trial.language()).stream(),
                        Stream.of(ChatMessage.user(trial.turn())))
                .toList();
        ChatRequest request = new ChatRequest(wanted.model(), messages, SAMPLING, MOST_TOKENS, List.of(), -1)
                .withCaller(wanted.caller());
        try (Answer answer = models.chat(request)) {
            running.set(answer);
            String text = text(answer);
            Optional<String> failure = grading.failure(trial.rule(), text);
            return new Case(
                    trial.id(), trial.language().code(), trial.turn(), text, failure.isEmpty(), failure.orElse(null));
        }
    }

    private static String text(Answer answer) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
            if (part.get() instanceof AnswerPart.Text said) {
                text.append(said.text());
            }
        }
        return text.toString();
    }
}
