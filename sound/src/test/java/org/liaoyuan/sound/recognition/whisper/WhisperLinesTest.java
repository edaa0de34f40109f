package org.liaoyuan.sound.recognition.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
