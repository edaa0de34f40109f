package org.liaoyuan.sound.enhancement;

import java.io.IOException;
import java.io.InputStream;
import org.liaoyuan.sound.AudioException;

/**
 * The weights of {@link LowDelayDenoiser} or {@link LookAheadDenoiser}: {@code LDN1} or {@code LAN2}, bands and units as two bytes each,
 * then half-precision numbers, all little-endian: input layer, gated recurrent unit, with {@code LAN2} the layer that joins past and present,
 * output layer, each its matrices row by row and then its biases.
 */
public final class DenoiserWeights {

    /** Of which net. The model card of each lies beside its file. */
    enum Form {
        LOW_DELAY("LDN1", "low-delay-denoiser.bin"),
        LOOK_AHEAD("LAN2", "look-ahead-denoiser.bin");

        private final String magic;
        private final String resource;

        Form(String magic, String resource) {
            this.magic = magic;
            this.resource = resource;
        }
    }

    private static final int HEADER = 8;
    private static final int MOST_UNITS = 512;

    private final byte[] bytes;
    private final int units;
    private int at = HEADER;

    private DenoiserWeights(byte[] bytes, int units) {
        this.bytes = bytes;
        this.units = units;
    }

    /**
     * Those of {@link LowDelayDenoiser} that come with the library. In a browser the page fetches the same bytes and
     * {@linkplain #read gives} them.
     */
    public static byte[] builtIn() {
        return builtIn(Form.LOW_DELAY);
    }

    /** Those of {@link LookAheadDenoiser} that come with the library. */
    public static byte[] lookAhead() {
        return builtIn(Form.LOOK_AHEAD);
    }

    private static byte[] builtIn(Form form) {
        try (InputStream in = DenoiserWeights.class.getResourceAsStream(form.resource)) {
            if (in == null) {
                throw new AudioException(
                        "the denoiser's weights (" + form.resource + ") are not in this program: build it anew");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AudioException("the denoiser's weights (" + form.resource + ") can't be read", e);
        }
    }

    /** @throws AudioException if the bytes are something else, or of another size than their header says */
    static DenoiserWeights read(byte[] bytes, Form form) {
        if (bytes.length < HEADER || !begins(bytes, form.magic)) {
            throw new AudioException(
                    "these " + bytes.length + " bytes are no weights of this denoiser: they begin with " + form.magic);
        }
        int bands = unsigned(bytes, 4);
        int units = unsigned(bytes, 6);
        int expected = Bands.edges().length - 1;
        if (bands != expected || units == 0 || units > MOST_UNITS) {
            throw new AudioException("weights for " + bands + " bands and " + units + " units: this program has "
                    + expected + " bands and 1 to " + MOST_UNITS + " units");
        }
        int recurrent = 2 * 3 * units * units + 2 * 3 * units;
        int joint = form == Form.LOOK_AHEAD ? 3 * units * units + units : 0;
        int count = units * bands + units + recurrent + joint + bands * units + bands;
        if (bytes.length != HEADER + 2 * count) {
            throw new AudioException("weights for " + units + " units are " + (HEADER + 2 * count)
                    + " bytes, these are " + bytes.length + ": fetch them again");
        }
        return new DenoiserWeights(bytes, units);
    }

    int units() {
        return units;
    }

    /** The next layer of the file. */
    Dense dense(int outputs, int inputs) {
        float[] rows = floats(outputs * inputs);
        return new Dense(outputs, inputs, rows, floats(outputs));
    }

    /** The next recurrent layer: both matrices, then both biases. */
    Gru gru() {
        float[] input = floats(3 * units * units);
        float[] state = floats(3 * units * units);
        Dense fromInput = new Dense(3 * units, units, input, floats(3 * units));
        Dense fromState = new Dense(3 * units, units, state, floats(3 * units));
        return new Gru(units, fromInput, fromState);
    }

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = half(unsigned(bytes, at));
            at += 2;
        }
        return values;
    }

    private static boolean begins(byte[] bytes, String magic) {
        for (int i = 0; i < magic.length(); i++) {
            if (bytes[i] != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int unsigned(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }

    /** IEEE 754 binary16. What is no number counts as 0. (Float.float16ToFloat is not in the browser.) */
    static float half(int bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float magnitude = exponent == 31
                ? 0
                : exponent == 0 ? fraction * 0x1p-24f : Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
