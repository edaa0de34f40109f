package org.liaoyuan.server.assistant;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.assistant.proof.Gathered;
import org.liaoyuan.server.model.Answer;

/**
 * An answer on its way and what has been said of it, for any number of readers, none of whom it waits for. A reader who comes
 * late, or is slow, gets what it has missed as one piece; the text is kept once and is no longer than the model's context.
 */
final class RunningAnswer {

    /** A name of {@link AnswerEvents} and its data. */
    record Event(String name, Object data) {}

    private final StringBuilder text = new StringBuilder();
    private @Nullable Answer answer;
    private @Nullable Gathered evidence;
    private AnswerEvents.@Nullable Start start;
    private @Nullable Event end;
    private boolean stopped;

    /** The model begins to answer. */
    synchronized void begin(Answer begun) {
        answer = begun;
        if (stopped) {
            begun.cancel();
        }
    }

    /** What it will be shown; said again where it has to be less. */
    synchronized void evidence(Gathered found) {
        evidence = found;
        notifyAll();
    }

    /** The answer has a place in the conversation. */
    synchronized void start(AnswerEvents.Start place) {
        start = place;
        notifyAll();
    }

    synchronized void say(String piece) {
        text.append(piece);
        notifyAll();
    }

    synchronized void end(String name, Object data) {
        if (end == null) {
            end = new Event(name, data);
            notifyAll();
        }
    }

    /** Stops it within one token, or as soon as the model is loaded. */
    synchronized void stop() {
        stopped = true;
        if (answer != null) {
            answer.cancel();
        }
    }

    synchronized String text() {
        return text.toString();
    }

    /** Waits for the end; false if it has not come in time. */
    synchronized boolean awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (end == null && deadline > System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
        }
        return end != null;
    }

    /** One reader's place. */
    final class Reader {

        private @Nullable Gathered heardEvidence;
        private boolean knowsStart;
        private int heard;
        private boolean atEnd;

        boolean isAtEnd() {
            return atEnd;
        }

        /** What comes next; empty if nothing came in this time. */
        Optional<Event> next(Duration limit) throws InterruptedException {
            synchronized (RunningAnswer.this) {
                if (!hasNews()) {
                    TimeUnit.NANOSECONDS.timedWait(RunningAnswer.this, limit.toNanos());
                }
                return hasNews() ? Optional.of(take()) : Optional.empty();
            }
        }

        private boolean hasNews() {
            return (heardEvidence != evidence)
                    || (!knowsStart && start != null)
                    || heard < text.length()
                    || (end != null && !atEnd);
        }

        private Event take() {
            if (evidence != null && heardEvidence != evidence) {
                heardEvidence = evidence;
                return new Event("evidence", evidence);
            }
            if (!knowsStart && start != null) {
                knowsStart = true;
                return new Event("start", start);
            }
            if (heard < text.length()) {
                String missed = text.substring(heard);
                heard = text.length();
                return new Event("delta", new AnswerEvents.Delta(missed));
            }
            atEnd = true;
            return java.util.Objects.requireNonNull(end, "end");
        }
    }

    /** A reader who hears the answer from its start. */
    Reader reader() {
        return new Reader();
    }
}
