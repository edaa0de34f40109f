package org.liaoyuan.server.assistant;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.assistant.proof.Citations;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;

/**
 * An answer of a model that was shown passages, asked once more where it said nothing but a passage's number, as small models
 * sometimes do. What may become such an answer is held back until it is more; what the second asking says is then all that is heard.
 * The cost is that of both.
 */
final class PatientAnswer implements Answer.Around {

    private final Supplier<Answer> again;
    private final Deque<AnswerPart> held = new ArrayDeque<>();
    private final StringBuilder said = new StringBuilder();
    private volatile Answer answer;
    private @Nullable Cost before;
    private boolean saysSomething;
    private volatile boolean cancelled;

    /** @param again asks in other words */
    PatientAnswer(Answer first, Supplier<Answer> again) {
        this.answer = first;
        this.again = again;
    }

    @Override
    public Answer inner() {
        return answer;
    }

    @Override
    public Optional<AnswerPart> next() throws InterruptedException {
        while (!saysSomething) {
            Optional<AnswerPart> part = answer.next();
            if (part.isPresent()) {
                held.add(part.get());
                said.append(part.get() instanceof AnswerPart.Text text ? text.text() : "");
                saysSomething = !Citations.areAll(said);
            } else if (!said.isEmpty() && before == null && !cancelled) {
                before = answer.cost();
                held.clear();
                said.setLength(0);
                answer.close();
                answer = again.get();
                if (cancelled) {
                    answer.cancel();
                }
            } else {
                saysSomething = true;
            }
        }
        return held.isEmpty() ? answer.next() : Optional.of(held.remove());
    }

    @Override
    public void cancel() {
        cancelled = true;
        answer.cancel();
    }

    @Override
    public Cost cost() {
        return before == null ? answer.cost() : sum(before, answer.cost());
    }

    @Override
    public void close() {
        answer.close();
    }

    private static Cost sum(Cost first, Cost second) {
        Usage a = first.usage();
        Usage b = second.usage();
        Usage both = new Usage(
                a.promptTokens() + b.promptTokens(),
                a.cachedTokens() + b.cachedTokens(),
                a.completionTokens() + b.completionTokens(),
                a.queued().plus(b.queued()),
                a.total().plus(b.firstToken()),
                a.total().plus(b.total()),
                a.computeSeconds() + b.computeSeconds());
        return new Cost(
                both,
                first.joules() + second.joules(),
                first.measured() && second.measured(),
                first.electricityYuan() + second.electricityYuan(),
                first.providerYuan() + second.providerYuan());
    }
}
