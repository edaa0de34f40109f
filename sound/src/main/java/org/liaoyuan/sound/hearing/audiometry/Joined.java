package org.liaoyuan.sound.hearing.audiometry;

import java.util.Arrays;

/** One array after another. */
final class Joined {

    private Joined() {}

    static int[] of(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static boolean[] of(boolean[] first, boolean[] second) {
        boolean[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
