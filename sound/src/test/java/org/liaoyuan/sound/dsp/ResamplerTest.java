package org.liaoyuan.sound.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;

class ResamplerTest {

    private static Clip tone(int rate, double hertz, double seconds) {
        float[] samples = new float[(int) (rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return new Clip(new SampleRate(rate), samples);
    }

    @ParameterizedTest
    @CsvSource({
        "48000,16000",
        "44100,16000",
        "16000,48000",
        "24000,48000",
        "8000,16000",
        "22050,16000",
        "192000,16000",
        "16000,24000"
    })
    void keepsAToneWhereItIsInTimeAndLevel(int from, int to) {
        Clip wanted = tone(to, 997, 0.5);

        Clip got = Resampler.convert(tone(from, 997, 0.5), new SampleRate(to));

        assertThat(got.length()).isBetween(wanted.length() - 1, wanted.length());
        double error = 0;
        // the first and last moments ring: before and after them there is silence
        for (int i = to / 50; i < got.length() - to / 50; i++) {
            error = Math.max(error, Math.abs(got.samples()[i] - wanted.samples()[i]));
        }
        assertThat(Level.decibels(error / 0.5)).isLessThan(-70);
    }

    @ParameterizedTest
    @CsvSource({"48000,16000,9000", "44100,16000,12000", "48000,24000,14000"})
    void leavesNothingOfWhatTheLowerRateCannotHold(int from, int to, double hertz) {
        Clip got = Resampler.convert(tone(from, hertz, 0.5), new SampleRate(to));

        assertThat(Level.of(got.between(0.05, 0.45))).isLessThan(-75);
    }

    @ParameterizedTest
    @CsvSource({"1", "37", "480"})
    void aStreamInPiecesIsTheSameAsInOne(int piece) {
        Clip clip = tone(44_100, 440, 0.2);
        Resampler whole = new Resampler(clip.rate(), SampleRate.HZ_16000);
        float[] wanted = new float[whole.most(clip.length())];
        int length = whole.process(clip.samples(), clip.length(), wanted);
        Resampler parts = new Resampler(clip.rate(), SampleRate.HZ_16000);
        float[] got = new float[wanted.length + 1];
        int count = 0;
        float[] in = new float[piece];
        float[] out = new float[parts.most(piece)];
        for (int start = 0; start < clip.length(); start += piece) {
            int n = Math.min(piece, clip.length() - start);
            System.arraycopy(clip.samples(), start, in, 0, n);
            int written = parts.process(in, n, out);
            System.arraycopy(out, 0, got, count, written);
            count += written;
        }

        assertThat(count).isEqualTo(length);
        assertThat(java.util.Arrays.copyOf(got, count)).isEqualTo(java.util.Arrays.copyOf(wanted, length));
    }
}
