package org.liaoyuan.server.openai.realtime;

/** ITU-T G.711: a sample of 16 bits in one byte, finer where it is quiet. */
final class G711 {

    private static final int BIAS = 0x84;
    private static final int CLIP = 32_635;

    private G711() {}

    static int fromUlaw(byte code) {
        int bits = ~code & 0xff;
        int magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    static byte toUlaw(int sample) {
        int magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
        int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
        int mantissa = (magnitude >> (exponent + 3)) & 0x0f;
        return (byte) ~((sample < 0 ? 0x80 : 0) | exponent << 4 | mantissa);
    }

    static int fromAlaw(byte code) {
        int bits = (code & 0xff) ^ 0x55;
        int exponent = (bits & 0x70) >> 4;
        int mantissa = (bits & 0x0f) << 4;
        int magnitude = exponent == 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    static byte toAlaw(int sample) {
        int magnitude = Math.min(sample < 0 ? ~sample : sample, 32_767);
        int exponent = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
        int mantissa = exponent == 0 ? magnitude >> 4 : magnitude >> (exponent + 3);
        return (byte) (((sample < 0 ? 0 : 0x80) | exponent << 4 | mantissa & 0x0f) ^ 0x55);
    }
}
