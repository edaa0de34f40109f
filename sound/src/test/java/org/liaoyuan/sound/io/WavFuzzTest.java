package org.liaoyuan.sound.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.liaoyuan.sound.AudioException;

class WavFuzzTest {

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        try {
            Recording got = Wav.read(new ByteArrayInputStream(bytes), 100_000);
            assertThat(got.channels().length).isPositive();
        } catch (AudioException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }
}
