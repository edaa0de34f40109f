package org.liaoyuan.server.model;

import java.util.Optional;
import org.liaoyuan.engine.FinishReason;

/**
 * An answer in OpenAI's chat format, to be copied through. Its first bytes are here when it is handed out: until then another
 * target could take over. One thread reads it; any may cancel. Close it when done: an unfinished one is cancelled.
 */
public interface RawAnswer extends AutoCloseable {

    /** The real name of the model that answers, {@code provider/model}. */
    String model();

    /** The provider's id. */
    String provider();

    /** Whether {@link #next()} gives server-sent events; otherwise it gives one JSON document. */
    boolean isStream();

    /**
     * Waits for the next bytes: of a stream one or more whole events, each with its empty line; else the whole document. Empty
     * at the end.
     *
     * @throws RemoteException if a stream breaks; what was handed out before stands, nothing is started again
     */
    Optional<byte[]> next() throws InterruptedException;

    /** Lets the provider go, at once. */
    void cancel();

    /** Why it ended; empty while it is being made. */
    Optional<FinishReason> finishReason();

    /** What it took, by the provider's own count where it gave one; final at the end. No energy: it was spent elsewhere. */
    Cost cost();

    @Override
    default void close() {
        cancel();
    }

    /** An answer around another one, which says what it does not say otherwise. */
    interface Around extends RawAnswer {

        /** The answer inside. */
        RawAnswer inner();

        @Override
        default String model() {
            return inner().model();
        }

        @Override
        default String provider() {
            return inner().provider();
        }

        @Override
        default boolean isStream() {
            return inner().isStream();
        }

        @Override
        default void cancel() {
            inner().cancel();
        }

        @Override
        default Optional<FinishReason> finishReason() {
            return inner().finishReason();
        }

        @Override
        default Cost cost() {
            return inner().cost();
        }
    }
}
