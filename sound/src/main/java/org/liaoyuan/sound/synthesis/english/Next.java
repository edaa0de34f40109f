package org.liaoyuan.sound.synthesis.english;

/** What follows a word: its last sound depends on it. */
enum Next {
    VOWEL,
    CONSONANT,
    /** Punctuation, or nothing. */
    END,
    /** The word "to": "used" before it has another sound. */
    TO;

    boolean isEnd() {
        return this == END;
    }

    /** As the beginning of a word that is said so; what it was if nothing is said. */
    static Next before(String phonemes, Next otherwise) {
        for (char c : phonemes.toCharArray()) {
            if (Sounds.isVowel(c)) {
                return VOWEL;
            }
            if (Sounds.isConsonant(c)) {
                return CONSONANT;
            }
            if (";:,.!?—…".indexOf(c) >= 0) {
                return END;
            }
        }
        return otherwise;
    }
}
