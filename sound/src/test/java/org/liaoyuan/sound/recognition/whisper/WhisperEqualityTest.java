package org.liaoyuan.sound.recognition.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.TestModels;
import org.liaoyuan.sound.TestSpeech;
import org.liaoyuan.sound.dsp.Resampler;

/** Our graphs beside whisper.cpp with the same weights: what is heard, what is said, and how sure of it. */
class WhisperEqualityTest {

    /** Of whisper.cpp's most probable tokens so many are compared. */
    private static final int COMPARED = 5;

    private static final int STEPS = 30;
    /** Natural logarithms: our decoder has weights of 8 bits, whisper.cpp's activations have 16. */
    private static final double APART = 0.35;

    private static WhisperModel ours;
    private static WhisperContext theirs;
    private static Vocabulary vocabulary;

    @BeforeAll
    static void open() throws IOException {
        Path weights = TestModels.file("whisper-base-ct2.bin");
        Path converted = weights.resolveSibling("whisper-base-f16.ggml");
        if (!Files.exists(converted)) {
            WhisperConverter.convert(weights, converted, share -> {});
        }
        theirs = WhisperContext.open(converted, 2);
        ours = WhisperModel.open(weights, 2);
        vocabulary = new Vocabulary(TokenFile.multilingual(), ours.sizes().vocabulary());
    }

    @AfterAll
    static void close() {
        if (ours != null) {
            ours.close();
            theirs.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"young-man.wav,en,768", "amiable.wav,en,1500", "hello-zh.wav,zh,768", "amiable.wav,en,512"})
    void eachTokenIsAsProbable(String file, String language, int positions) {
        float[] samples =
                Resampler.convert(TestSpeech.clip(file), SampleRate.HZ_16000).samples();
        int size = vocabulary.size();
        float[] our = new float[size];
        float[] their = new float[size];
        ours.encode(samples, positions);
        theirs.encode(samples, positions);
        int[] next = {
            vocabulary.startOfTranscript, vocabulary.languageToken(language), vocabulary.transcribe, vocabulary.noTimes
        };
        int past = 0;
        List<Integer> said = new ArrayList<>();
        while (said.size() < STEPS && !said.contains(vocabulary.endOfText)) {
            if (past == 0) {
                ours.begin(next, our);
            } else {
                ours.next(next, new int[] {0}, new float[][] {our});
            }
            theirs.decode(next, past, their);
            double ourSum = Scores.logSum(our, 0, size);
            double theirSum = Scores.logSum(their, 0, size);
            for (int token : best(their)) {
                assertThat(our[token] - ourSum)
                        .as("token %d after %s", token, said)
                        .isCloseTo(their[token] - theirSum, within(APART));
            }
            past += next.length;
            int token = Scores.best(their, 0, size);
            assertThat(Scores.best(our, 0, size)).as("after %s", said).isEqualTo(token);
            said.add(token);
            next = new int[] {token};
        }
        assertThat(said).hasSizeGreaterThan(2).contains(vocabulary.endOfText);
    }

    /** Those that are likely at all. */
    private static List<Integer> best(float[] scores) {
        float most = scores[Scores.best(scores, 0, scores.length)];
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] > most - 4)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .limit(COMPARED)
                .toList();
    }

    @Test
    void specialTokensAndLanguagesAreTheirs() {
        WhisperFunctions functions = theirs.functions();

        assertThat(vocabulary.size()).isEqualTo(theirs.vocabulary());
        assertThat(vocabulary.endOfText).isEqualTo(theirs.number(functions.endOfText));
        assertThat(vocabulary.startOfTranscript).isEqualTo(theirs.number(functions.startOfTranscript));
        assertThat(vocabulary.translate).isEqualTo(theirs.number(functions.translate));
        assertThat(vocabulary.transcribe).isEqualTo(theirs.number(functions.transcribe));
        assertThat(vocabulary.previous).isEqualTo(theirs.number(functions.previous));
        assertThat(vocabulary.noSpeech).isEqualTo(theirs.number(functions.noSpeech));
        assertThat(vocabulary.noTimes).isEqualTo(theirs.number(functions.noTimes));
        assertThat(vocabulary.firstTime).isEqualTo(theirs.number(functions.firstTime));
        assertThat(vocabulary.languages()).hasSize(99).first().isEqualTo("en");
        assertThat(vocabulary.languageToken("zh")).isEqualTo(theirs.languageToken(1));
    }

    /** whisper.cpp takes the longest token each time, which of rarer words makes other tokens than byte pairs do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, world! It's 3.5 °C.",
                "以下是普通话的句子。",
                "Mr. O'Neill    said:\n\"don't\"",
                "燎原 means a fire of the prairie",
                " "
            })
    void promptsAreCutAsTheyCutThem(String text) {
        int[] their = theirs.tokens(text, 223);

        assertThat(vocabulary.tokens(text, 223))
                .containsExactlyElementsOf(Arrays.stream(their).boxed().toList());
    }

    @Test
    void aPromptThatIsTooLongLosesItsBeginning() {
        List<Integer> all = vocabulary.tokens("one two three four five", 223);

        assertThat(vocabulary.tokens("one two three four five", 2)).isEqualTo(all.subList(all.size() - 2, all.size()));
    }
}
