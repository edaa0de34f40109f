package org.liaoyuan.sound.hearing.audiometry;

import java.util.random.RandomGenerator;
import org.liaoyuan.sound.hearing.fitting.Ear;

/**
 * Somebody who hears, errs and tires. Its rules are not those of the estimators: slopes are drawn, attention wanders from trial to trial, thresholds
 * rise as time goes by.
 *
 * @param right thresholds in dB HL at 250, 500, 1000, 2000, 4000, 8000 Hz
 * @param left the same
 * @param slope of answering tones at the threshold, per dB
 * @param falseAlarms how often silence is answered
 * @param lapses how often a clear tone is not, and a clear digit is mistaken
 * @param fatigue dB by which thresholds rise over 100 presentations
 */
record SimulatedListener(
        double[] right,
        double[] left,
        double slope,
        double falseAlarms,
        double lapses,
        double fatigue,
        RandomGenerator random) {

    /** Bisgaard, Vlaming and Dahlquist 2010, at 250 to 8000 Hz (6 kHz for 8 kHz, which they don't have): N1 to N7, S1 to S3; and normal. */
    static final double[][] AUDIOGRAMS = {
        {0, 0, 0, 5, 5, 10},
        {10, 10, 10, 15, 30, 40},
        {20, 20, 25, 35, 45, 50},
        {35, 35, 40, 50, 60, 65},
        {55, 55, 55, 65, 75, 80},
        {65, 70, 75, 80, 80, 80},
        {75, 80, 85, 90, 100, 100},
        {90, 95, 105, 105, 105, 105},
        {10, 10, 10, 15, 55, 70},
        {20, 20, 25, 55, 75, 80},
        {30, 35, 60, 75, 80, 85},
    };

    private static final int[] FREQUENCIES = {250, 500, 1000, 2000, 4000, 8000};

    double truth(Ear ear, int hertz) {
        for (int i = 0; i < FREQUENCIES.length; i++) {
            if (FREQUENCIES[i] == hertz) {
                return (ear == Ear.RIGHT ? right : left)[i];
            }
        }
        throw new IllegalArgumentException("" + hertz);
    }

    /** An audiogram out of the standard ones, every threshold moved, the same slope over frequency in both ears or not. */
    static SimulatedListener drawn(RandomGenerator random, double slope, double falseAlarms, double fatigue) {
        double[] shape = AUDIOGRAMS[random.nextInt(AUDIOGRAMS.length)];
        double[] other = random.nextInt(4) == 0 ? AUDIOGRAMS[random.nextInt(AUDIOGRAMS.length)] : shape;
        return new SimulatedListener(
                moved(shape, random), moved(other, random), slope, falseAlarms, 0.02, fatigue, random);
    }

    private static double[] moved(double[] shape, RandomGenerator random) {
        double all = random.nextGaussian() * 4;
        double[] result = new double[shape.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(-10, shape[i] + all + random.nextGaussian() * 4);
        }
        return result;
    }

    ToneResult take(ToneAudiometry test) {
        for (int i = 0; !test.finished(); i++) {
            TonePresentation tone = test.next();
            double above = tone.level() - truth(tone.ear(), tone.hertz()) - fatigue * i / 100;
            double hears = tone.silent() ? 0 : (1 - falseAlarms - lapses) / (1 + Math.exp(-4 * slope * above));
            test.answer(random.nextDouble() < falseAlarms + hears);
        }
        return test.result();
    }

    /** @param wander dB by which the threshold moves from trial to trial, standard deviation */
    SrtEstimate take(DigitsInNoise test, double srt, double srtSlope, double wander) {
        for (int i = 0; !test.finished(); i++) {
            DigitTrial trial = test.next();
            double above = trial.snr() - srt - random.nextGaussian() * wander - fatigue * i / 100;
            double p = SrtPosterior.digit(above, srtSlope) - lapses;
            test.answer(digit(trial.first(), p), digit(trial.second(), p), digit(trial.third(), p));
        }
        return test.result();
    }

    /** Where half of the triplets are right, all of the listener's errors counted: what a speech reception threshold is. */
    double half(double srt, double srtSlope, double wander) {
        double low = -40;
        double high = 40;
        for (int step = 0; step < 30; step++) {
            double middle = (low + high) / 2;
            double sum = 0;
            double weight = 0;
            for (double z = -3; z <= 3; z += 0.25) {
                double w = Math.exp(-z * z / 2);
                weight += w;
                sum += w * Math.pow(SrtPosterior.digit(middle - srt - z * wander, srtSlope) - lapses, 3);
            }
            if (sum / weight < 0.5) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int digit(int right, double p) {
        return random.nextDouble() < p ? right : (right + 1 + random.nextInt(9)) % 10;
    }
}
