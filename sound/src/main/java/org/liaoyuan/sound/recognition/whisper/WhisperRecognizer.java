package org.liaoyuan.sound.recognition.whisper;

import java.nio.file.Path;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.recognition.QueuedRecognizer;

/**
 * Whisper on this machine's processors. One thread touches the native model; calls wait for it in a bounded queue, as
 * {@link QueuedRecognizer} has it. Chinese comes in simplified characters.
 */
public final class WhisperRecognizer extends QueuedRecognizer {

    private static final double LONGEST = 29.5;

    /**
     * @param model CTranslate2's {@code model.bin} of a multilingual model
     * @param threads of one call
     * @param waiting how many calls wait or run at most
     * @throws AudioException if it does not load
     */
    public WhisperRecognizer(Path model, int threads, int waiting) {
        super(
                model.toString(),
                LONGEST,
                threads,
                waiting,
                checked -> new WhisperEngine(WhisperModel.open(model, checked), TokenFile.multilingual()));
    }
}
