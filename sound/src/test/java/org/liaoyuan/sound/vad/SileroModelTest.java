package org.liaoyuan.sound.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.TestModels;
import org.liaoyuan.sound.TestSpeech;

class SileroModelTest {

    @Test
    void aReadSentenceIsSpeechAndNoiseIsNot() {
        try (SileroModel model = SileroModel.load(TestModels.file(TestSpeech.SILERO));
                VoiceActivity activity = model.listen()) {
            float[] speech = TestSpeech.clip("amiable.wav").samples();
            Random random = new Random(1);
            float[] noise = new float[speech.length];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = 0.05f * (float) random.nextGaussian();
            }

            assertThat(share(activity, speech)).isGreaterThan(0.7);
            activity.reset();
            assertThat(share(activity, noise)).isLessThan(0.02);
            activity.reset();
            assertThat(share(activity, new float[speech.length])).isZero();
        }
    }

    @Test
    void twoStreamsDoNotHearEachOther() {
        try (SileroModel model = SileroModel.load(TestModels.file(TestSpeech.SILERO));
                VoiceActivity one = model.listen();
                VoiceActivity other = model.listen()) {
            float[] speech = TestSpeech.clip("amiable.wav").samples();
            for (int at = 0; at + VoiceActivity.FRAME <= speech.length; at += VoiceActivity.FRAME) {
                float[] frame = Arrays.copyOfRange(speech, at, at + VoiceActivity.FRAME);
                one.probability(frame);
            }

            assertThat(other.probability(new float[VoiceActivity.FRAME])).isLessThan(0.1f);
        }
    }

    private static double share(VoiceActivity activity, float[] samples) {
        int speech = 0;
        int frames = 0;
        for (int at = 0; at + VoiceActivity.FRAME <= samples.length; at += VoiceActivity.FRAME) {
            frames++;
            speech += activity.probability(Arrays.copyOfRange(samples, at, at + VoiceActivity.FRAME)) > 0.5 ? 1 : 0;
        }
        return (double) speech / frames;
    }

    @Test
    void aWheelWithoutTheModelSaysSo(@TempDir Path folder) throws IOException {
        Path wheel = folder.resolve("other.whl");
        try (OutputStream out = Files.newOutputStream(wheel);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("readme"));
        }

        assertThatThrownBy(() -> SileroModel.load(wheel))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("other.whl holds no silero_vad");
    }
}
