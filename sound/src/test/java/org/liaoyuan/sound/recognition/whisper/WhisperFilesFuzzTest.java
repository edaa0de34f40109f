package org.liaoyuan.sound.recognition.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.liaoyuan.sound.AudioException;

class WhisperFilesFuzzTest {

    private static Path folder;
    private static Path file;

    @BeforeAll
    static void create() throws IOException {
        folder = Files.createTempDirectory("fuzzed");
        file = folder.resolve("file");
    }

    @AfterAll
    static void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.delete(folder);
    }

    @FuzzTest(maxDuration = "5s")
    void anyWeightsMakeGraphsOrAreRefused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try (Ct2File weights = Ct2File.open(file)) {
            Dimensions sizes = Dimensions.of(weights);
            assertThat(EncoderGraph.of(weights, sizes).toBytes()).isNotEmpty();
            assertThat(DecoderGraph.of(weights, sizes).toBytes()).isNotEmpty();
        } catch (AudioException expected) {
            assertThat(expected).hasMessageContaining(file.toString());
        }
    }

    /** What random bytes never reach: a whole file with one place changed. */
    @FuzzTest(maxDuration = "5s")
    void aModelThatIsChangedMakesGraphsOrIsRefused(byte[] change) throws IOException {
        byte[] model = new Ct2Fixture().bytes();
        for (int i = 0; i + 2 < change.length; i += 3) {
            int at = (change[i] & 0xFF) << 8 | change[i + 1] & 0xFF;
            model[at % model.length] = change[i + 2];
        }
        anyWeightsMakeGraphsOrAreRefused(model);
    }

    @FuzzTest(maxDuration = "5s")
    void anyVocabularyIsReadOrRefused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            assertThat(TokenFile.read(file)).isNotEmpty();
        } catch (AudioException expected) {
            assertThat(expected).hasMessageContaining(file.toString());
        }
    }
}
