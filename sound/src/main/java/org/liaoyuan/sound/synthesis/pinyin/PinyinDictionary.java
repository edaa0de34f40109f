package org.liaoyuan.sound.synthesis.pinyin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How words and characters are read: 43,000 words and 41,000 characters of mozillazg's pinyin data (MIT, as houbb's pinyin carries
 * it), and before them our own list of what both it and HanLP read wrongly or do not know.
 */
final class PinyinDictionary {

    private static final int LONGEST = 16;

    private final Map<String, String> words = new HashMap<>(1 << 16);
    private final Map<String, String> characters = new HashMap<>(1 << 16);
    private final boolean own;

    private PinyinDictionary(boolean own) {
        this.own = own;
        Resources.lines("/pinyin_dict_char.txt", line -> put(line, characters));
        Resources.lines("/pinyin_dict_phrase.txt", line -> put(line, words));
        if (own) {
            Resources.lines("/org/liaoyuan/sound/synthesis/pinyin/readings.txt", line -> {
                if (!line.startsWith("#")) {
                    put(line, line.indexOf(':') == 1 ? characters : words);
                }
            });
        }
    }

    static PinyinDictionary load() {
        return new PinyinDictionary(true);
    }

    /** Without our own list: what is compared with misaki. */
    static PinyinDictionary loadPlain() {
        return new PinyinDictionary(false);
    }

    private static void put(String line, Map<String, String> readings) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            readings.put(line.substring(0, colon), line.substring(colon + 1));
        }
    }

    boolean hasWord(String word) {
        return words.containsKey(word);
    }

    boolean isOwn() {
        return own;
    }

    /**
     * A word in pieces: from left to right the longest words that the dictionary has, and each character between them by its commonest
     * reading. A character without a reading has no syllable.
     */
    List<Word> pieces(String word) {
        List<Word> pieces = new ArrayList<>();
        int i = 0;
        while (i < word.length()) {
            int end = longest(word, i);
            String piece = word.substring(i, end);
            String reading = words.get(piece);
            if (reading == null) {
                reading = commonest(piece);
            }
            pieces.add(new Word(piece, reading.isEmpty() ? List.of() : Syllable.ofMarkedAll(reading)));
            i = end;
        }
        return pieces;
    }

    private String commonest(String character) {
        String readings = characters.getOrDefault(character, "");
        int comma = readings.indexOf(',');
        return comma < 0 ? readings : readings.substring(0, comma);
    }

    /** Where the longest word that begins here ends; the character's end if there is none. */
    private int longest(String word, int from) {
        for (int end = Math.min(word.length(), from + LONGEST); end > from + 1; end--) {
            if (words.containsKey(word.substring(from, end))) {
                return end;
            }
        }
        return from + Character.charCount(word.codePointAt(from));
    }
}
