package org.liaoyuan.sound.recognition.sherpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.liaoyuan.sound.AudioException;

class OnnxMetadataFuzzTest {

    private static Path file;

    @BeforeAll
    static void create() throws IOException {
        file = Files.createTempFile("fuzzed", ".onnx");
    }

    @AfterAll
    static void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @FuzzTest(maxDuration = "5s")
    void anyFileIsReadOrRefused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            assertThat(OnnxMetadata.of(file)).isNotNull();
        } catch (AudioException expected) {
            assertThat(expected).hasMessageContaining(file.toString());
        }
    }

    /** What random bytes never reach: a whole file with some places changed. */
    @FuzzTest(maxDuration = "5s")
    void aFileThatIsChangedIsReadOrRefused(byte[] change) throws IOException {
        byte[] model = SherpaFixture.onnx(Map.of("model_type", "paraformer", "vocab_size", "8404"));
        for (int i = 0; i + 1 < change.length; i += 2) {
            model[(change[i] & 0xFF) % model.length] = change[i + 1];
        }
        anyFileIsReadOrRefused(model);
    }
}
