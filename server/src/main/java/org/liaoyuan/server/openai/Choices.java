package org.liaoyuan.server.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.engine.TokenLogprob;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;

/** The {@code n} answers to one request, made at once: their prompt is computed once. Closing cancels what is not done. */
final class Choices implements AutoCloseable {

    private final List<Answer> answers;
    private final Thread limit;

    private Choices(List<Answer> answers, Duration mostTime) {
        this.answers = answers;
        this.limit = Thread.ofVirtual().name("answer-limit").start(() -> {
            try {
                Thread.sleep(mostTime);
                answers.forEach(Answer::cancel);
            } catch (InterruptedException done) {
                // all answers have ended in time
            }
        });
    }

    static Choices start(int n, Sampling sampling, Duration mostTime, Function<Sampling, Answer> start) {
        List<Answer> answers = new ArrayList<>();
        try {
            for (int i = 0; i < n; i++) {
                answers.add(start.apply(i == 0 ? sampling : reseeded(sampling, i)));
            }
        } catch (RuntimeException e) {
            answers.forEach(Answer::close);
            throw e;
        }
        return new Choices(answers, mostTime);
    }

    /** One seed must give n different answers, and the same n each time. */
    private static Sampling reseeded(Sampling s, int index) {
        if (s.seed().isEmpty()) {
            return s;
        }
        return new Sampling(
                s.temperature(),
                s.topK(),
                s.topP(),
                s.minP(),
                s.frequencyPenalty(),
                s.presencePenalty(),
                s.repeatPenalty(),
                OptionalLong.of(s.seed().getAsLong() + index),
                s.logitBias());
    }

    int size() {
        return answers.size();
    }

    Answer get(int index) {
        return answers.get(index);
    }

    String model() {
        return answers.getFirst().model();
    }

    List<Cost> costs() {
        return answers.stream().map(Answer::cost).toList();
    }

    /** What the asker should know, each once. */
    List<String> warnings() {
        return answers.stream().flatMap(a -> a.warnings().stream()).distinct().toList();
    }

    void cancel() {
        answers.forEach(Answer::cancel);
    }

    /** A whole answer. */
    record Whole(String text, List<TokenLogprob> logprobs) {}

    Whole read(int index) {
        StringBuilder text = new StringBuilder();
        List<TokenLogprob> logprobs = new ArrayList<>();
        for (Optional<AnswerPart> part = next(index); part.isPresent(); part = next(index)) {
            if (part.get() instanceof AnswerPart.Text piece) {
                text.append(piece.text());
                logprobs.addAll(piece.logprobs());
            }
        }
        return new Whole(text.toString(), logprobs);
    }

    Optional<AnswerPart> next(int index) {
        try {
            return answers.get(index).next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("the request was interrupted", e);
        }
    }

    @Override
    public void close() {
        limit.interrupt();
        answers.forEach(Answer::close);
    }
}
