package org.liaoyuan.sound.recognition.sherpa;

import java.nio.file.Files;
import java.nio.file.Path;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.recognition.QueuedRecognizer;

/**
 * Writes down with a model of sherpa-onnx. Prompts and temperatures are not heeded; a language only by Whisper, the others know which
 * one they hear, or know one alone. Chinese comes in simplified characters.
 *
 * <p>A clip over which the library ends its process fails, and the next one has a new process.
 */
public final class SherpaRecognizer extends QueuedRecognizer {

    /** What Whisper takes; the others would take more, and get worse with it. */
    private static final double LONGEST = 29.5;

    /**
     * @param library of sherpa-onnx, with its ONNX Runtime beside it ({@link SherpaLibrary})
     * @param threads of one call
     * @param waiting how many calls wait or run at most
     * @throws AudioException if the library is absent, or the model does not load
     */
    public SherpaRecognizer(SherpaModel model, Path library, int threads, int waiting) {
        super("the model " + model.folder().getFileName(), LONGEST, threads, waiting, opening(model, library));
    }

    private static Opening opening(SherpaModel model, Path library) {
        if (!Files.isRegularFile(library)) {
            throw new AudioException("sherpa-onnx's library is not at " + library + ": fetch it with ./liaoyuan pull "
                    + model.folder().getFileName());
        }
        return threads -> new SherpaEngine(model, library, threads);
    }
}
