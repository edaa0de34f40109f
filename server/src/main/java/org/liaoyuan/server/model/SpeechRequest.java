package org.liaoyuan.server.model;

/**
 * Text that is to be spoken.
 *
 * @param model as the caller calls it
 * @param text in Chinese, English or both
 * @param voice one of the model's; empty for its own choice
 * @param speed 1 as the voice is, 2 twice as fast
 * @param caller whose account it is on
 */
public record SpeechRequest(String model, String text, String voice, double speed, Caller caller) {

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

    public SpeechRequest withModel(String other) {
        return new SpeechRequest(other, text, voice, speed, caller);
    }
}
