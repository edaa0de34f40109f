package org.liaoyuan.sound.hearing.audiometry;

import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/**
 * A tone in three pulses of 225 ms with as long pauses: easier to tell from tinnitus than one that lasts (ISO 8253-1 allows both). Each rises and
 * falls over 25 ms (ISO asks for 20 to 50), by a raised cosine, so that no click gives it away.
 */
public final class PulsedTone {

    static final int PULSES = 3;
    private static final double PULSE = 0.225;
    private static final double RAMP = 0.025;

    private PulsedTone() {}

    /**
     * @param rate at least 2.5 times the frequency
     * @param amplitude from 0 to 1, of full scale
     */
    public static Clip of(SampleRate rate, int hertz, double amplitude) {
        if (hertz < 100 || hertz * 2.5 > rate.hertz() || !(amplitude >= 0 && amplitude <= 1)) {
            throw new IllegalArgumentException("a tone of " + hertz + " Hz with an amplitude of " + amplitude + " at "
                    + rate + ": the frequency is from 100 Hz to 0.4 of the rate, the amplitude from 0 to 1");
        }
        int pulse = rate.samples(PULSE);
        int ramp = rate.samples(RAMP);
        float[] samples = new float[pulse * (2 * PULSES - 1)];
        for (int p = 0; p < PULSES; p++) {
            int begin = 2 * p * pulse;
            for (int i = 0; i < pulse; i++) {
                int edge = Math.min(i, pulse - 1 - i);
                double rise = edge >= ramp ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * edge / ramp);
                samples[begin + i] = (float) (amplitude * rise * Math.sin(2 * Math.PI * hertz * i / rate.hertz()));
            }
        }
        return new Clip(rate, samples);
    }
}
