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
    private static Path tokens;

    @BeforeAll
    static void create() throws IOException {
        folder = Files.createTempDirectory("fuzzed");
        file = folder.resolve("file");
        tokens = Ct2Fixture.tokens(folder);
    }

    @AfterAll
    static void delete() throws IOException {
        Files.delete(tokens);
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder.resolve("out"));
        Files.delete(folder);
    }

    @FuzzTest(maxDuration = "5s")
    void anyWeightsAreConvertedOrRefused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            WhisperConverter.convert(file, tokens, folder.resolve("out"), share -> {});
        } catch (AudioException expected) {
            assertThat(expected).hasMessageContaining(file.toString());
        }
    }

    /** What random bytes never reach: a whole file with one place changed. */
    @FuzzTest(maxDuration = "5s")
    void aModelThatIsChangedIsConvertedOrRefused(byte[] change) throws IOException {
        byte[] model = new Ct2Fixture().bytes();
        for (int i = 0; i + 2 < change.length; i += 3) {
            int at = (change[i] & 0xFF) << 8 | change[i + 1] & 0xFF;
            model[at % model.length] = change[i + 2];
        }
        anyWeightsAreConvertedOrRefused(model);
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

    @FuzzTest(maxDuration = "5s")
    void anyHeadIsTakenOrRefused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            GgmlHeader.check(file);
        } catch (AudioException expected) {
            assertThat(expected).hasMessageContaining(file.toString());
        }
    }
}
