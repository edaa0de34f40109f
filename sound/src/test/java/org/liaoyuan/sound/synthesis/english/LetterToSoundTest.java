package org.liaoyuan.sound.synthesis.english;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.sound.TestModels;

class LetterToSoundTest {

    private static final int SUPPORT = 2;
    private static final int HELD_OUT = 20; // one word in so many

    /** Learns two times, for some minutes: with {@code -Dliaoyuan.letters.write=true} alone, which also writes the table anew. */
    @Test
    void wordsItHasNotLearntAreMostlySaidRight() throws IOException {
        assumeTrue(Boolean.getBoolean("liaoyuan.letters.write"), "the table is learnt and written when asked for");
        Lexicon lexicon = Lexicon.load(TestModels.file("misaki-0.9.4-py3-none-any.whl"));
        Map<String, String> learnt = new HashMap<>();
        Map<String, String> heldOut = new HashMap<>();
        Map<String, String> all = new HashMap<>(lexicon.otherWords());
        all.putAll(lexicon.checkedWords());
        all.forEach((word, phonemes) -> (isHeldOut(word, lexicon) ? heldOut : learnt).put(word, phonemes));

        double wrong = wrong(new LetterToSound(LetterTraining.learn(learnt, SUPPORT)), heldOut);

        assertThat(wrong).isLessThan(0.1);
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(LetterTraining.learn(all, SUPPORT))
                .forEach((key, sound) ->
                        lines.append(key).append(' ').append(sound).append('\n'));
        Files.writeString(Path.of("src/main/resources/org/liaoyuan/sound/synthesis/english/letters.txt"), lines);
    }

    @Test
    void theTableKnowsMostSoundsOfTheDictionary() {
        Lexicon lexicon = Lexicon.load(TestModels.file("misaki-0.9.4-py3-none-any.whl"));
        Map<String, String> some = new HashMap<>(lexicon.checkedWords());
        some.keySet().removeIf(word -> !isHeldOut(word, lexicon));

        assertThat(wrong(LetterToSound.load(), some)).isLessThan(0.08);
    }

    private static boolean isHeldOut(String word, Lexicon lexicon) {
        return Math.floorMod(word.hashCode(), HELD_OUT) == 0 && lexicon.isGold(word) && word.matches("[a-z]{4,}");
    }

    /** The share of phonemes that are wrong, stress aside. */
    private static double wrong(LetterToSound letters, Map<String, String> words) {
        int whole = 0;
        int unstressed = 0;
        int errors = 0;
        int sounds = 0;
        for (Map.Entry<String, String> word : words.entrySet()) {
            String said = letters.phonemes(word.getKey());
            whole += said.equals(word.getValue()) ? 1 : 0;
            String plain = Stress.NONE.apply(said);
            String right = Stress.NONE.apply(word.getValue());
            unstressed += plain.equals(right) ? 1 : 0;
            errors += distance(plain, right);
            sounds += right.length();
        }
        double share = (double) errors / sounds;
        System.out.printf(
                "letter to sound, %d words: %.1f %% right, %.1f %% but for stress, %.1f %% of phonemes wrong%n",
                words.size(), 100.0 * whole / words.size(), 100.0 * unstressed / words.size(), 100 * share);
        return share;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zorblax", "kubernetes", "x", "bcdfg", "Liaoyuan"})
    void everyWordGetsOnePrimaryStressIfItHasAVowel(String word) {
        String phonemes = LetterToSound.load().phonemes(word);

        assertThat(phonemes).isNotEmpty();
        assertThat(phonemes.chars().filter(c -> c == Sounds.PRIMARY).count())
                .isEqualTo(Sounds.hasVowel(phonemes) ? 1 : 0);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(
                        Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
