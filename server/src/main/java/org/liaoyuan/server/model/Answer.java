package org.liaoyuan.server.model;

import java.util.Optional;
import org.liaoyuan.engine.FinishReason;

/** An answer being made. One thread reads it; any may cancel. Close it when done: an unfinished one is cancelled. */
public interface Answer extends AutoCloseable {

    /** The real name of the model that answers, never {@code default}. */
    String model();

    /** The provider's id; {@code local} for a model in this process. */
    default String provider() {
        return "local";
    }

    /** Waits for the next part; empty at the end. */
    Optional<AnswerPart> next() throws InterruptedException;

    /** Stops the decode within one token. */
    void cancel();

    /** Why it ended; empty while it is being made. */
    Optional<FinishReason> finishReason();

    /** What it took so far; final at the end. */
    Cost cost();

    @Override
    default void close() {
        cancel();
    }
}
