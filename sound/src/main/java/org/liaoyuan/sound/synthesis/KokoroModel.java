package org.liaoyuan.sound.synthesis;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.onnx.FloatConvolutions;
import org.liaoyuan.sound.onnx.Sessions;

/** Kokoro-82M v1.0 on ONNX Runtime: tokens and a style to samples of 24 kHz. One call at a time. */
final class KokoroModel implements AutoCloseable {

    private static final Set<String> INPUTS = Set.of("tokens", "style", "speed");

    /** Twelve decibels over full scale. */
    private static final float LOUDEST = 4;

    private final OrtSession session;
    private boolean closed;

    private KokoroModel(OrtSession session) {
        this.session = session;
    }

    static KokoroModel load(Path file, int threads) {
        try (Arena arena = Arena.ofConfined()) {
            OrtSession session = Sessions.of(FloatConvolutions.of(file, arena), threads);
            if (!session.getInputNames().equals(INPUTS)) {
                session.close();
                throw new AudioException(file.getFileName() + " has the inputs " + session.getInputNames() + " and not "
                        + INPUTS + ": give the Kokoro v1.0 model of the catalogue");
            }
            return new KokoroModel(session);
        } catch (OrtException | IOException e) {
            throw new AudioException(file + " can't be loaded: " + e.getMessage() + ". Fetch it again", e);
        }
    }

    /** @param tokens padded; @param style of the voice for their number */
    synchronized float[] speak(long[] tokens, float[] style, double speed) {
        if (closed) {
            throw new AudioException("the synthesizer is closed");
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor ids =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), new long[] {1, tokens.length});
                OnnxTensor styles =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(style), new long[] {1, style.length});
                OnnxTensor speeds = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(new float[] {(float) speed}), new long[] {1});
                OrtSession.Result result = session.run(Map.of("tokens", ids, "style", styles, "speed", speeds))) {
            FloatBuffer samples = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] sound = new float[samples.remaining()];
            samples.get(sound);
            checkNumbers(sound);
            return sound;
        } catch (OrtException e) {
            throw new AudioException("the model did not speak " + tokens.length + " tokens: " + e.getMessage(), e);
        }
    }

    /** ONNX Runtime 1.23 gave sound that was no number at all, without a word. */
    private static void checkNumbers(float[] sound) {
        for (float sample : sound) {
            if (!(Math.abs(sample) <= LOUDEST)) {
                throw new AudioException("the model gave a sample of " + sample + ": this version of ONNX Runtime ("
                        + OrtEnvironment.getEnvironment().getVersion() + ") does not run it, give another");
            }
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                session.close();
            } catch (OrtException e) {
                throw new AudioException("the model can't be closed: " + e.getMessage(), e);
            }
        }
    }
}
