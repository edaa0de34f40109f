package org.liaoyuan.sound.synthesis.pinyin;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.sound.AudioException;

/**
 * A syllable of Chinese.
 *
 * @param letters pinyin without its tone, lower case, {@code ü} as such
 * @param tone 1 to 4, or 5 if it is neutral
 */
record Syllable(String letters, int tone) {

    static final int NEUTRAL = 5;

    /** Combining marks of the tones 1 to 4. */
    private static final String MARKS = "\u0304\u0301\u030C\u0300";

    Syllable {
        if (letters.isEmpty() || tone < 1 || tone > NEUTRAL) {
            throw new AudioException(
                    "a syllable '" + letters + "' of tone " + tone + " is none: give letters and 1 to 5");
        }
    }

    /** Pinyin with the tone as a mark, such as {@code zhāng}. */
    static Syllable ofMarked(String pinyin) {
        StringBuilder letters = new StringBuilder();
        int tone = NEUTRAL;
        for (char c : Normalizer.normalize(pinyin.strip(), Normalizer.Form.NFD).toCharArray()) {
            int mark = MARKS.indexOf(c);
            if (mark >= 0) {
                tone = mark + 1;
            } else {
                letters.append(c);
            }
        }
        return new Syllable(Normalizer.normalize(letters, Normalizer.Form.NFC), tone);
    }

    /** Several, with spaces between them. */
    static List<Syllable> ofMarkedAll(String pinyin) {
        List<Syllable> syllables = new ArrayList<>();
        for (String one : pinyin.strip().split(" +")) {
            syllables.add(ofMarked(one));
        }
        return syllables;
    }

    Syllable tone(int other) {
        return other == tone ? this : new Syllable(letters, other);
    }

    @Override
    public String toString() {
        return letters + tone;
    }
}
