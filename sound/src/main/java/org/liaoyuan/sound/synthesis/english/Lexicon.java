package org.liaoyuan.sound.synthesis.english;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * misaki's dictionaries of American English: 90,000 words that people have checked ({@code gold}), 93,000 others ({@code silver}).
 *
 * <p>A word in lower case is there with a capital letter too and the other way round, if the dictionary has but one of them.
 */
final class Lexicon {

    private static final String FOLDER = "misaki/data/us_";

    private final LexiconFile.Entries gold;
    private final Map<String, String> silver;

    Lexicon(LexiconFile.Entries gold, LexiconFile.Entries silver) {
        this.gold = gold;
        this.silver = silver.words();
    }

    /** @param wheel {@code misaki-0.9.4-py3-none-any.whl} */
    static Lexicon load(Path wheel) {
        return new Lexicon(
                LexiconFile.read(wheel, FOLDER + "gold.json"), LexiconFile.read(wheel, FOLDER + "silver.json"));
    }

    boolean isGold(String word) {
        return find(word, gold.words()) != null;
    }

    boolean has(String word) {
        return isGold(word) || find(word, silver) != null;
    }

    /**
     * How a word is said.
     *
     * @param last nothing follows it in its phrase
     * @return null if no dictionary has it
     */
    @Nullable
    String phonemes(String word, Tag tag, boolean last) {
        String usual = find(word, gold.words());
        if (usual == null) {
            return find(word, silver);
        }
        Map<String, String> kinds = find(word, gold.kinds());
        return kinds == null ? usual : ofKind(kinds, tag, last, usual);
    }

    /** As {@link #phonemes}, of the checked words alone. */
    @Nullable
    String checked(String word, Tag tag, boolean last) {
        return isGold(word) ? phonemes(word, tag, last) : null;
    }

    /** Every word in lower case and how it is commonly said: what {@link LetterToSound} learns from. */
    Map<String, String> checkedWords() {
        return Map.copyOf(gold.words());
    }

    Map<String, String> otherWords() {
        return Map.copyOf(silver);
    }

    private static String ofKind(Map<String, String> kinds, Tag tag, boolean last, String usual) {
        String atEnd = kinds.get("None");
        if (last && atEnd != null) {
            return atEnd;
        }
        for (String name : tag.names()) {
            String phonemes = kinds.get(name);
            if (phonemes != null) {
                return phonemes;
            }
        }
        return usual;
    }

    private static <T> @Nullable T find(String word, Map<String, T> words) {
        T found = words.get(word);
        if (found != null || word.length() < 2) {
            return found;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String capital = lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
        if (word.equals(capital)) {
            return words.get(lower);
        }
        return word.equals(lower) ? words.get(capital) : null;
    }
}
