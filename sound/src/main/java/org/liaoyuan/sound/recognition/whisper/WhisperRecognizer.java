package org.liaoyuan.sound.recognition.whisper;

import java.nio.file.Path;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.QueuedRecognizer;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.Recognizer;
import org.liaoyuan.sound.recognition.Transcript;

/**
 * Whisper on this machine's processors. One thread touches the native model; calls wait for it in a bounded queue, as
 * {@link QueuedRecognizer} has it. Chinese comes in simplified characters.
 */
public final class WhisperRecognizer implements Recognizer {

    private static final double LONGEST = 29.5;

    private final QueuedRecognizer queue;

    /**
     * @param model CTranslate2's {@code model.bin} of a multilingual model
     * @param threads of one call
     * @param waiting how many calls wait or run at most
     * @throws AudioException if it does not load
     */
    public WhisperRecognizer(Path model, int threads, int waiting) {
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("threads " + threads + " must be from 1 to 64");
        }
        this.queue = new QueuedRecognizer(
                model.toString(),
                LONGEST,
                waiting,
                () -> new WhisperEngine(WhisperModel.open(model, threads), TokenFile.multilingual()));
    }

    @Override
    public double longest() {
        return queue.longest();
    }

    @Override
    public Transcript transcribe(Clip clip, RecognitionOptions options) {
        return queue.transcribe(clip, options);
    }

    @Override
    public void close() {
        queue.close();
    }
}
