package org.liaoyuan.sound.recognition;

/** What a {@link StreamingRecognizer} tells. Utterances count from 1; times are seconds from the beginning of the stream. */
public sealed interface RecognitionEvent {

    int utterance();

    /**
     * Somebody began to speak.
     *
     * @param time when, a little before it was certain
     */
    record SpeechStarted(int utterance, double time) implements RecognitionEvent {}

    /**
     * What was understood so far; comes anew as it grows.
     *
     * @param stable was understood alike twice, and only grows until the final text
     * @param rest may still change
     * @param language ISO 639-1
     */
    record PartialText(int utterance, String stable, String rest, String language) implements RecognitionEvent {}

    /**
     * Somebody stopped. The final text follows.
     *
     * @param time of the last speech
     */
    record SpeechEnded(int utterance, double time) implements RecognitionEvent {}

    /**
     * What was said; has no segments if it was nothing that can be understood, and what was shown of it should go.
     *
     * @param transcript with times from the beginning of the stream
     */
    record FinalText(int utterance, Transcript transcript) implements RecognitionEvent {}

    /**
     * An utterance was heard and not recognised; later ones may be.
     *
     * @param message what happened and what to do
     */
    record Failed(int utterance, String message) implements RecognitionEvent {}
}
