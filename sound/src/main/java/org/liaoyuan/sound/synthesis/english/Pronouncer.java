package org.liaoyuan.sound.synthesis.english;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one word is said: as the dictionary has it, as an inflected form of a word that it has, or spelled. What Kokoro was trained on
 * says which (misaki 0.9.4): the same word has to come out the same.
 */
final class Pronouncer {

    private final Lexicon lexicon;

    Pronouncer(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * The phonemes of a word.
     *
     * @param word letters and apostrophes, as it is written
     * @param next what follows it
     * @return null if it is neither known nor an inflected form of a known one
     */
    @Nullable
    String pronounce(String word, Tag tag, Next next) {
        Stress stress = isLower(word) ? Stress.AS_IS : isUpper(word) ? Stress.STRONG : Stress.LIGHT;
        String special = ShortWords.phonemes(word, tag, next, lexicon, this);
        if (special != null) {
            return special;
        }
        String form = lowered(word, tag, next);
        if (isKnown(form)) {
            return lookup(form, tag, stress, next);
        }
        if (form.endsWith("'") && isKnown(form.substring(0, form.length() - 1))) {
            return lookup(form.substring(0, form.length() - 1), tag, stress, next);
        }
        return inflected(form, tag, stress, next);
    }

    /** A word with capital letters that the dictionary has without them. */
    private String lowered(String word, Tag tag, Next next) {
        String lower = word.toLowerCase(Locale.ROOT);
        boolean written = isUpper(word) || isLower(word.substring(1));
        if (word.length() < 2
                || !isLetters(word.replace("'", ""))
                || word.equals(lower)
                || !written
                || tag == Tag.NAME && word.length() <= 7
                || lexicon.has(word)) {
            return word;
        }
        return lexicon.has(lower) || inflected(lower, tag, Stress.AS_IS, next) != null ? lower : word;
    }

    private @Nullable String inflected(String word, Tag tag, Stress stress, Next next) {
        String stem = Inflections.stemOfS(word, this::isKnown);
        if (stem != null) {
            return Inflections.s(lookup(stem, tag, stress, next));
        }
        stem = Inflections.stemOfEd(word, this::isKnown);
        if (stem != null) {
            return Inflections.ed(lookup(stem, tag, stress, next));
        }
        stem = Inflections.stemOfIng(word, this::isKnown);
        return stem == null
                ? null
                : Inflections.ing(lookup(stem, tag, stress == Stress.AS_IS ? Stress.LIGHT : stress, next));
    }

    private @Nullable String lookup(String word, Tag tag, Stress stress, Next next) {
        boolean capitals = isUpper(word) && !lexicon.isGold(word);
        String form = capitals ? word.toLowerCase(Locale.ROOT) : word;
        boolean name = capitals && tag == Tag.NAME;
        String phonemes = name ? lexicon.checked(form, tag, next.isEnd()) : lexicon.phonemes(form, tag, next.isEnd());
        if (phonemes == null || name && !Sounds.hasPrimary(phonemes)) {
            return spelled(word);
        }
        return stress.apply(phonemes);
    }

    /** Letter by letter, the last one stressed; null if a character is no letter with a name. */
    @Nullable
    String spelled(String word) {
        StringBuilder letters = new StringBuilder();
        for (char c : word.toUpperCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetter(c)) {
                String name = lexicon.checked(Character.toString(c), Tag.OTHER, false);
                if (name == null) {
                    return null;
                }
                letters.append(name);
            }
        }
        String phonemes = Stress.SECONDARY.apply(letters.toString());
        int last = phonemes.lastIndexOf(Sounds.SECONDARY);
        return last < 0 ? phonemes : phonemes.substring(0, last) + Sounds.PRIMARY + phonemes.substring(last + 1);
    }

    private boolean isKnown(String word) {
        if (lexicon.has(word)) {
            return true;
        }
        if (!isLetters(word)) {
            return false;
        }
        return word.length() == 1
                || isUpper(word) && lexicon.isGold(word.toLowerCase(Locale.ROOT))
                || isUpper(word.substring(1));
    }

    private static boolean isLetters(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
    }

    static boolean isLower(String word) {
        return word.equals(word.toLowerCase(Locale.ROOT));
    }

    static boolean isUpper(String word) {
        return word.equals(word.toUpperCase(Locale.ROOT));
    }
}
