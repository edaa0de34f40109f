package org.liaoyuan.sound.recognition.whisper;

import java.util.List;

/**
 * Whether a text runs in a circle: its last tokens are the same few, again and again. A word may be said five times and a phrase
 * of two or three words three times; longer ones are said twice at most.
 */
final class Repetition {

    private static final int LONGEST = 24;

    private Repetition() {}

    /**
     * @param words tokens without times
     * @return how many of them are left when each repetition but the first is taken away; all if there is none
     */
    static int cut(List<Integer> words) {
        for (int length = 1; length <= LONGEST; length++) {
            int times = length == 1 ? 6 : length <= 3 ? 4 : 3;
            if (words.size() >= length * times && repeats(words, length, times)) {
                return words.size() - length * (times - 1);
            }
        }
        return words.size();
    }

    private static boolean repeats(List<Integer> words, int length, int times) {
        int end = words.size();
        for (int i = end - length * (times - 1); i < end; i++) {
            if (!words.get(i).equals(words.get(i - length))) {
                return false;
            }
        }
        return true;
    }
}
