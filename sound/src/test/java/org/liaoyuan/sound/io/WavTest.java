package org.liaoyuan.sound.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

class WavTest {

    private static Recording read(byte[] bytes) throws IOException {
        return Wav.read(new ByteArrayInputStream(bytes), 1_000_000);
    }

    private static byte[] file(int kind, int bits, int channels, int... data) {
        byte[] head = Wav.head(SampleRate.HZ_16000, channels, 16, data.length);
        head[20] = (byte) kind;
        head[32] = (byte) (channels * bits / 8);
        head[34] = (byte) bits;
        byte[] all = Arrays.copyOf(head, head.length + data.length);
        for (int i = 0; i < data.length; i++) {
            all[head.length + i] = (byte) data[i];
        }
        return all;
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        Clip clip = new Clip(SampleRate.HZ_24000, new float[] {0, 0.5f, -0.5f, 1, -1, 2, -2});

        Recording got = read(Wav.bytes(clip));

        assertThat(got.rate()).isEqualTo(SampleRate.HZ_24000);
        assertThat(got.complete()).isTrue();
        assertThat(got.channels()[0]).usingComparatorWithPrecision(1e-4f).containsExactly(0, 0.5f, -0.5f, 1, -1, 1, -1);
    }

    @Test
    void floatsAreNotClippedAndChannelsStayApart() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wav.writeFloats(out, SampleRate.HZ_48000, new float[] {1.5f, 0}, new float[] {-0.25f, 0.125f});

        Recording got = read(out.toByteArray());

        assertThat(got.channels()[0]).containsExactly(1.5f, 0);
        assertThat(got.channels()[1]).containsExactly(-0.25f, 0.125f);
        assertThat(got.mono().samples()).containsExactly(0.625f, 0.0625f);
    }

    @Test
    void readsEightTwentyFourAndThirtyTwoBits() throws IOException {
        assertThat(read(file(1, 8, 1, 128, 255, 0)).channels()[0]).containsExactly(0, 127 / 128f, -1);
        assertThat(read(file(1, 24, 1, 0, 0, 0x40, 0, 0, 0x80)).channels()[0]).containsExactly(0.5f, -1);
        assertThat(read(file(1, 32, 1, 0, 0, 0, 0xC0)).channels()[0]).containsExactly(-0.5f);
    }

    @Test
    void numbersThatAreNoneAreSilence() throws IOException {
        assertThat(read(file(3, 32, 1, 0, 0, 0xC0, 0x7F, 0, 0, 0x80, 0x7F)).channels()[0])
                .containsExactly(0, 0);
    }

    @Test
    void whatIsCutOffIsReadAsFarAsItGoes() throws IOException {
        byte[] whole = Wav.bytes(new Clip(SampleRate.HZ_16000, new float[1_000]));

        Recording got = read(Arrays.copyOf(whole, whole.length - 501));

        assertThat(got.complete()).isFalse();
        assertThat(got.channels()[0]).hasSize(749);
    }

    @Test
    void aStreamThatDidNotKnowItsLengthIsReadToTheEnd() throws IOException {
        byte[] head = Wav.head(SampleRate.HZ_16000, 1, 16, -1);

        Recording got = read(Arrays.copyOf(head, head.length + 20));

        assertThat(got.channels()[0]).hasSize(10);
        assertThat(got.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2,16,1,samples of kind 2", "1,12,1,12 bits", "1,16,0,0 channels", "1,16,40,40 channels"})
    void saysWhatItCannotRead(int kind, int bits, int channels, String why) {
        assertThatThrownBy(() -> read(file(kind, bits, channels, 0, 0, 0, 0)))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining(why);
    }

    @Test
    void saysThatItIsNoWavTooLongOrCutOffInItsHead() {
        byte[] whole = Wav.bytes(new Clip(SampleRate.HZ_16000, new float[2_000]));

        assertThatThrownBy(() -> read("ID3 is another format".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .hasMessageContaining("no WAV file");
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, 30))).hasMessageContaining("cut off");
        assertThatThrownBy(() -> Wav.read(new ByteArrayInputStream(whole), 1_999))
                .hasMessageContaining("longer than");
    }
}
