package org.liaoyuan.sound.synthesis.english;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words that no dictionary has: forms on -ied, two known words in one, known words with an ending, and else letter by letter. */
final class Unknown {

    private static final int SHORTEST_PART = 3;
    private static final int MOST_SPELLED = 5;

    private static final String[][] ENDINGS = {
        {"ness", "nəs"},
        {"less", "ləs"},
        {"ment", "mᵊnt"},
        {"able", "əbᵊl"},
        {"ful", "fᵊl"},
        {"ly", "li"},
        {"er", "əɹ"},
        {"ers", "əɹz"}
    };

    private static final String[][] BEGINNINGS = {
        {"un", "ˌʌn"},
        {"re", "ɹˌi"},
        {"pre", "pɹˌi"},
        {"non", "nˌɑn"},
        {"sub", "sˌʌb"},
        {"multi", "mˌʌlti"},
        {"micro", "mˌIkɹO"},
        {"super", "sˌupəɹ"},
        {"inter", "ˌɪntəɹ"},
        {"over", "ˌOvəɹ"}
    };

    private final Lexicon lexicon;
    private final Pronouncer pronouncer;
    private final LetterToSound letters;

    Unknown(Lexicon lexicon, Pronouncer pronouncer, LetterToSound letters) {
        this.lexicon = lexicon;
        this.pronouncer = pronouncer;
        this.letters = letters;
    }

    /** Never null: a word without letters from a to z is silent. */
    String phonemes(String word) {
        String lower = Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        String plain = lower.equals(word.toLowerCase(Locale.ROOT)) ? null : known(lower); // café, naïve
        if (plain != null) {
            return plain;
        }
        if (isUnspeakable(lower)) {
            String spelled = pronouncer.spelled(lower);
            if (spelled != null) {
                return spelled;
            }
        }
        String known = ied(lower);
        if (known == null) {
            known = compound(lower);
        }
        if (known == null) {
            known = ending(lower);
        }
        if (known == null) {
            known = beginning(lower);
        }
        if (known == null) {
            known = possessive(lower);
        }
        return known == null ? letters.phonemes(lower) : known;
    }

    /** Few letters without a vowel among them: http, npm, crm. */
    private static boolean isUnspeakable(String word) {
        return word.length() <= MOST_SPELLED && word.chars().noneMatch(c -> "aeiouy".indexOf(c) >= 0);
    }

    private @Nullable String ied(String word) {
        if (!word.endsWith("ied") || word.length() < 5) {
            return null;
        }
        return Inflections.ed(known(word.substring(0, word.length() - 3) + "y"));
    }

    private @Nullable String possessive(String word) {
        boolean s = word.endsWith("'s");
        if (!s && !(word.endsWith("s") && word.length() > 4 && !word.endsWith("ss"))) {
            return null;
        }
        return Inflections.s(phonemes(word.substring(0, word.length() - (s ? 2 : 1))));
    }

    private @Nullable String compound(String word) {
        for (int i = word.length() - SHORTEST_PART; i >= SHORTEST_PART; i--) {
            String first = word.substring(0, i);
            String second = word.substring(i);
            if (lexicon.isGold(first) && (lexicon.isGold(second) || second.endsWith("s") && known(second) != null)) {
                String head = known(first);
                String tail = known(second);
                if (head != null && tail != null && Sounds.isStressed(head) && Sounds.isStressed(tail)) {
                    return Stress.STRONG.apply(head) + Stress.WEAKER.apply(tail);
                }
            }
        }
        return null;
    }

    private @Nullable String ending(String word) {
        for (String[] ending : ENDINGS) {
            if (word.endsWith(ending[0]) && word.length() - ending[0].length() >= SHORTEST_PART) {
                String stem = word.substring(0, word.length() - ending[0].length());
                String phonemes = known(stem);
                if (phonemes == null && stem.endsWith("i")) {
                    phonemes = known(stem.substring(0, stem.length() - 1) + "y");
                }
                if (phonemes == null && ending[0].startsWith("e")) {
                    phonemes = known(stem + "e");
                }
                if (phonemes != null) {
                    return phonemes + ending[1];
                }
            }
        }
        return null;
    }

    private @Nullable String beginning(String word) {
        for (String[] beginning : BEGINNINGS) {
            if (word.startsWith(beginning[0]) && word.length() - beginning[0].length() > SHORTEST_PART) {
                String phonemes = known(word.substring(beginning[0].length()));
                if (phonemes != null) {
                    return beginning[1] + Stress.STRONG.apply(phonemes);
                }
            }
        }
        return null;
    }

    private @Nullable String known(String word) {
        return pronouncer.pronounce(word, Tag.OTHER, Next.CONSONANT);
    }
}
