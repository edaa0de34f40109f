package org.liaoyuan.server.model;

import java.util.Optional;

/**
 * A model and how it stands on this machine.
 *
 * @param name what requests call it
 * @param title what people read
 * @param purpose what it is for
 * @param licence SPDX id
 * @param sizeBytes size of the file
 * @param memoryBytes memory needed to run it
 * @param isDefault whether {@code default} means this one
 * @param state where it is
 * @param progress while {@link State#DOWNLOADING}
 * @param problem while {@link State#FAILED}: what happened and what to do
 * @param provider who runs it: {@code local}, a provider's id, or {@code alias} for a name that stands for several
 * @param capabilities what it takes and costs
 * @param parent the model it is an adapter of; empty for a model of its own
 */
public record ModelStatus(
        String name,
        String title,
        Purpose purpose,
        String licence,
        long sizeBytes,
        long memoryBytes,
        boolean isDefault,
        State state,
        Optional<Progress> progress,
        Optional<String> problem,
        String provider,
        Capabilities capabilities,
        Optional<String> parent) {

    /** A model in this process. */
    public ModelStatus(
            String name,
            String title,
            Purpose purpose,
            String licence,
            long sizeBytes,
            long memoryBytes,
            boolean isDefault,
            State state,
            Optional<Progress> progress,
            Optional<String> problem) {
        this(
                name,
                title,
                purpose,
                licence,
                sizeBytes,
                memoryBytes,
                isDefault,
                state,
                progress,
                problem,
                "local",
                Capabilities.LOCAL,
                Optional.empty());
    }

    /** This model with an adapter, which stands as this model does. */
    public ModelStatus withAdapter(AdapterStatus adapter) {
        return new ModelStatus(
                adapter.model(),
                title + " · " + adapter.name(),
                purpose,
                "unknown",
                adapter.sizeBytes(),
                adapter.sizeBytes(),
                false,
                state == State.LOADED && !adapter.loaded() ? State.PRESENT : state,
                progress,
                problem,
                provider,
                capabilities,
                Optional.of(name));
    }

    /** What a model is for. */
    public enum Purpose {
        CHAT,
        EMBEDDING,
        RERANK,
        /** Reads text in pictures; nothing is asked of it by name. */
        OCR,
        /** Writes down what is said. */
        TRANSCRIPTION,
        /** Speaks. */
        SPEECH,
        /** Tells speakers apart; nothing is asked of it by name. */
        SPEAKERS
    }

    /** Where a model is. */
    public enum State {
        ABSENT,
        DOWNLOADING,
        PRESENT,
        LOADED,
        FAILED
    }

    /**
     * How far a download is.
     *
     * @param doneBytes on this machine; never less than before, and never more than the total
     * @param totalBytes in all; 0 until it is known
     * @param bytesPerSecond over the last seconds
     */
    public record Progress(long doneBytes, long totalBytes, long bytesPerSecond) {}
}
