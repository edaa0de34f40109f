package org.liaoyuan.sound.hearing.audiometry;

import java.util.Arrays;
import java.util.Random;
import org.liaoyuan.sound.hearing.fitting.Ear;

/** Many simulated listeners, and how far off the procedures are. */
final class Simulation {

    private static final int[] FREQUENCIES = {250, 500, 1000, 2000, 4000, 8000};

    private Simulation() {}

    /**
     * @param bias mean of measured less true thresholds, dB
     * @param deviation of the same
     * @param within share within 5 dB
     * @param staircaseBias the plain rule's
     * @param staircaseWithin the plain rule's
     * @param minutes mean of gaps and tones
     * @param slow the 95th percentile of the same
     * @param beyondRight share of thresholds above the maximum of which that was said
     * @param worstBias the largest of any frequency, either way
     */
    record Tones(
            double bias,
            double deviation,
            double within,
            double staircaseBias,
            double staircaseWithin,
            double minutes,
            double slow,
            double beyondRight,
            double worstBias) {}

    static Tones tones(int listeners, int seed, double slope, double falseAlarms, double fatigue) {
        Random random = new Random(seed);
        double[] minutes = new double[listeners];
        double[] biases = new double[FREQUENCIES.length];
        int[] counts = new int[FREQUENCIES.length];
        double sum = 0, squares = 0, plain = 0;
        int within = 0, plainWithin = 0, count = 0, beyond = 0, saidBeyond = 0;
        for (int n = 0; n < listeners; n++) {
            SimulatedListener listener = SimulatedListener.drawn(random, slope, falseAlarms, fatigue);
            ToneAudiometry test = new ToneAudiometry(
                    random.nextInt(), n % 2 == 0 ? Ear.RIGHT : Ear.LEFT, ToneAudiometry.HARD_MAXIMUM);
            ToneResult result = listener.take(test);
            minutes[n] = test.elapsed() / 60_000.0;
            for (MeasuredThreshold found : result.thresholds()) {
                double truth = listener.truth(found.ear(), found.hertz());
                if (truth > ToneAudiometry.HARD_MAXIMUM) {
                    beyond += truth > ToneAudiometry.HARD_MAXIMUM + 5 ? 1 : 0;
                    saidBeyond +=
                            truth > ToneAudiometry.HARD_MAXIMUM + 5 && found.level() >= ToneAudiometry.HARD_MAXIMUM - 5
                                    ? 1
                                    : 0;
                    continue;
                }
                double off = found.level() - truth;
                int at = Arrays.binarySearch(FREQUENCIES, found.hertz());
                biases[at] += off;
                counts[at]++;
                sum += off;
                squares += off * off;
                plain += found.staircase() - truth;
                within += Math.abs(off) <= 5 ? 1 : 0;
                plainWithin += Math.abs(found.staircase() - truth) <= 5 ? 1 : 0;
                count++;
            }
        }
        Arrays.sort(minutes);
        double worst = 0;
        for (int i = 0; i < biases.length; i++) {
            worst = Math.max(worst, Math.abs(biases[i] / counts[i]));
        }
        double bias = sum / count;
        return new Tones(
                bias,
                Math.sqrt(squares / count - bias * bias),
                (double) within / count,
                plain / count,
                (double) plainWithin / count,
                Arrays.stream(minutes).average().orElseThrow(),
                minutes[(int) (listeners * 0.95)],
                beyond == 0 ? 1 : (double) saidBeyond / beyond,
                worst);
    }

    /**
     * @param bias mean of measured less true thresholds, dB
     * @param deviation of the same
     * @param meanSnrBias of the mean ratio that was asked at
     * @param meanSnrDeviation of the same
     * @param standardError the mean of what the test says of itself
     * @param good share that is called good
     */
    record Digits(
            double bias,
            double deviation,
            double meanSnrBias,
            double meanSnrDeviation,
            double standardError,
            double good) {}

    static Digits digits(int listeners, int seed, double slope, double lapses, double wander) {
        Random random = new Random(seed);
        double sum = 0, squares = 0, plain = 0, plainSquares = 0, error = 0;
        int good = 0;
        for (int n = 0; n < listeners; n++) {
            SimulatedListener listener =
                    new SimulatedListener(new double[6], new double[6], 0.1, 0.05, lapses, 1, random);
            double srt = -13 + random.nextDouble() * 18;
            SrtEstimate found = listener.take(new DigitsInNoise(random.nextInt()), srt, slope, wander);
            double truth = listener.half(srt, slope, wander);
            double off = found.srt() - truth;
            sum += off;
            squares += off * off;
            double plainOff = found.meanSnr() - truth;
            plain += plainOff;
            plainSquares += plainOff * plainOff;
            error += found.standardError();
            good += found.reliability() == Reliability.GOOD ? 1 : 0;
        }
        double bias = sum / listeners;
        double plainBias = plain / listeners;
        return new Digits(
                bias,
                Math.sqrt(squares / listeners - bias * bias),
                plainBias,
                Math.sqrt(plainSquares / listeners - plainBias * plainBias),
                error / listeners,
                (double) good / listeners);
    }
}
