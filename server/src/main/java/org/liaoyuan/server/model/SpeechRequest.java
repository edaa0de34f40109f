package org.liaoyuan.server.model;

import org.liaoyuan.sound.synthesis.PauseStyle;

/**
 * Text that is to be spoken.
 *
 * @param model as the caller calls it
 * @param text in Chinese, English or both
 * @param voice one of the model's; empty for its own choice
 * @param speed 1 as the voice is, 2 twice as fast
 * @param pauses how long the silences at punctuation are; a provider keeps its own
 * @param caller whose account it is on
 */
public record SpeechRequest(String model, String text, String voice, double speed, PauseStyle pauses, Caller caller) {

    public static final double SLOWEST = 0.25;
    public static final double FASTEST = 4;

    public SpeechRequest {
        if (text.isBlank()) {
            throw new IllegalArgumentException("there is no text to be spoken; give some");
        }
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new IllegalArgumentException("speed " + speed + " must be from " + SLOWEST + " to " + FASTEST);
        }
    }

    /** With pauses of the usual length. */
    public SpeechRequest(String model, String text, String voice, double speed, Caller caller) {
        this(model, text, voice, speed, PauseStyle.USUAL, caller);
    }

    public SpeechRequest withModel(String other) {
        return new SpeechRequest(other, text, voice, speed, pauses, caller);
    }
}
