package org.liaoyuan.sound.hearing.aid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.hearing.fitting.Audiogram;
import org.liaoyuan.sound.hearing.fitting.Calibration;
import org.liaoyuan.sound.hearing.fitting.Channel;
import org.liaoyuan.sound.hearing.fitting.Compression;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.hearing.fitting.Fitting;
import org.liaoyuan.sound.hearing.fitting.Prescription;

class HearingAidTest {

    /** More than a microphone has: the limiter stays out of what is measured. */
    private static final Level.Reference REFERENCE = new Level.Reference(140);

    private static final Audiogram N3 =
            Audiogram.standard(Ear.LEFT, Calibration.COUPLER, 35, 35, 40, 50, 55, 60, 65, 65);
    private static final Fitting WDRC = Fitting.of(N3, Prescription.NAL_R, Compression.fixed(2));
    /** So much gain that none of it runs into 0 dB at 90 dB SPL. */
    private static final Fitting STRONG = Fitting.of(
            Audiogram.standard(Ear.LEFT, Calibration.COUPLER, 80, 80, 80, 80, 80, 80, 80, 80),
            Prescription.NAL_R,
            Compression.fixed(2));

    private static final Program PLAIN = new Program(0, 0, 20, 100, false);

    private static HearingAid aid(int hertz, int block, Fitting fitting, Program program) {
        HearingAid aid = new HearingAid(new SampleRate(hertz), block, REFERENCE, 0, fitting, program, null);
        aid.feedback(false, 0);
        return aid;
    }

    @ParameterizedTest
    @CsvSource({"48000,128", "16000,64", "16000,32", "44100,128"})
    void itsDelayMeasuredByCrossCorrelationIsWhatItSaysAndBelowTenMilliseconds(int hertz, int block) {
        HearingAid aid = aid(hertz, block, Fitting.flat(Ear.LEFT), Program.QUIET);
        float[] in = Sounds.noise(1, 0.05, hertz);

        float[] out = Sounds.through(aid, in);

        int lag = lagOfLargestCorrelation(in, out, hertz / 20);
        assertThat(lag).isEqualTo(aid.delay());
        assertThat((lag + block) * 1000.0 / hertz).isLessThan(10);
    }

    /** What waits for its gains is later by that, in a live aid within the same limit. */
    @ParameterizedTest
    @CsvSource({"48000,128,64,10", "16000,64,64,10", "48000,128,640,60", "32000,64,64,10"})
    void itsDelayWithAMaskMeasuredByCrossCorrelationIsWhatItSays(int hertz, int block, int lag, double millis) {
        HearingAid aid = aid(hertz, block, Fitting.flat(Ear.LEFT), Program.SPEECH_IN_NOISE);
        float[] in = Sounds.noise(1, 0.05, hertz);
        Sounds.through(aid, in);
        aid.mask(half(lag));
        aid.reset();

        float[] out = Sounds.through(aid, in);

        int measured = lagOfLargestCorrelation(in, out, hertz / 10);
        assertThat(measured).isEqualTo(aid.delay());
        assertThat((measured + block) * 1000.0 / hertz).isLessThan(millis);
    }

    /** A mask that says, some while later, from when on sound is useful: what begins then is let through from its beginning, and nothing before. */
    @Test
    void gainsOfALateMaskMeetTheSoundThatTheyAreFor() {
        HearingAid aid = aid(48_000, 128, Fitting.flat(Ear.LEFT), new Program(20, 20, 20, 100, false));
        aid.mask(fromThenOn(0.5, 640));
        aid.reset();
        float[] in = Sounds.noise(1, 0.01, 48_000);

        float[] out = Sounds.through(aid, in);

        int then = 24_000 + aid.delay();
        // half of a step of the mask (4 ms) and of what is put together (5 ms) are the edge
        int edge = 240;
        assertThat(Level.decibels(Level.rms(out, then + edge, then + edge + 480) / 0.01))
                .isGreaterThan(-1.5);
        assertThat(Level.decibels(Level.rms(out, then - edge - 480, then - edge) / 0.01))
                .isLessThan(-17);
    }

    @Test
    void aMaskThatIsChangedForALaterOneIsNotHeardAsAClick() {
        HearingAid aid = aid(48_000, 128, Fitting.flat(Ear.LEFT), PLAIN);
        float[] tone = Sounds.tone(48_000, 300, 0.05, 96_000);
        float[] out = new float[tone.length];
        float[] block = new float[128];
        for (int at = 0; at < tone.length; at += 128) {
            if (at == 48_000 || at == 72_000) {
                aid.mask(half(at == 48_000 ? 640 : 64));
            }
            System.arraycopy(tone, at, block, 0, 128);
            aid.process(block);
            System.arraycopy(block, 0, out, at, 128);
        }

        double turn = 2 * Math.cos(2 * Math.PI * 300 / 48_000.0);
        double largest = 0;
        for (int i = 24_000; i < out.length; i++) {
            largest = Math.max(largest, Math.abs(out[i] - turn * out[i - 1] + out[i - 2]));
        }
        // a jump would be as large as the tone, 0.07
        assertThat(largest).isLessThan(0.003);
    }

    private static int lagOfLargestCorrelation(float[] in, float[] out, int most) {
        int best = 0;
        double largest = 0;
        for (int lag = 0; lag < most; lag++) {
            double sum = 0;
            for (int i = 0; i + lag < out.length; i++) {
                sum += in[i] * out[i + lag];
            }
            if (sum > largest) {
                largest = sum;
                best = lag;
            }
        }
        return best;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1000, 6000})
    void anAidThatAmplifiesNothingGivesWhatItHears(double frequency) {
        HearingAid aid = aid(48_000, 128, Fitting.flat(Ear.LEFT), PLAIN);
        float[] in = Sounds.tone(48_000, frequency, 0.1, 48_000);

        float[] out = Sounds.through(aid, in);

        double error = 0;
        for (int i = 24_000; i < out.length; i++) {
            error += Math.pow(out[i] - in[i - aid.delay()], 2);
        }
        assertThat(Level.decibels(Math.sqrt(error / (out.length - 24_000)) / 0.1))
                .isLessThan(-22);
    }

    @ParameterizedTest
    @ValueSource(doubles = {250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000, 8000})
    void tonesOfEachLevelGetTheGainOfTheStaticCurveWithinOneDecibel(double frequency) {
        Channel channel = WDRC.channels().stream()
                .filter(each -> each.centre() == frequency)
                .findFirst()
                .orElseThrow();

        for (int level = 20; level <= 100; level += 10) {
            HearingAid aid = aid(48_000, 128, WDRC, PLAIN);
            double rms = Level.amplitude(REFERENCE.fullScale(level));
            float[] out = Sounds.through(aid, Sounds.tone(48_000, frequency, rms, 96_000));
            double gain = Level.decibels(Sounds.toneRms(out, 48_000, frequency, 72_000, 19_200) / rms);
            // the intake's high pass has its own response
            double intake = -10 * Math.log10(1 + Math.pow(60 / frequency, 2));
            assertThat(gain - intake).as("%s dB SPL", level).isCloseTo(channel.gain(level + intake), within(1.0));
        }
    }

    /**
     * As IEC 60118-2 has it: a tone steps from 55 to 90 dB SPL and back; the attack ends when the output is within 3 dB of where it comes to
     * rest, the release within 4 dB. What the output does in between follows from the time constants and the ratio.
     */
    @ParameterizedTest
    @CsvSource({"1000,20,100", "2000,20,400", "4000,20,60", "500,50,1000"})
    void attackAndReleaseTakeAsLongAsSetWithinTenPercent(double frequency, double attack, double release) {
        HearingAid aid = aid(48_000, 128, STRONG, new Program(0, 0, attack, release, false));
        int second = 48_000;
        float[] in = Sounds.tone(second, frequency, 1, 8 * second);
        int up = 3 * second;
        int down = 4 * second;
        for (int i = 0; i < in.length; i++) {
            in[i] *= (float) Level.amplitude(REFERENCE.fullScale(i >= up && i < down ? 90 : 55));
        }

        float[] out = Sounds.through(aid, in);

        double change = 35 / 2.0;
        double attackTook = settles(out, frequency, up + aid.delay(), down, 3) * 1000;
        double releaseTook = settles(out, frequency, down + aid.delay(), 8 * second - second / 4, 4) * 1000;
        assertThat(attackTook).isCloseTo(attack * Math.log(change / 3), within(0.1 * attack * Math.log(change / 3)));
        assertThat(releaseTook).isCloseTo(release * Math.log(change / 4), within(0.1 * release * Math.log(change / 4)));
    }

    /** Seconds from a sample until the tone stays within some dB of what it has at the end. */
    private static double settles(float[] out, double frequency, int from, int until, double within) {
        int width = (int) (48_000 / frequency * 2);
        double rest = Level.decibels(Sounds.toneRms(out, 48_000, frequency, until - 4800, 4800));
        int last = from;
        for (int at = from; at + width < until - 4800; at += 12) {
            if (Math.abs(Level.decibels(Sounds.toneRms(out, 48_000, frequency, at - width / 2, width)) - rest)
                    > within) {
                last = at;
            }
        }
        return (last - from) / 48_000.0;
    }

    @Test
    void aBlockThatIsNoSoundSpoilsNothingAfterIt() {
        HearingAid aid =
                new HearingAid(SampleRate.HZ_48000, 128, REFERENCE, -6, WDRC, Program.SPEECH_IN_NOISE, half(64));
        float[] bad = new float[128];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = i % 3 == 0 ? Float.NaN : i % 3 == 1 ? Float.POSITIVE_INFINITY : -3e38f;
        }
        Sounds.through(aid, Sounds.noise(1, 0.001, 48_000));

        aid.process(bad);
        float[] after = Sounds.through(aid, Sounds.tone(48_000, 1000, 0.001, 96_000));

        for (float sample : bad) {
            assertThat(Math.abs(sample)).isLessThanOrEqualTo((float) Level.amplitude(-6));
        }
        assertThat(Level.rms(after, 48_000, 96_000)).isBetween(0.001, 0.1);
    }

    @Test
    void aMaskTakesNoiseDownByTheDepthAndNotMore() {
        for (double depth : new double[] {0, 6, 12}) {
            HearingAid aid = new HearingAid(
                    SampleRate.HZ_48000,
                    128,
                    REFERENCE,
                    0,
                    Fitting.flat(Ear.LEFT),
                    new Program(depth, depth, 20, 100, false),
                    half(64));
            float[] in = Sounds.tone(48_000, 6000, 0.01, 48_000);
            for (int i = 0; i < in.length; i++) {
                in[i] += (float) (0.01 * Math.sqrt(2) * Math.sin(2 * Math.PI * 500 * i / 48_000.0));
            }

            aid.feedback(false, 0);
            float[] out = Sounds.through(aid, in);

            double let = Level.decibels(Sounds.toneRms(out, 48_000, 500, 24_000, 19_200) / 0.01);
            assertThat(Level.decibels(Sounds.toneRms(out, 48_000, 6000, 24_000, 19_200) / 0.01))
                    .isCloseTo(let - depth, within(0.2));
            // what is let through may be lifted, until the sum is as loud as it was
            assertThat(let).isBetween(-0.2, depth == 0 ? 0.2 : 3);
        }
    }

    /** Lets all through from a time in its sound on, and nothing before. */
    private static GainMask fromThenOn(double seconds, int lag) {
        return new RuleMask(lag, at -> at >= seconds * 16_000, at -> at >= seconds * 16_000);
    }

    /** Lets low frequencies through, and nothing of high ones. */
    private static GainMask half(int lag) {
        return new RuleMask(lag, at -> true, at -> false);
    }

    /** Lets all through or nothing, below 2 kHz and above, by the sample of its sound that gains are for. */
    private static final class RuleMask implements GainMask {

        private final int lag;
        private final LongPredicate low;
        private final LongPredicate high;
        private long heard;

        RuleMask(int lag, LongPredicate low, LongPredicate high) {
            this.lag = lag;
            this.low = low;
            this.high = high;
        }

        @Override
        public SampleRate rate() {
            return SampleRate.HZ_16000;
        }

        @Override
        public int blockSize() {
            return 64;
        }

        @Override
        public int bands() {
            return 2;
        }

        @Override
        public double upper(int band) {
            return band == 0 ? 2000 : 8000;
        }

        @Override
        public int lag() {
            return lag;
        }

        @Override
        public void hear(float[] block, float[] gains) {
            heard += block.length;
            gains[0] = low.test(heard - lag) ? 1 : 0;
            gains[1] = high.test(heard - lag) ? 1 : 0;
        }

        @Override
        public void reset() {
            heard = 0;
        }
    }

    @Test
    void aVolumeIsReachedWithoutAStep() {
        HearingAid aid = aid(48_000, 128, Fitting.flat(Ear.LEFT), PLAIN);
        float[] before = Sounds.through(aid, Sounds.tone(48_000, 1000, 0.01, 48_000));

        aid.volume(10);
        float[] after = Sounds.through(aid, Sounds.tone(48_000, 1000, 0.01, 48_000));

        assertThat(Level.decibels(Level.rms(after, 24_000, 48_000) / Level.rms(before, 24_000, 48_000)))
                .isCloseTo(10, within(0.1));
        for (int start = 0; start < 24_000; start += 480) {
            double step =
                    Level.decibels(Level.rms(after, start + 480, start + 960) / Level.rms(after, start, start + 480));
            assertThat(step).isLessThan(3);
        }
    }

    @Test
    void settingsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> aid(48_000, 100, WDRC, PLAIN)).hasMessageContaining("blocks of 100");
        assertThatThrownBy(() -> new Program(30, 0, 20, 100, false)).hasMessageContaining("depths of 30");
        assertThatThrownBy(() -> new Limiter(SampleRate.HZ_48000, 128, 3)).hasMessageContaining("3.0 dB FS");
    }
}
