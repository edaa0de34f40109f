package org.liaoyuan.sound.recognition.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The search by itself: instead of a network a table says what comes after which words. */
class BeamSearchTest {

    private static final int TOKENS = 51_865;
    private static final int WELL = 20_100;
    private static final int BELL = 20_200;
    private static final int TOLD = 20_300;
    private static final int FIRST_OF_MANY = 20_400;

    private final Vocabulary vocabulary;

    BeamSearchTest() throws IOException {
        vocabulary = new Vocabulary(TokenFile.multilingual(), TOKENS);
    }

    /** What comes after some words, as probabilities; what is not there does not come. */
    private final class Table implements Steps {

        private final Map<List<Integer>, Map<Integer, Double>> next;
        private List<List<Integer>> read = List.of();
        private int most;

        Table(Map<List<Integer>, Map<Integer, Double>> next) {
            this.next = next;
        }

        @Override
        public void begin(int[] tokens, float[] into) {
            read = List.of(List.of());
            score(read.getFirst(), into);
        }

        @Override
        public void next(int[] tokens, int[] parents, float[][] into) {
            List<List<Integer>> longer = new ArrayList<>();
            for (int i = 0; i < tokens.length; i++) {
                List<Integer> line = new ArrayList<>(read.get(parents[i]));
                line.add(tokens[i]);
                longer.add(line);
                score(line, into[i]);
            }
            read = longer;
            most = Math.max(most, tokens.length);
        }

        private void score(List<Integer> words, float[] into) {
            Arrays.fill(into, -1000);
            next.getOrDefault(words, Map.of(vocabulary.endOfText, 1.0))
                    .forEach((token, probability) -> into[token] = (float) Math.log(probability));
        }
    }

    private Decoding decode(Steps steps, int lines) {
        return new Decoder(steps, vocabulary)
                .decode(new Decoder.Task(List.of(), "en", false, false, 0, lines, 10, () -> false));
    }

    @Test
    void aWordThatIsLessProbableIsSaidWhereWhatFollowsIsSurer() {
        Map<Integer, Double> anything = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            anything.put(FIRST_OF_MANY + i, 0.1);
        }
        Table table = new Table(Map.of(
                List.of(), Map.of(WELL, 0.6, BELL, 0.4), List.of(WELL), anything, List.of(BELL), Map.of(TOLD, 0.95)));

        assertThat(decode(table, 1).tokens()).startsWith(WELL);
        assertThat(table.most).isEqualTo(1);
        Decoding found = decode(table, 5);
        assertThat(found.tokens()).containsExactly(BELL, TOLD);
        assertThat(found.finished()).isTrue();
        assertThat(Math.exp(3 * found.meanLogProbability())).isBetween(0.399, 0.401); // TOLD and the end are certain
        assertThat(table.most).isEqualTo(5);
    }

    @Test
    void aCircleIsNotSaidWhereThereIsAnotherText() {
        Map<List<Integer>, Map<Integer, Double>> next = new HashMap<>();
        next.put(List.of(), Map.of(WELL, 0.7, BELL, 0.3));
        List<Integer> circle = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            circle.add(WELL);
            next.put(List.copyOf(circle), Map.of(WELL, 0.9, TOLD, 0.0001));
        }
        next.put(List.of(BELL), Map.of(vocabulary.endOfText, 0.5, TOLD, 0.5));

        Decoding greedy = decode(new Table(next), 1);
        assertThat(greedy.looped()).isTrue();
        assertThat(greedy.tokens()).containsExactly(WELL);
        Decoding found = decode(new Table(next), 5);
        assertThat(found.looped()).isFalse();
        assertThat(found.finished()).isTrue();
        assertThat(found.tokens()).startsWith(BELL);
    }

    @Test
    void linesAreAsManyAsThereIsRoomFor() {
        assertThatThrownBy(() -> decode(new Table(Map.of()), Decoder.MOST_LINES + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lines 6");
    }
}
