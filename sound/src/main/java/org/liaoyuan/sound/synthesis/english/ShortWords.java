package org.liaoyuan.sound.synthesis.english;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Words without weight, whose sound depends on what follows. */
final class ShortWords {

    private ShortWords() {}

    /** Null if it is none of them. */
    static @Nullable String phonemes(String word, Tag tag, Next next, Lexicon lexicon, Pronouncer pronouncer) {
        boolean capitals = Pronouncer.isUpper(word) && word.length() > 1;
        if (isAbbreviation(word)) {
            return pronouncer.spelled(word);
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "a" -> tag == Tag.DETERMINER ? "ɐ" : "ˈA";
            case "an" -> capitals && tag == Tag.NAME ? pronouncer.spelled(word) : "ɐn";
            case "am" ->
                capitals
                        ? pronouncer.spelled(word)
                        : next.isEnd() || !word.equals("am") ? lexicon.checked("am", tag, false) : "ɐm";
            case "i" -> word.equals("I") && tag != Tag.NAME ? "ˌI" : null;
            case "by" -> tag == Tag.ADVERB ? "bˈI" : null;
            case "to" ->
                capitals ? null : next.isEnd() ? lexicon.checked("to", tag, false) : next == Next.VOWEL ? "tʊ" : "tə";
            case "in" -> capitals && tag == Tag.NAME ? null : next.isEnd() || tag == Tag.ADVERB ? "ˈɪn" : "ɪn";
            case "the" -> capitals && tag == Tag.NAME ? null : next == Next.VOWEL ? "ði" : "ðə";
            case "used" ->
                Objects.requireNonNull(lexicon.checked("used", next == Next.TO ? Tag.PAST : Tag.OTHER, false));
            case "vs" -> lexicon.checked("versus", Tag.OTHER, false);
            default -> null;
        };
    }

    /** Letters with dots, such as U.S. and e.g. */
    private static boolean isAbbreviation(String word) {
        String inner = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        if (inner.indexOf('.') <= 0) {
            return false;
        }
        for (String part : inner.split("\\.", -1)) {
            if (part.isEmpty() || part.length() > 2 || !part.chars().allMatch(Character::isLetter)) {
                return false;
            }
        }
        return true;
    }
}
