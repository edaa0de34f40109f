package org.liaoyuan.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * An answer being made. One thread reads it; any thread may cancel it.
 *
 * <p>Guarantees: pieces come in order; after an empty {@link #next()} nothing more comes and {@link #usage()} and
 * {@link #finishReason()} are final; a cancelled generation decodes at most one more token and frees its place in the
 * KV cache; closing an unfinished generation cancels it.
 */
public interface Generation extends AutoCloseable {

    /**
     * Waits for the next piece.
     *
     * @return the piece, or empty at the end of the answer
     * @throws EngineException if decoding failed or the model was closed
     */
    Optional<Piece> next() throws InterruptedException;

    /** Ends the answer within one token. Harmless when it has ended already. */
    void cancel();

    /**
     * Writes no more for a while: it keeps its place, and the processor is others' meanwhile. Whoever speaks an answer needs it for
     * the first clause before the next is written.
     *
     * @param most after which it goes on by itself, at most {@value #MOST_REST_SECONDS} s; zero or less to go on now
     */
    void rest(Duration most);

    /** The longest rest, in seconds. */
    int MOST_REST_SECONDS = 5;

    /** Why the answer ended; empty while it is being made. */
    Optional<FinishReason> finishReason();

    /** What it took so far, final once the answer has ended. */
    Usage usage();

    /** Reads to the end and returns the whole text. */
    default String readAll() throws InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Optional<Piece> piece = next(); piece.isPresent(); piece = next()) {
            text.append(piece.get().text());
        }
        return text.toString();
    }

    @Override
    default void close() {
        cancel();
    }
}
