package org.liaoyuan.sound.synthesis.english;

import java.util.ArrayList;
import java.util.List;

/** The parts of what is written without a space: at hyphens, slashes and underscores, and where small letters meet capitals. */
final class Subwords {

    private static final String JOINTS = "-_/";

    private Subwords() {}

    /** The parts, without what joins them. */
    static List<String> of(String word) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= word.length(); i++) {
            boolean joint = i < word.length() && JOINTS.indexOf(word.charAt(i)) >= 0;
            if (i == word.length() || joint || i > begin && isBorder(word, i)) {
                if (i > begin) {
                    parts.add(word.substring(begin, i));
                }
                begin = joint ? i + 1 : i;
            }
        }
        return parts;
    }

    /** getName, JSONFile, md5: before N, before F, before 5. */
    private static boolean isBorder(String word, int at) {
        char before = word.charAt(at - 1);
        char here = word.charAt(at);
        if (Character.isDigit(before) != Character.isDigit(here)) {
            return true;
        }
        if (!Character.isUpperCase(here)) {
            return false;
        }
        boolean small = at + 1 < word.length() && Character.isLowerCase(word.charAt(at + 1));
        return Character.isLowerCase(before) || Character.isUpperCase(before) && small && at + 2 < word.length();
    }
}
