package org.liaoyuan.server.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;

/**
 * The {@code n} answers to one request, made at once: their prompt is computed once. One thread takes their parts, which come
 * in the order in which they are made: within a choice its own order, then {@link Part.Ended} or {@link Part.Failed} as its
 * last. Closing cancels what is not done.
 */
public final class Choices implements AutoCloseable {

    /** Parts that wait for a slow client, all choices together; beyond it the choices' own bounded queues fill. */
    private static final int MOST_WAITING = 64;

    /** An answer that its time limit ended has this long to say so. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final List<Answer> answers;
    private final Duration mostTime;
    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<Thread> threads = new ArrayList<>();

    private Choices(List<Answer> answers, Duration mostTime) {
        this.answers = answers;
        this.mostTime = mostTime;
        threads.add(Thread.ofVirtual().name("answer-limit").start(this::limit));
        for (int i = 0; i < answers.size(); i++) {
            int index = i;
            threads.add(Thread.ofVirtual().name("answer-choice-", index).start(() -> read(index)));
        }
    }

    public static Choices start(int n, Sampling sampling, Duration mostTime, Function<Sampling, Answer> start) {
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

    private void limit() {
        try {
            Thread.sleep(mostTime);
            cancel();
        } catch (InterruptedException done) {
            // all answers have ended in time
        }
    }

    private void read(int index) {
        Answer answer = answers.get(index);
        try {
            try {
                int offset = 0;
                for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                    put(new Part.Said(index, part.get(), offset));
                    offset += part.get() instanceof AnswerPart.Text text
                            ? text.text().length()
                            : 0;
                }
                put(new Part.Ended(index, answer.finishReason()));
            } catch (RuntimeException e) {
                put(new Part.Failed(index, e));
            }
        } catch (InterruptedException closed) {
            // nobody takes the parts any more
        }
    }

    private void put(Part part) throws InterruptedException {
        if (!parts.offer(part, mostTime.toMillis(), TimeUnit.MILLISECONDS)) {
            // longer than any answer may take: whoever should read this does not
            throw new InterruptedException();
        }
    }

    /** Waits for the next part of any choice. */
    public Part next() {
        try {
            Part part = parts.poll(mostTime.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            if (part == null) {
                throw new EngineException("nothing came of the answer for " + mostTime.toSeconds() + " s");
            }
            return part;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("the request was interrupted", e);
        }
    }

    int size() {
        return answers.size();
    }

    public String model() {
        return answers.getFirst().model();
    }

    public List<Cost> costs() {
        return answers.stream().map(Answer::cost).toList();
    }

    /** What the asker should know, each once. */
    public List<String> warnings() {
        return answers.stream().flatMap(a -> a.warnings().stream()).distinct().toList();
    }

    public void cancel() {
        answers.forEach(Answer::cancel);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        answers.forEach(Answer::close);
    }
}
