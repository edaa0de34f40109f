package org.liaoyuan.sound.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.sound.Chain;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.hearing.aid.GainMask;
import org.liaoyuan.sound.hearing.aid.HearingAid;
import org.liaoyuan.sound.hearing.aid.Program;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.hearing.fitting.Fitting;

/** The denoiser as the mask of an aid, whose spectra and window are others than its own. */
class DenoisedAidTest {

    private static final int SECOND = 16_000;

    private static GainMask mask(boolean late) {
        return late ? new LookAheadDenoiser() : new LowDelayDenoiser();
    }

    private static Clip through(double depth, GainMask mask, Clip clip) {
        HearingAid aid = new HearingAid(
                SampleRate.HZ_16000,
                64,
                new Level.Reference(120),
                0,
                Fitting.flat(Ear.LEFT),
                new Program(depth, depth, 20, 100, false),
                mask);
        aid.feedback(false, 0);
        return Chain.through(aid, clip);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void steadyNoiseGoesDownByNearlyTheDepthAndNotMore(boolean late) {
        Random random = new Random(5);
        float[] noise = new float[4 * SECOND];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (0.005 * random.nextGaussian());
        }
        Clip clip = new Clip(SampleRate.HZ_16000, noise);

        double before = Level.of(through(0, mask(late), clip).between(2, 4));
        double after = Level.of(through(10, mask(late), clip).between(2, 4));

        assertThat(before - after).isBetween(6.0, 10.1);
    }
}
