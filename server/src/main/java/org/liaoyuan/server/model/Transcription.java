package org.liaoyuan.server.model;

import org.liaoyuan.sound.recognition.Transcript;

/**
 * What was said in a sound.
 *
 * @param model the real name of the model
 * @param transcript the words, with their times
 * @param seconds how long the sound is
 * @param joules energy it took, as far as is known
 * @param measured whether the joules were read from a meter
 */
public record Transcription(String model, Transcript transcript, double seconds, double joules, boolean measured)
        implements Counted {

    /** Positions of sound that Whisper's encoder reads a second: what the ledger counts as tokens read. */
    public static final int TOKENS_PER_SECOND = 50;

    /** {@link #TOKENS_PER_SECOND} of each second. */
    @Override
    public int tokens() {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(seconds * TOKENS_PER_SECOND));
    }
}
