package org.liaoyuan.sound.synthesis.english;

/** The phonemes of misaki's American English, a character each: capital letters are diphthongs. */
final class Sounds {

    static final char PRIMARY = 'ˈ';
    static final char SECONDARY = 'ˌ';

    private static final String VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ";
    private static final String CONSONANTS = "bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ";
    private static final String DIPHTHONGS = "AIOQWYʤʧ";

    private Sounds() {}

    static boolean isVowel(char c) {
        return VOWELS.indexOf(c) >= 0;
    }

    static boolean isConsonant(char c) {
        return CONSONANTS.indexOf(c) >= 0;
    }

    static boolean hasVowel(String phonemes) {
        return phonemes.chars().anyMatch(c -> isVowel((char) c));
    }

    static boolean hasPrimary(String phonemes) {
        return phonemes.indexOf(PRIMARY) >= 0;
    }

    static boolean isStressed(String phonemes) {
        return hasPrimary(phonemes) || phonemes.indexOf(SECONDARY) >= 0;
    }

    /** How heavy a word is: diphthongs and affricates count twice. */
    static int weight(String phonemes) {
        return phonemes.chars().map(c -> DIPHTHONGS.indexOf(c) >= 0 ? 2 : 1).sum();
    }
}
