package org.liaoyuan.sound.synthesis.english;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words on -s, -ed and -ing: whose form they are, and how the ending is said after the word (Wiktionary: -s, -ed, -ing). */
final class Inflections {

    /** Sounds after which a t between vowels becomes a tap. */
    private static final String TAP_AFTER = "AIOWYiuæɑəɛɪɹʊʌ";

    private static final Pattern DOUBLED = Pattern.compile("([bcdgklmnprstvxz])\\1ing$|cking$");

    private Inflections() {}

    static @Nullable String stemOfS(String word, Predicate<String> isKnown) {
        if (word.length() < 3 || !word.endsWith("s")) {
            return null;
        }
        String without = cut(word, 1);
        if (!word.endsWith("ss") && isKnown.test(without)) {
            return without;
        }
        boolean es = word.length() > 4 && word.endsWith("es") && !word.endsWith("ies");
        if ((word.endsWith("'s") || es) && isKnown.test(cut(word, 2))) {
            return cut(word, 2);
        }
        String singular = word.length() > 4 && word.endsWith("ies") ? cut(word, 3) + "y" : "";
        return !singular.isEmpty() && isKnown.test(singular) ? singular : null;
    }

    static @Nullable String stemOfEd(String word, Predicate<String> isKnown) {
        if (word.length() < 4 || !word.endsWith("d")) {
            return null;
        }
        if (!word.endsWith("dd") && isKnown.test(cut(word, 1))) {
            return cut(word, 1);
        }
        boolean ed = word.length() > 4 && word.endsWith("ed") && !word.endsWith("eed");
        return ed && isKnown.test(cut(word, 2)) ? cut(word, 2) : null;
    }

    static @Nullable String stemOfIng(String word, Predicate<String> isKnown) {
        if (word.length() < 5 || !word.endsWith("ing")) {
            return null;
        }
        if (word.length() > 5 && isKnown.test(cut(word, 3))) {
            return cut(word, 3);
        }
        if (isKnown.test(cut(word, 3) + "e")) {
            return cut(word, 3) + "e";
        }
        boolean doubled = word.length() > 5 && DOUBLED.matcher(word).find();
        return doubled && isKnown.test(cut(word, 4)) ? cut(word, 4) : null;
    }

    static @Nullable String s(@Nullable String stem) {
        if (stem == null || stem.isEmpty()) {
            return null;
        }
        char last = stem.charAt(stem.length() - 1);
        if ("ptkfθ".indexOf(last) >= 0) {
            return stem + "s";
        }
        return stem + ("szʃʒʧʤ".indexOf(last) >= 0 ? "ᵻz" : "z");
    }

    static @Nullable String ed(@Nullable String stem) {
        if (stem == null || stem.isEmpty()) {
            return null;
        }
        char last = stem.charAt(stem.length() - 1);
        if ("pkfθʃsʧ".indexOf(last) >= 0) {
            return stem + "t";
        }
        if (last == 'd') {
            return stem + "ᵻd";
        }
        if (last != 't') {
            return stem + "d";
        }
        if (stem.length() < 2) {
            return stem + "ɪd";
        }
        return isTapped(stem) ? cut(stem, 1) + "ɾᵻd" : stem + "ᵻd";
    }

    static @Nullable String ing(@Nullable String stem) {
        if (stem == null || stem.isEmpty()) {
            return null;
        }
        return isTapped(stem) ? cut(stem, 1) + "ɾɪŋ" : stem + "ɪŋ";
    }

    private static boolean isTapped(String stem) {
        return stem.length() > 1 && stem.endsWith("t") && TAP_AFTER.indexOf(stem.charAt(stem.length() - 2)) >= 0;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}
