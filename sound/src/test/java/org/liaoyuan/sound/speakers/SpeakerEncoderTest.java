package org.liaoyuan.sound.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.TestModels;
import org.liaoyuan.sound.TestSpeech;

class SpeakerEncoderTest {

    static final String WHEEL = "Resemblyzer-0.1.4-py3-none-any.whl";

    /** The fixture is the package's own {@code embed_utterance} of this recording, on PyTorch. */
    @Test
    void aVoiceIsAsThePythonPackageHearsIt() throws IOException {
        Clip clip = TestSpeech.clip("young-man.wav");

        try (SpeakerEncoder encoder = SpeakerEncoder.load(TestModels.file(WHEEL), 2)) {
            assertThat(SpeakerEncoder.likeness(encoder.voice(clip), expected())).isGreaterThan(0.9999);
        }
    }

    @Test
    void aVoiceIsMoreLikeItselfThanLikeAnother() {
        try (SpeakerEncoder encoder = SpeakerEncoder.load(TestModels.file(WHEEL), 2)) {
            float[] reader = encoder.voice(TestSpeech.clip("young-man.wav"));
            float[] again = encoder.voice(TestSpeech.clip("amiable.wav"));
            float[] other = encoder.voice(TestSpeech.clip("hello-zh.wav"));

            assertThat(SpeakerEncoder.likeness(reader, again))
                    .isGreaterThan(SpeakerEncoder.likeness(reader, other) + 0.1);
        }
    }

    @Test
    void anotherFileIsRefused(@TempDir Path folder) throws IOException {
        Path wheel = folder.resolve("a.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            zip.putNextEntry(new ZipEntry("resemblyzer/pretrained.pt"));
            zip.write("cos\nsystem\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> SpeakerEncoder.load(wheel, 1))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("fetch speaker-encoder again");
    }

    private static float[] expected() throws IOException {
        try (InputStream in = Objects.requireNonNull(SpeakerEncoderTest.class.getResourceAsStream("young-man.txt"))) {
            String[] words = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+");
            float[] values = new float[words.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.parseFloat(words[i]);
            }
            return values;
        }
    }
}
