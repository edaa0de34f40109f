package org.liaoyuan.sound.hearing.audiometry;

/** Draws that are the same for a seed wherever they are made: {@code java.util.Random} of a browser need not be. Xorshift32 (Marsaglia 2003). */
final class Chance {

    private int state;

    Chance(int seed) {
        // zero would stay zero; neighbouring seeds should not begin alike
        int mixed = seed * 0x9E3779B1 + 0x7F4A7C15;
        state = mixed == 0 ? 1 : mixed;
        for (int i = 0; i < 8; i++) {
            draw();
        }
    }

    private int draw() {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return state;
    }

    /** 0 up to, not including, {@code bound}. */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** From 0 up to, not including, 1. */
    double unit() {
        return (draw() >>> 1) / 2147483648.0;
    }

    /** Of a normal distribution of mean 0 and deviation 1: Box and Muller. */
    double normal() {
        return Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
    }
}
