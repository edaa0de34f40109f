package org.liaoyuan.sound.recognition;

import java.util.ArrayList;
import java.util.List;

/** Text in scripts with blanks between words and in those without. */
final class Texts {

    private Texts() {}

    /** Pieces one after the other; a blank between two of them unless a Chinese or Japanese character touches the seam. */
    static String join(List<String> pieces) {
        StringBuilder all = new StringBuilder();
        for (String piece : pieces) {
            if (!all.isEmpty()
                    && !piece.isEmpty()
                    && !unspaced(all.codePointBefore(all.length()))
                    && !unspaced(piece.codePointAt(0))) {
                all.append(' ');
            }
            all.append(piece);
        }
        return all.toString();
    }

    /**
     * The units in which texts are compared: a Chinese or Japanese character by itself, else a word with what clings to it. Each
     * with the blanks before it, so that joining them gives the text again.
     */
    static List<String> units(String text) {
        List<String> units = new ArrayList<>();
        StringBuilder unit = new StringBuilder();
        boolean word = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (word && (unspaced(c) || Character.isWhitespace(c))) {
                units.add(unit.toString());
                unit.setLength(0);
                word = false;
            }
            unit.appendCodePoint(c);
            if (unspaced(c)) {
                units.add(unit.toString());
                unit.setLength(0);
            } else {
                word |= !Character.isWhitespace(c);
            }
        }
        if (word) {
            units.add(unit.toString());
        }
        return units;
    }

    /** Whether text of this character's script has no blanks between words. */
    static boolean unspaced(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI -> true;
            default -> c >= 0x3000 && c <= 0x303F || c >= 0xFF00 && c <= 0xFFEF; // their punctuation
        };
    }

    /** Letters, digits and ideographs alone, small: what is spoken of a text. */
    static String spoken(String text) {
        StringBuilder spoken = new StringBuilder();
        text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(spoken::appendCodePoint);
        return spoken.toString();
    }
}
