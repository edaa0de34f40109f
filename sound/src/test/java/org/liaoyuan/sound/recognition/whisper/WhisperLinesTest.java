package org.liaoyuan.sound.recognition.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.TestModels;
import org.liaoyuan.sound.TestSpeech;
import org.liaoyuan.sound.dsp.Resampler;

/** Several guesses at the same real sound. */
class WhisperLinesTest {

    private static final int POSITIONS = 768;
    /** Natural logarithms: several rows are multiplied in another order than one. */
    private static final double APART = 1e-2;

    private static WhisperModel model;
    private static Vocabulary vocabulary;

    @BeforeAll
    static void open() throws IOException {
        model = WhisperModel.open(TestModels.file("whisper-base-ct2.bin"), 2);
        vocabulary = new Vocabulary(TokenFile.multilingual(), model.sizes().vocabulary());
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    private static float[] samples(String file) {
        return Resampler.convert(TestSpeech.clip(file), SampleRate.HZ_16000).samples();
    }

    private static int[] head(String language) {
        return new int[] {
            vocabulary.startOfTranscript, vocabulary.languageToken(language), vocabulary.transcribe, vocabulary.noTimes
        };
    }

    private static Decoding decode(String language, boolean times, int lines, double seconds) {
        return new Decoder(model, vocabulary)
                .decode(new Decoder.Task(List.of(), language, false, times, 0, lines, seconds, () -> false));
    }

    @Test
    void aLineIsReadAsIfItWereAlone() {
        model.encode(samples("young-man.wav"), POSITIONS);
        int[] words =
                vocabulary.tokens(" He was not", 9).stream().mapToInt(i -> i).toArray();
        float[] first = new float[vocabulary.size()];
        float[][] several = new float[3][vocabulary.size()];
        float[][] alone = new float[3][vocabulary.size()];

        model.begin(head("en"), first);
        model.next(new int[] {words[0], words[1]}, new int[] {0, 0}, several);
        model.next(new int[] {words[1], words[2], words[0]}, new int[] {1, 0, 0}, several);
        int[][] lines = {{words[1], words[1]}, {words[0], words[2]}, {words[0], words[0]}};
        for (int i = 0; i < lines.length; i++) {
            model.begin(head("en"), first);
            model.next(new int[] {lines[i][0]}, new int[] {0}, new float[][] {first});
            model.next(new int[] {lines[i][1]}, new int[] {0}, new float[][] {alone[i]});
        }

        for (int i = 0; i < lines.length; i++) {
            int best = Scores.best(alone[i], 0, alone[i].length);
            assertThat(Scores.best(several[i], 0, several[i].length)).isEqualTo(best);
            assertThat(several[i][best] - Scores.logSum(several[i], 0, several[i].length))
                    .isCloseTo(alone[i][best] - Scores.logSum(alone[i], 0, alone[i].length), within(APART));
        }
    }

    @ParameterizedTest
    @CsvSource({"young-man.wav,en", "amiable.wav,en", "hello-zh.wav,zh"})
    void oneLineIsTheMostProbableTokenEachTime(String file, String language) {
        float[] samples = samples(file);
        model.encode(samples, POSITIONS);
        List<Integer> greedy = new ArrayList<>();
        float[][] scores = new float[1][vocabulary.size()];
        model.begin(head(language), scores[0]);
        for (int token = likeliest(scores[0]); token != vocabulary.endOfText; token = likeliest(scores[0])) {
            greedy.add(token);
            model.next(new int[] {token}, new int[] {0}, scores);
        }

        Decoding decoding = decode(language, false, 1, samples.length / 16_000.0);

        assertThat(decoding.tokens())
                .containsExactly(greedy.stream().mapToInt(i -> i).toArray());
        assertThat(greedy).hasSizeGreaterThan(1);
    }

    private static int likeliest(float[] scores) {
        for (int i = 0; i < vocabulary.firstTime; i++) {
            if (vocabulary.isUnsaid(i)) {
                scores[i] = Float.NEGATIVE_INFINITY;
            }
        }
        return Scores.best(scores, 0, vocabulary.firstTime);
    }

    @ParameterizedTest
    @CsvSource({"young-man.wav,en,true", "amiable.wav,en,true", "hello-zh.wav,zh,true", "amiable.wav,zh,false"})
    void severalLinesFindWhatIsNoLessProbable(String file, String language, boolean times) {
        float[] samples = samples(file);
        model.encode(samples, POSITIONS);

        Decoding one = decode(language, times, 1, samples.length / 16_000.0);
        Decoding five = decode(language, times, Decoder.MOST_LINES, samples.length / 16_000.0);

        assertThat(five.meanLogProbability()).isGreaterThanOrEqualTo(one.meanLogProbability() - APART);
        assertThat(five.finished()).isTrue();
        assertThat(five.looped()).isFalse();
    }
}
