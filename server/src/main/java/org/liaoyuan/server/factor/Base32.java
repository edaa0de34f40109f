package org.liaoyuan.server.factor;

/** RFC 4648's base 32 without padding: capital letters and digits 2 to 7, five bits each. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int waiting = 0;
        int bits = 0;
        for (byte b : bytes) {
            waiting = (waiting << Byte.SIZE | b & 0xff) & 0xfff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(waiting >> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(waiting << BITS - bits & 31));
        }
        return text.toString();
    }
}
