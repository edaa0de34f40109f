package org.liaoyuan.sound.recognition.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.dsp.MelFilters;

class WhisperPartsTest {

    @Test
    void filtersAreThoseThatWhisperWasTrainedWith() {
        float[] weights = MelFilters.weights(80);

        // read off openai-whisper's mel_filters.npz: row, column, value
        assertThat(weights[1]).isCloseTo(0.02486259490251541f, within(1e-7f));
        assertThat(weights[10 * 201 + 10]).isCloseTo(0.01990821771323681f, within(1e-7f));
        assertThat(weights[26 * 201 + 25]).isCloseTo(0.022114217281341553f, within(1e-7f));
        assertThat(weights[40 * 201 + 43]).isCloseTo(0.014735566452145576f, within(1e-7f));
        assertThat(weights[60 * 201 + 93]).isCloseTo(0.006591092795133591f, within(1e-7f));
        assertThat(weights[79 * 201 + 192]).isCloseTo(0.0031647118739783764f, within(1e-7f));
        assertThat(weights[79 * 201 + 185]).isZero();
    }

    @Test
    void wordsAreRepeatedAndCirclesAreCut() {
        assertThat(Repetition.cut(List.of(1, 1, 1, 1, 1))).isEqualTo(5);
        assertThat(Repetition.cut(List.of(9, 1, 1, 1, 1, 1, 1))).isEqualTo(2);
        assertThat(Repetition.cut(List.of(1, 2, 3, 4, 1, 2, 3, 4))).isEqualTo(8);
        assertThat(Repetition.cut(List.of(7, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4)))
                .isEqualTo(5);
    }

    @Test
    void sumsOfScoresAreThoseOfProbabilities() {
        float[] scores = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)};

        assertThat(Scores.logSum(scores, 0, 3)).isCloseTo(0, within(1e-6));
        assertThat(Math.exp(Scores.logSum(scores, 1, 3))).isCloseTo(0.5, within(1e-6));
        assertThat(Scores.draw(scores, 1, 0.49)).isZero();
        assertThat(Scores.draw(scores, 1, 0.51)).isEqualTo(1);
        assertThat(Scores.draw(scores, 1, 0.99)).isEqualTo(2);
    }
}
