package org.liaoyuan.sound.synthesis.pinyin;

import java.util.ArrayList;
import java.util.List;

/**
 * A word and how it is read.
 *
 * @param text Chinese characters
 * @param syllables one a character, fewer if a character has no reading
 */
record Word(String text, List<Syllable> syllables) {

    Word {
        syllables = List.copyOf(syllables);
    }

    boolean is(String other) {
        return text.equals(other);
    }

    boolean endsWithAnyOf(String characters) {
        return !text.isEmpty() && characters.indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    boolean startsWithAnyOf(String characters) {
        return !text.isEmpty() && characters.indexOf(text.charAt(0)) >= 0;
    }

    int size() {
        return syllables.size();
    }

    Syllable at(int index) {
        return syllables.get(index);
    }

    Syllable last() {
        return syllables.getLast();
    }

    /** With another tone at a place. */
    Word tone(int index, int tone) {
        List<Syllable> changed = new ArrayList<>(syllables);
        changed.set(index, changed.get(index).tone(tone));
        return new Word(text, changed);
    }
}
