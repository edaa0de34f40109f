package org.liaoyuan.sound.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.TestSpeech;
import org.liaoyuan.sound.dsp.Resampler;

class OpusTest {

    private static byte[] written(Clip clip) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OpusSink sink = new OpusSink(clip.rate(), out)) {
            for (int from = 0; from < clip.length(); from += 1000) {
                float[] block = Arrays.copyOfRange(clip.samples(), from, Math.min(clip.length(), from + 1000));
                sink.write(block, block.length);
            }
        }
        return out.toByteArray();
    }

    private static float[] read(byte[] file) {
        float[] all = new float[0];
        try (OpusSource source = new OpusSource(new ByteArrayInputStream(file))) {
            float[] block = new float[4096];
            for (int count = source.read(block); count > 0; count = source.read(block)) {
                int old = all.length;
                all = Arrays.copyOf(all, old + count);
                System.arraycopy(block, 0, all, old, count);
            }
        }
        return all;
    }

    private static double correlation(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 24_000, 48_000})
    void whatIsWrittenIsReadAsLongAndAlike(int hertz) {
        Clip speech = Resampler.convert(TestSpeech.clip("young-man.wav"), new SampleRate(hertz));
        Clip expected = Resampler.convert(speech, SampleRate.HZ_48000);

        byte[] file = written(speech);
        float[] heard = read(file);

        assertThat(heard.length).isEqualTo(speech.length() * (48_000 / hertz));
        assertThat(correlation(heard, expected.samples())).isGreaterThan(0.97);
        assertThat(file.length * 8 / speech.seconds()).isLessThan(60_000);
    }

    @Test
    void aFileThatIsCutOffIsReadAsFarAsItGoes() {
        byte[] file = written(TestSpeech.clip("young-man.wav"));
        float[] whole = read(file);

        float[] heard = read(Arrays.copyOf(file, file.length / 2));

        assertThat(heard.length).isBetween(whole.length / 4, whole.length * 3 / 4);
        assertThat(Arrays.equals(heard, Arrays.copyOf(whole, heard.length))).isTrue();
    }

    @Test
    void aBrokenPageIsLeftOut() {
        byte[] file = written(TestSpeech.clip("young-man.wav"));
        int whole = read(file).length;
        file[file.length / 2] ^= 1;

        // what its last page says of the end is out of reach then
        assertThat(read(file).length).isBetween(whole - 4800, whole - 4800 + 960);
    }

    @Test
    void nothingIsAFileToo() {
        assertThat(read(written(Clip.silence(SampleRate.HZ_24000, 0)))).isEmpty();
    }

    @Test
    void silenceStaysSilence() {
        for (float sample : read(written(Clip.silence(SampleRate.HZ_24000, 0.5)))) {
            assertThat(sample).isCloseTo(0, within(1e-3f));
        }
    }

    @Test
    void whatIsNoOpusAndWhatOpusDoesNotHaveAreRefused() {
        assertThatThrownBy(() -> new OpusSource(new ByteArrayInputStream("OggS and no more".getBytes())))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("no Opus");
        assertThatThrownBy(() -> new OpusSink(new SampleRate(44_100), new ByteArrayOutputStream()))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("44100");
    }

    @FuzzTest(maxDuration = "5s")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            read(bytes);
        } catch (AudioException expected) {
            assertThat(expected).hasMessageContaining("Opus");
        }
    }

    /** What random bytes never reach: pages whose checksums are right, with broken packets. */
    @FuzzTest(maxDuration = "5s")
    void anyPacketsAreHeardAsSomething(byte[] bytes) throws java.io.IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new OpusSink(SampleRate.HZ_16000, out).close();
        byte[] head = Arrays.copyOf(out.toByteArray(), 47 + 27 + 1 + 24);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(head);
        OggWriter pages = new OggWriter(file, "liaoyuan".hashCode());
        pages.packet(bytes, Math.min(bytes.length, 3000));
        pages.page(48_000, true);

        for (float sample : read(file.toByteArray())) {
            assertThat(Math.abs(sample)).isLessThanOrEqualTo(1);
        }
    }
}
