package org.liaoyuan.sound.synthesis.text;

/** A language that is spoken. */
public enum Language {
    CHINESE,
    ENGLISH;

    /** Whether it is a Chinese character. */
    static boolean isHan(int c) {
        return c >= 0x3400 && c <= 0x9FFF || c == '〇';
    }

    /** Of a sentence: Chinese if it has at least as many Chinese characters as words in Latin letters. */
    public static Language of(CharSequence sentence) {
        int han = 0;
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < sentence.length(); i++) {
            char c = sentence.charAt(i);
            boolean letter = Character.isLetter(c) && !isHan(c);
            han += isHan(c) ? 1 : 0;
            words += letter && !inWord ? 1 : 0;
            inWord = letter;
        }
        return han > 0 && han >= words ? CHINESE : ENGLISH;
    }
}
