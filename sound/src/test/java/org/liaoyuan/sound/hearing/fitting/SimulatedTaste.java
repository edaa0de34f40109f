package org.liaoyuan.sound.hearing.fitting;

import java.util.random.RandomGenerator;

/**
 * Somebody with a best setting. Its rule is not that of the estimator: it judges by distance and not by its square, each time with other noise on either sound,
 * and it has a bias to what it hears last.
 *
 * @param best hidden from the procedure
 * @param noise of a judgement, in units of 6 dB
 * @param tie differences below are none
 * @param lapses how often it answers without listening
 */
record SimulatedTaste(Trims best, double noise, double tie, double lapses, RandomGenerator random) {

    private static final double LAST = 0.03;

    static SimulatedTaste drawn(RandomGenerator random, double noise, double tie, double lapses) {
        return new SimulatedTaste(
                new Trims(gain(random), gain(random), Math.clamp(1 + 0.3 * random.nextGaussian(), 0.4, 1.6)),
                noise,
                tie,
                lapses,
                random);
    }

    private static double gain(RandomGenerator random) {
        return Math.clamp(4.5 * random.nextGaussian(), -9, 9);
    }

    /** Root of the sum of squares, in units of 6 dB and half of the compression. */
    double distance(Trims trims, boolean compressed) {
        double low = (trims.low() - best.low()) / 6;
        double high = (trims.high() - best.high()) / 6;
        double compression = compressed ? (trims.compression() - best.compression()) / 0.5 : 0;
        return Math.sqrt(low * low + high * high + compression * compression);
    }

    Preference says(TrimPair pair, boolean compressed) {
        if (random.nextDouble() < lapses) {
            return Preference.values()[random.nextInt(3)];
        }
        double better = distance(pair.second(), compressed)
                - distance(pair.first(), compressed)
                + noise * random.nextGaussian()
                - LAST;
        return Math.abs(better) < tie ? Preference.NEITHER : better > 0 ? Preference.FIRST : Preference.SECOND;
    }

    FineTuning asked(int seed, boolean compressed) {
        FineTuning tuning = new FineTuning(seed, compressed, Trims.NONE);
        while (!tuning.finished()) {
            tuning.answer(says(tuning.next(), compressed));
        }
        return tuning;
    }
}
