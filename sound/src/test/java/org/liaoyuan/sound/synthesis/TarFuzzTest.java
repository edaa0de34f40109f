package org.liaoyuan.sound.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liaoyuan.sound.AudioException;

class TarFuzzTest {

    static Stream<Arguments> whole() {
        return Stream.of(Arguments.of(Packed.tar("package/a.bin", new byte[700], 700)));
    }

    @MethodSource("whole")
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        try {
            Tar.read(
                    new ByteArrayInputStream(bytes),
                    1_000,
                    name -> !name.isEmpty(),
                    (name, content) -> assertThat(content.length).isLessThanOrEqualTo(1_000));
        } catch (AudioException | EOFException expected) {
            assertThat(expected).isNotNull();
        }
    }
}
