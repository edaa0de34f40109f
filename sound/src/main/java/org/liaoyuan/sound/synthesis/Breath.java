package org.liaoyuan.sound.synthesis;

import java.util.Locale;
import java.util.Set;

/**
 * Where a clause may be parted without punctuation, if it must: before prepositions and conjunctions, and in Chinese after particles
 * too. Only places that are such for certain: a character that often stands inside words is none.
 */
final class Breath {

    private static final String BEFORE = "从把被让跟";
    private static final String NOT_AFTER = "自服一不";
    private static final String AFTER = "的了们着";
    private static final String NOT_BEFORE = "的了们着话解确士";

    private static final Set<String> WORDS = Set.of(
            "of", "to", "in", "on", "at", "by", "for", "from", "with", "about", "into", "and", "or", "but", "that",
            "which", "who", "when", "where", "because", "if", "is", "are", "was", "were", "can", "will");

    private Breath() {}

    /** @param at the place between two characters; it is none while the word after it is not whole */
    static boolean isAt(CharSequence text, int at) {
        if (at == 0 || at >= text.length()) {
            return false;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        if (before == ' ') {
            return WORDS.contains(word(text, at));
        }
        boolean inChinese = Character.isIdeographic(before) && Character.isIdeographic(after);
        return inChinese
                && (BEFORE.indexOf(after) >= 0 && NOT_AFTER.indexOf(before) < 0
                        || AFTER.indexOf(before) >= 0 && NOT_BEFORE.indexOf(after) < 0);
    }

    private static String word(CharSequence text, int from) {
        int end = from;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end == text.length()
                ? ""
                : text.subSequence(from, end).toString().toLowerCase(Locale.ROOT);
    }
}
