package org.liaoyuan.sound.synthesis.english;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.TestModels;

/**
 * Equality with misaki 0.9.4, whose phonemes Kokoro v1.0 was trained on.
 *
 * <p>The words are those of this repository's documentation, and inflected forms of words of the dictionary that it does not have;
 * the sentences are the documentation's and some about words that are said in two ways (misaki tags them with spaCy's small model).
 */
class MisakiWordsTest {

    private static EnglishPhonemizer phonemizer;

    @BeforeAll
    static void load() {
        phonemizer = EnglishPhonemizer.load(TestModels.file("misaki-0.9.4-py3-none-any.whl"));
    }

    @Test
    void wordsAreSaidAsByMisaki() throws IOException {
        List<String> lines = lines("misaki-en.tsv");
        List<String> different = new ArrayList<>();
        for (String line : lines) {
            String[] pair = line.split("\t", -1);
            String ours = phonemizer.known(pair[0]);
            if (!pair[1].equals(ours)) {
                different.add(pair[0] + ": misaki " + pair[1] + ", ours " + ours);
            }
        }

        double equal = 1 - (double) different.size() / lines.size();
        System.out.printf("words equal with misaki: %.2f %% of %d%n", 100 * equal, lines.size());
        assertThat(lines.size()).isGreaterThan(1_000);
        assertThat(equal).as("%s", different).isGreaterThan(0.99);
    }

    @Test
    void wordsOfSentencesAreMostlySaidAsByMisaki() throws IOException {
        List<String> different = new ArrayList<>();
        int words = 0;
        for (String line : lines("misaki-en-sentences.tsv")) {
            String[] pair = line.split("\t", -1);
            String[] theirs = pair[1].split(" ", -1);
            String[] ours = phonemizer.phonemes(pair[0]).split(" ", -1);
            words += theirs.length;
            for (int i = 0; i < theirs.length; i++) {
                if (i >= ours.length || !theirs[i].equals(ours[i])) {
                    different.add(theirs[i] + " " + (i < ours.length ? ours[i] : "-") + " in " + pair[0]);
                }
            }
        }

        double equal = 1 - (double) different.size() / words;
        System.out.printf("words of sentences equal with misaki: %.2f %% of %d%n", 100 * equal, words);
        assertThat(words).isGreaterThan(1_000);
        assertThat(equal).as("%s", different).isGreaterThan(0.95);
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = MisakiWordsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
