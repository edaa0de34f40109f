package org.liaoyuan.sound.io;

/** The checksum of a page of Ogg: the polynomial 0x04c11db7, highest bit first, from 0 (RFC 3533, section 6). */
final class OggChecksum {

    private static final int PLACE = 22;
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int value = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                value = value << 1 ^ (value < 0 ? 0x04c11db7 : 0);
            }
            TABLE[i] = value;
        }
    }

    private OggChecksum() {}

    /** @param head with anything in the checksum's own place, which counts as zero */
    static int of(byte[] head, byte[] lengths, byte[] data) {
        int sum = 0;
        for (int i = 0; i < head.length; i++) {
            sum = next(sum, i >= PLACE && i < PLACE + 4 ? 0 : head[i]);
        }
        for (byte value : lengths) {
            sum = next(sum, value);
        }
        for (byte value : data) {
            sum = next(sum, value);
        }
        return sum;
    }

    private static int next(int sum, int value) {
        return sum << 8 ^ TABLE[(sum >>> 24 ^ value) & 0xFF];
    }
}
