package org.liaoyuan.server.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.engine.FinishReason;

/** An answer being made. One thread reads it; any may cancel. Close it when done: an unfinished one is cancelled. */
public interface Answer extends AutoCloseable {

    /** The real name of the model that answers, never {@code default}. */
    String model();

    /** The provider's id; {@code local} for a model in this process. */
    String provider();

    /** Waits for the next part; empty at the end. */
    Optional<AnswerPart> next() throws InterruptedException;

    /** Stops the decode within one token. */
    void cancel();

    /**
     * Writes no more for a while, where it is written on this machine: the processor is wanted for something more urgent.
     *
     * @param most after which it goes on by itself; zero to go on now
     */
    default void rest(Duration most) {}

    /** Why it ended; empty while it is being made. */
    Optional<FinishReason> finishReason();

    /** What it took so far; final at the end. */
    Cost cost();

    /** What the asker should know beside the answer, such as a budget that is nearly used up. */
    List<String> warnings();

    /** Ends an unfinished answer; its {@link #cost()} is final afterwards. */
    @Override
    default void close() {
        cancel();
    }

    /** An answer around another one, which says what it does not say otherwise. */
    interface Around extends Answer {

        /** The answer inside. */
        Answer inner();

        @Override
        default String model() {
            return inner().model();
        }

        @Override
        default String provider() {
            return inner().provider();
        }

        @Override
        default void cancel() {
            inner().cancel();
        }

        @Override
        default void rest(Duration most) {
            inner().rest(most);
        }

        @Override
        default Optional<FinishReason> finishReason() {
            return inner().finishReason();
        }

        @Override
        default Cost cost() {
            return inner().cost();
        }

        @Override
        default List<String> warnings() {
            return inner().warnings();
        }
    }
}
