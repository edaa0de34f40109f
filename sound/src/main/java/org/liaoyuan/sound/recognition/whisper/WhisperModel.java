package org.liaoyuan.sound.recognition.whisper;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.onnx.Sessions;

/**
 * Whisper on ONNX Runtime, its graphs built of the weights as it is opened. Hears one clip at a time and says tokens of it, one step
 * after the other, of one line or of several at once. Not thread-safe.
 */
final class WhisperModel implements Steps, AutoCloseable {

    /** Encoder positions a second: 50, two frames of 10 ms each. */
    static final int POSITIONS_A_SECOND = 50;

    private static final int SAMPLES_A_POSITION = 2 * EncoderGraph.HOP;
    private static final int MIRRORED = EncoderGraph.FFT / 2;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Dimensions sizes;
    private final OrtSession encoder;
    private final OrtSession decoder;
    private OrtSession.@Nullable Result heard;
    private OrtSession.@Nullable Result said;
    private int past;

    private WhisperModel(Dimensions sizes, OrtSession encoder, OrtSession decoder) {
        this.sizes = sizes;
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /**
     * @param weights CTranslate2's {@code model.bin} of a Whisper model, in 32 or 16 bits
     * @param threads of one call
     * @throws AudioException if it is none, or can't be read
     */
    static WhisperModel open(Path weights, int threads) {
        try (Ct2File file = Ct2File.open(weights)) {
            Dimensions sizes = Dimensions.of(file);
            OrtSession encoder = Sessions.of(EncoderGraph.of(file, sizes), threads);
            try {
                return new WhisperModel(sizes, encoder, Sessions.of(DecoderGraph.of(file, sizes), threads));
            } catch (OrtException | RuntimeException e) {
                encoder.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new AudioException(weights + " does not load as a Whisper model: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AudioException(weights + " can't be read: " + e.getMessage(), e);
        }
    }

    Dimensions sizes() {
        return sizes;
    }

    /**
     * Listens to the beginning of a sound.
     *
     * @param samples at 16 kHz
     * @param positions how far: {@value #POSITIONS_A_SECOND} a second; what lies behind is not heard
     */
    void encode(float[] samples, int positions) {
        forget();
        float[] padded = new float[positions * SAMPLES_A_POSITION + EncoderGraph.FFT - EncoderGraph.HOP];
        for (int i = 0; i < MIRRORED; i++) {
            int mirror = MIRRORED - i;
            padded[i] = mirror < samples.length ? samples[mirror] : 0;
        }
        System.arraycopy(samples, 0, padded, MIRRORED, Math.min(samples.length, padded.length - MIRRORED));
        try (OnnxTensor sound = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(padded), new long[] {1, 1, padded.length});
                OnnxTensor far = OnnxTensor.createTensor(environment, new long[] {positions})) {
            heard = encoder.run(Map.of("samples", sound, "positions", far));
        } catch (OrtException e) {
            throw new AudioException("a clip of " + samples.length + " samples was not heard: " + e.getMessage(), e);
        }
    }

    @Override
    public void begin(int[] tokens, float[] into) {
        unsay();
        read(new int[][] {tokens}, new int[] {0}, new float[][] {into});
    }

    @Override
    public void next(int[] tokens, int[] parents, float[][] into) {
        if (said == null) {
            throw new IllegalStateException("no text was begun");
        }
        read(Arrays.stream(tokens).mapToObj(token -> new int[] {token}).toArray(int[][]::new), parents, into);
    }

    private void read(int[][] tokens, int[] parents, float[][] into) {
        OrtSession.Result sound = heard;
        int length = tokens[0].length;
        if (sound == null || past + length > sizes.textPositions()) {
            throw new IllegalStateException(length + " tokens behind " + past);
        }
        Map<String, OnnxTensorLike> inputs = new HashMap<>();
        try (OnnxTensor ids = longs(
                        Arrays.stream(tokens).flatMapToInt(Arrays::stream).asLongStream(), tokens.length, length);
                OnnxTensor places = longs(LongStream.range(past, past + length), length);
                OnnxTensor from = longs(Arrays.stream(parents).asLongStream(), parents.length);
                OnnxTensor nothing = OnnxTensor.createTensor(environment, FloatBuffer.allocate(0), new long[] {
                    1, sizes.textHeads(), 0, sizes.textState() / sizes.textHeads()
                })) {
            inputs.put("tokens", ids);
            inputs.put("places", places);
            inputs.put("parents", from);
            sound.forEach(entry -> inputs.put(entry.getKey(), (OnnxTensor) entry.getValue()));
            OrtSession.Result earlier = said;
            for (int i = 0; i < sizes.textLayers(); i++) {
                for (String kind : new String[] {"key_", "value_"}) {
                    inputs.put("past_" + kind + i, earlier == null ? nothing : tensor(earlier, "now_" + kind + i));
                }
            }
            OrtSession.Result now = decoder.run(inputs);
            said = now;
            past += length;
            if (earlier != null) {
                earlier.close();
            }
            FloatBuffer scores = tensor(now, "scores").getFloatBuffer();
            for (int i = 0; i < tokens.length; i++) {
                scores.get(into[i], 0, sizes.vocabulary());
            }
        } catch (OrtException e) {
            throw new AudioException(tokens.length + " × " + length + " tokens were not read: " + e.getMessage(), e);
        }
    }

    private OnnxTensor longs(LongStream values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values.toArray()), shape);
    }

    private static OnnxTensor tensor(OrtSession.Result result, String name) {
        return (OnnxTensor) result.get(name).orElseThrow();
    }

    private void unsay() {
        if (said != null) {
            said.close();
            said = null;
        }
        past = 0;
    }

    private void forget() {
        unsay();
        if (heard != null) {
            heard.close();
            heard = null;
        }
    }

    @Override
    public void close() {
        forget();
        try (encoder;
                decoder) {
            // both are tried
        } catch (OrtException e) {
            throw new AudioException("the model does not close: " + e.getMessage(), e);
        }
    }
}
