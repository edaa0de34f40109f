package org.liaoyuan.server.model;

import java.util.function.Consumer;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.TranscriptSegment;

/**
 * Sound that is to be written down.
 *
 * @param model as the caller calls it
 * @param clip of any length that fits in memory, raw
 * @param options language, task and prompt
 * @param caller whose account it is on
 * @param speakers whether those who speak are told apart, which needs a part of its own
 * @param listener told of each segment as it is there, in order, on the thread that asks; what it throws ends the work
 */
public record TranscriptionRequest(
        String model,
        Clip clip,
        RecognitionOptions options,
        Caller caller,
        boolean speakers,
        Consumer<TranscriptSegment> listener) {

    /** Nobody is told apart. */
    public TranscriptionRequest(
            String model, Clip clip, RecognitionOptions options, Caller caller, Consumer<TranscriptSegment> listener) {
        this(model, clip, options, caller, false, listener);
    }

    public TranscriptionRequest(String model, Clip clip, RecognitionOptions options, Caller caller) {
        this(model, clip, options, caller, segment -> {});
    }

    public TranscriptionRequest withModel(String other) {
        return new TranscriptionRequest(other, clip, options, caller, speakers, listener);
    }

    public TranscriptionRequest withSpeakers(boolean toldApart) {
        return new TranscriptionRequest(model, clip, options, caller, toldApart, listener);
    }
}
