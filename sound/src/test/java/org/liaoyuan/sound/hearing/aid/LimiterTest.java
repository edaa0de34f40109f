package org.liaoyuan.sound.hearing.aid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.hearing.fitting.Audiogram;
import org.liaoyuan.sound.hearing.fitting.Calibration;
import org.liaoyuan.sound.hearing.fitting.Compression;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.hearing.fitting.Fitting;
import org.liaoyuan.sound.hearing.fitting.Prescription;

class LimiterTest {

    private static final int BLOCK = 128;

    /** Silence, sound, steps of 120 dB, infinities and what is no number, in runs of different length. */
    @Provide
    Arbitrary<List<Float>> anything() {
        Arbitrary<Float> sample = Arbitraries.oneOf(
                Arbitraries.of(
                        0f,
                        1e-6f,
                        1f,
                        -1f,
                        1e6f,
                        -1e6f,
                        Float.NaN,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        Float.MAX_VALUE,
                        Float.MIN_VALUE),
                Arbitraries.floats().between(-2, 2),
                Arbitraries.floats());
        return sample.list().ofMinSize(1).ofMaxSize(60);
    }

    @Property(tries = 300)
    void nothingLeavesTheCeiling(
            @ForAll("anything") List<Float> values,
            @ForAll @DoubleRange(min = -60, max = 0) double ceiling,
            @ForAll @LongRange(min = 1, max = 90) long run) {
        Limiter limiter = new Limiter(SampleRate.HZ_48000, BLOCK, ceiling);
        float most = (float) Level.amplitude(ceiling);

        for (float sample : Sounds.through(limiter, spread(values, (int) run))) {
            assertThat(sample).isBetween(-most, most);
        }
    }

    @Property(tries = 40)
    void nothingLeavesTheCeilingOfAnAidWithTheMostGainThereIs(
            @ForAll("anything") List<Float> values, @ForAll @LongRange(min = 1, max = 90) long run) {
        Audiogram deaf = Audiogram.standard(Ear.LEFT, Calibration.NONE, 130, 130, 130, 130, 130, 130, 130, 130);
        HearingAid aid = new HearingAid(
                SampleRate.HZ_48000,
                BLOCK,
                new Level.Reference(120),
                -12,
                Fitting.of(deaf, Prescription.NAL_R, Compression.LINEAR),
                Program.QUIET,
                null);
        aid.volume(HearingAid.MOST_VOLUME);
        float most = (float) Level.amplitude(-12);

        for (float sample : Sounds.through(aid, spread(values, (int) run))) {
            assertThat(sample).isBetween(-most, most);
        }
    }

    private static float[] spread(List<Float> values, int run) {
        float[] sound = new float[(values.size() * run + 2 * BLOCK) / BLOCK * BLOCK];
        for (int i = 0; i < values.size() * run; i++) {
            sound[i] = values.get(i / run);
        }
        return sound;
    }

    @Test
    void whatIsBelowTheCeilingPassesAsItIs() {
        Limiter limiter = new Limiter(SampleRate.HZ_48000, BLOCK, -6);
        float[] in = Sounds.tone(48_000, 1000, 0.3, 12_800);

        float[] out = Sounds.through(limiter, in);

        for (int i = limiter.delay(); i < out.length; i++) {
            assertThat(out[i]).isEqualTo(in[i - limiter.delay()]);
        }
    }

    /** A limiter that cuts would add harmonics; one that turns down does not. */
    @Test
    void aToneThatIsTooLoudIsTurnedDownAndNotCut() {
        Limiter limiter = new Limiter(SampleRate.HZ_48000, BLOCK, -20);

        float[] out = Sounds.through(limiter, Sounds.tone(48_000, 1000, 0.5, 48_000));

        double tone = Sounds.toneRms(out, 48_000, 1000, 24_000, 19_200);
        assertThat(Level.decibels(tone)).isCloseTo(-23, within(0.5));
        assertThat(Level.decibels(Sounds.toneRms(out, 48_000, 3000, 24_000, 19_200) / tone))
                .isLessThan(-50);
        assertThat(limiter.reduction()).isCloseTo(17, within(0.6));
    }

    @Test
    void gainComesBackAfterABang() {
        Limiter limiter = new Limiter(SampleRate.HZ_48000, BLOCK, -6);
        float[] in = Sounds.tone(48_000, 1000, 0.1, 48_000);
        in[4800] = 1000;

        float[] out = Sounds.through(limiter, in);

        assertThat(Level.rms(out, 4900, 5300)).isLessThan(0.01);
        assertThat(Level.rms(out, 36_000, 47_000)).isCloseTo(0.1, within(0.001));
    }
}
