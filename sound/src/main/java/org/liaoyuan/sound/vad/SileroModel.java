package org.liaoyuan.sound.vad;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipFile;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.io.WheelMember;

/**
 * Silero's voice activity detector (16 kHz, version 5 and 6) on ONNX Runtime, loaded once. Thread-safe: each stream gets its own
 * {@link VoiceActivity}, which must be closed before this is.
 */
public final class SileroModel implements AutoCloseable {

    /** Where the model lies in the wheel {@code silero-vad}. */
    private static final String FOLDER = "silero_vad/data/";

    private static final String NAME = "silero_vad_16k_op15.onnx";

    private static final int LARGEST = 16 << 20;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    private SileroModel(byte[] onnx) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // a frame is 0.1 ms of work: more threads would only wait for each other
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(onnx, options);
        } catch (OrtException e) {
            throw new AudioException("the voice activity model does not load: " + e.getMessage(), e);
        }
        if (!session.getInputNames().equals(Set.of("input", "state", "sr"))) {
            String inputs = session.getInputNames().toString();
            close();
            throw new AudioException("the voice activity model has the inputs " + inputs
                    + " and not input, state, sr: fetch the one of silero-vad 6");
        }
    }

    /**
     * @param wheel of the package {@code silero-vad}, whose member is read as it lies there
     * @throws AudioException if it holds no such model
     */
    public static SileroModel load(Path wheel) {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            return new SileroModel(WheelMember.read(zip, FOLDER, NAME, LARGEST, "fetch silero-vad again"));
        } catch (IOException e) {
            throw new AudioException(wheel + " can't be read: " + e.getMessage(), e);
        }
    }

    /** A detector for a stream of its own. */
    public VoiceActivity listen() {
        return new SileroActivity(environment, session);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new AudioException("the voice activity model does not close: " + e.getMessage(), e);
        }
    }
}
