package org.liaoyuan.server.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.profile.grade.Failure;
import org.liaoyuan.server.profile.grade.Graders;
import org.liaoyuan.server.profile.probe.Ask;
import org.liaoyuan.server.profile.probe.Probe;

/** Asks one model, one question after the other: always the most likely token, a bounded answer, a time limit. */
final class Interview {

    private static final Sampling SAMPLING = new Sampling(0, 0, 1, 0, 0, 0, 1, OptionalLong.of(1), Map.of());
    private static final int BUSY_TRIES = 20;

    private final ModelService models;
    private final Graders graders;
    private final ScheduledExecutorService clock;
    private final String model;
    private final Duration limit;

    /**
     * @param clock ends answers that take too long
     * @param limit of one answer
     */
    Interview(ModelService models, Graders graders, ScheduledExecutorService clock, String model, Duration limit) {
        this.models = models;
        this.graders = graders;
        this.clock = clock;
        this.model = model;
        this.limit = limit;
    }

    /** @param times how often each question is asked; it counts as passed if every answer is right */
    Outcome ask(Probe probe, int times) throws InterruptedException {
        List<Said> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            for (Ask ask : probe.asks()) {
                answers.add(ask(ask, probe.maxTokens()));
            }
        }
        return new Outcome(
                probe.id(),
                answers.stream().flatMap(a -> a.failure().stream()).findFirst(),
                answers.stream().mapToLong(Said::millis).sum() / answers.size(),
                answers.stream().mapToInt(Said::promptTokens).sum() / answers.size(),
                answers.stream().mapToInt(Said::completionTokens).sum() / answers.size(),
                answers.stream().mapToDouble(Said::joules).average().orElse(0),
                answers.stream().allMatch(Said::measured));
    }

    private record Said(
            Optional<Failure> failure,
            long millis,
            int promptTokens,
            int completionTokens,
            double joules,
            boolean measured) {}

    private Said ask(Ask ask, int maxTokens) throws InterruptedException {
        ChatRequest request =
                new ChatRequest(model, List.of(ChatMessage.user(ask.prompt())), SAMPLING, maxTokens, List.of(), -1);
        AtomicBoolean late = new AtomicBoolean();
        try (Answer answer = begin(request)) {
            var alarm = clock.schedule(
                    () -> {
                        late.set(true);
                        answer.cancel();
                    },
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                String text = Transcript.of(answer);
                Optional<Failure> failure = late.get() ? Optional.of(Failure.TIMEOUT) : graders.grade(ask.rule(), text);
                return said(failure, answer);
            } finally {
                alarm.cancel(false);
            }
        } catch (ContextOverflowException e) {
            return new Said(Optional.of(Failure.CONTEXT), 0, e.promptTokens(), 0, 0, false);
        }
    }

    private static Said said(Optional<Failure> failure, Answer answer) {
        FinishReason reason = answer.finishReason().orElse(FinishReason.ERROR);
        if (reason == FinishReason.ERROR) {
            throw new IllegalStateException("the model failed while it answered; see the log");
        }
        boolean cut = failure.isPresent() && reason == FinishReason.LENGTH;
        Cost cost = answer.cost();
        return new Said(
                cut ? Optional.of(Failure.TRUNCATED) : failure,
                cost.usage().total().toMillis(),
                cost.usage().promptTokens(),
                cost.usage().completionTokens(),
                cost.joules(),
                cost.measured());
    }

    /** People go first: while all places are taken, the probe waits. */
    private Answer begin(ChatRequest request) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return models.chat(request);
            } catch (BusyException busy) {
                if (tries == BUSY_TRIES) {
                    throw busy;
                }
                Thread.sleep(busy.retryAfter());
            }
        }
    }

    /** What an answer says, a call of a tool written as the prompts ask for one. */
    private static final class Transcript {

        private Transcript() {}

        static String of(Answer answer) throws InterruptedException {
            StringBuilder text = new StringBuilder();
            StringBuilder arguments = new StringBuilder();
            String tool = "";
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                switch (part.get()) {
                    case AnswerPart.Text said -> text.append(said.text());
                    case AnswerPart.Reasoning thought -> {}
                    case AnswerPart.ToolCallDelta call -> {
                        // the first call counts
                        if (call.index() == 0) {
                            tool += call.name();
                            arguments.append(call.arguments());
                        }
                    }
                }
                if (text.length() + arguments.length() > Graders.MOST_CHARACTERS) {
                    answer.cancel();
                }
            }
            return tool.isEmpty() ? text.toString() : "{\"name\": \"" + tool + "\", \"arguments\": " + arguments + "}";
        }
    }
}
