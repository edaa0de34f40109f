package org.liaoyuan.sound.speakers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.io.WheelMember;
import org.liaoyuan.sound.onnx.PowerSpectrum;
import org.liaoyuan.sound.onnx.Sessions;

/**
 * What a voice sounds like, as a direction: of the same voice directions are close, whatever is said. The network is that of the
 * Python package Resemblyzer (Apache-2.0), built of its weights as it is opened. Thread-safe.
 */
public final class SpeakerEncoder implements AutoCloseable {

    /** Of a direction; none is negative, and their squares sum up to 1. */
    public static final int DIMENSIONS = EncoderGraphs.WIDTH;

    /** What it hears. */
    static final SampleRate RATE = SampleRate.HZ_16000;

    /** Frames of 10 ms that it was trained to hear at once. */
    static final int WINDOW = 160;

    static final int MELS = EncoderGraphs.MELS;

    private static final String FOLDER = "resemblyzer/";
    private static final String NAME = "pretrained.pt";
    private static final int LARGEST = 32 << 20;
    /** Windows of a batch. */
    private static final int BATCH = 64;
    /** 1.3 windows a second, and a last one that is heard to three quarters: as the package does it. */
    private static final int STEP = 77;

    private static final double LEAST_COVERED = 0.75;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession spectrum;
    private final OrtSession encoder;

    private SpeakerEncoder(OrtSession spectrum, OrtSession encoder) {
        this.spectrum = spectrum;
        this.encoder = encoder;
    }

    /**
     * @param wheel the package as it is published
     * @param threads of one call
     * @throws AudioException if it is another file, or can't be read
     */
    public static SpeakerEncoder load(Path wheel, int threads) {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            byte[] checkpoint = WheelMember.read(zip, FOLDER, NAME, LARGEST, "fetch speaker-encoder again");
            OrtSession spectrum = Sessions.of(EncoderGraphs.spectrum(), threads);
            try {
                return new SpeakerEncoder(
                        spectrum, Sessions.of(EncoderGraphs.encoder(Checkpoint.of(checkpoint)), threads));
            } catch (OrtException | RuntimeException e) {
                spectrum.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new AudioException(wheel + " does not load as a speaker encoder: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AudioException(wheel + " can't be read: " + e.getMessage(), e);
        }
    }

    /** The voice of a whole clip, in which one person speaks: the mean of its windows. It is heard as loud as it is. */
    public float[] voice(Clip clip) {
        float[] samples = Resampler.convert(clip, RATE).samples();
        int frames = Math.ceilDiv(samples.length + 1, PowerSpectrum.HOP);
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start < Math.max(1, frames - WINDOW + STEP + 1); start += STEP) {
            starts.add(start);
        }
        double covered = (samples.length / (double) PowerSpectrum.HOP - starts.getLast()) / WINDOW;
        if (covered < LEAST_COVERED && starts.size() > 1) {
            starts.removeLast();
        }
        int last = (starts.getLast() + WINDOW) * PowerSpectrum.HOP;
        float[] mel = mel(samples.length < last ? Arrays.copyOf(samples, last) : samples);
        float[] sum = new float[DIMENSIONS];
        for (float[] voice : voices(starts.stream()
                .map(start -> Arrays.copyOfRange(mel, start * MELS, (start + WINDOW) * MELS))
                .toList())) {
            for (int i = 0; i < DIMENSIONS; i++) {
                sum[i] += voice[i];
            }
        }
        return direction(sum);
    }

    /** The mel spectrum of some sound, {@value #MELS} powers for each 10 ms; frames are centred, silence lies around it. */
    float[] mel(float[] samples) {
        float[] padded = new float[samples.length + PowerSpectrum.FFT];
        System.arraycopy(samples, 0, padded, PowerSpectrum.FFT / 2, samples.length);
        try (OnnxTensor sound = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(padded), new long[] {1, 1, padded.length});
                OrtSession.Result result = spectrum.run(Map.of("samples", sound))) {
            return floats((OnnxTensor) result.get(0));
        } catch (OrtException e) {
            throw new AudioException("a sound of " + samples.length + " samples was not heard: " + e.getMessage(), e);
        }
    }

    /** The directions of windows, which are of the same length. */
    List<float[]> voices(List<float[]> mels) {
        List<float[]> voices = new ArrayList<>(mels.size());
        for (int from = 0; from < mels.size(); from += BATCH) {
            batch(mels.subList(from, Math.min(mels.size(), from + BATCH)), voices);
        }
        return voices;
    }

    private void batch(List<float[]> mels, List<float[]> voices) {
        int frames = mels.getFirst().length / MELS;
        float[] all = new float[frames * mels.size() * MELS];
        for (int window = 0; window < mels.size(); window++) {
            for (int frame = 0; frame < frames; frame++) {
                System.arraycopy(mels.get(window), frame * MELS, all, (frame * mels.size() + window) * MELS, MELS);
            }
        }
        try (OnnxTensor input = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(all), new long[] {frames, mels.size(), MELS});
                OrtSession.Result result = encoder.run(Map.of("mel", input))) {
            float[] found = floats((OnnxTensor) result.get(0));
            for (int window = 0; window < mels.size(); window++) {
                voices.add(direction(Arrays.copyOfRange(found, window * DIMENSIONS, (window + 1) * DIMENSIONS)));
            }
        } catch (OrtException e) {
            throw new AudioException(mels.size() + " windows were not heard: " + e.getMessage(), e);
        }
    }

    private static float[] floats(OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    /** Of length 1; of nothing at all nothing. */
    static float[] direction(float[] vector) {
        double length = Math.sqrt(likeness(vector, vector));
        float[] direction = new float[vector.length];
        for (int i = 0; i < vector.length && length > 0; i++) {
            direction[i] = (float) (vector[i] / length);
        }
        return direction;
    }

    /** The cosine between two directions: 1 of the same voice, 0 at least. */
    public static double likeness(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public void close() {
        try (spectrum;
                encoder) {
            // both are tried
        } catch (OrtException e) {
            throw new AudioException("the speaker encoder does not close: " + e.getMessage(), e);
        }
    }
}
