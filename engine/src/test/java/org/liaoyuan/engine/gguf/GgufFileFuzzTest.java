package org.liaoyuan.engine.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.liaoyuan.engine.InvalidModelException;

class GgufFileFuzzTest {

    private static Path file;

    @BeforeAll
    static void create() throws IOException {
        file = Files.createTempFile("fuzzed", ".gguf");
    }

    @AfterAll
    static void delete() throws IOException {
        Files.delete(file);
    }

    @FuzzTest(maxDuration = "10s")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            GgufFile.read(file);
        } catch (InvalidModelException expected) {
            assertThat(expected).hasMessageContaining(file.toString());
        }
    }
}
