package org.liaoyuan.engine.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liaoyuan.engine.InvalidModelException;
import org.liaoyuan.engine.LoraBytes;

class LoraFileFuzzTest {

    private static Path file;
    private static GgufFile base;

    @BeforeAll
    static void create() throws IOException {
        file = Files.createTempFile("fuzzed", ".gguf");
        base = GgufFile.read(Files.write(file, GgufBytes.withMatrix("blk.0.ffn_down.weight")));
    }

    @AfterAll
    static void delete() throws IOException {
        Files.delete(file);
    }

    static Stream<Arguments> whole() {
        byte[] adapter = LoraBytes.ofSmol()
                .pair("blk.0.ffn_down.weight", 32, 16, 1, new SplittableRandom(7), 1)
                .bytes();
        return Stream.of(Arguments.of(adapter));
    }

    @MethodSource("whole")
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            LoraFile.read(file, base);
        } catch (InvalidModelException expected) {
            assertThat(expected).hasMessageContaining(file.toString());
        }
    }
}
