package org.liaoyuan.sound.web;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.hearing.audiometry.AmbientNoise;
import org.liaoyuan.sound.hearing.audiometry.DigitSounds;
import org.liaoyuan.sound.hearing.audiometry.DigitTrial;
import org.liaoyuan.sound.hearing.audiometry.DigitsInNoise;
import org.liaoyuan.sound.hearing.audiometry.MeasuredThreshold;
import org.liaoyuan.sound.hearing.audiometry.NoiseMeter;
import org.liaoyuan.sound.hearing.audiometry.Output;
import org.liaoyuan.sound.hearing.audiometry.PulsedTone;
import org.liaoyuan.sound.hearing.audiometry.RedFlag;
import org.liaoyuan.sound.hearing.audiometry.Referral;
import org.liaoyuan.sound.hearing.audiometry.SrtEstimate;
import org.liaoyuan.sound.hearing.audiometry.ToneAudiometry;
import org.liaoyuan.sound.hearing.audiometry.TonePresentation;
import org.liaoyuan.sound.hearing.audiometry.ToneResult;
import org.liaoyuan.sound.hearing.fitting.Calibration;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float32Array;

/**
 * Hearing tests for the page. A test is the text that it was saved as: each call takes one and gives the next, so the page keeps nothing else, and
 * what it kept over a reload goes on. Structures are JSON. What is wrong throws an error whose message says what.
 */
public final class HearingTests {

    private static @Nullable DigitSounds digitSounds;

    private HearingTests() {}

    /** A digits-in-noise test that begins. */
    @JSExport
    public static String digits(int seed) {
        return new DigitsInNoise(seed).save();
    }

    /** First, second, third digit, signal-to-noise ratio in dB, how many were answered, of how many; nothing when it is over. */
    @JSExport
    public static double[] digitsNext(String saved) {
        DigitsInNoise test = DigitsInNoise.restore(saved);
        if (test.finished()) {
            return new double[0];
        }
        DigitTrial trial = test.next();
        return new double[] {
            trial.first(), trial.second(), trial.third(), trial.snr(), test.answered(), DigitsInNoise.TRIALS
        };
    }

    /** @param first 0 to 9, or -1 where it was not understood; the others likewise */
    @JSExport
    public static String digitsAnswer(String saved, int first, int second, int third) {
        DigitsInNoise test = DigitsInNoise.restore(saved);
        test.answer(first, second, third);
        return test.save();
    }

    /** {@code {srt, standardError, trials, reliability}}. */
    @JSExport
    public static String digitsResult(String saved) {
        SrtEstimate result = DigitsInNoise.restore(saved).result();
        return "{\"srt\":" + result.srt() + ",\"standardError\":" + result.standardError() + ",\"trials\":"
                + result.trials() + ",\"reliability\":\"" + result.reliability().name() + "\"}";
    }

    /** The digits of a language, which {@link #triplet} is made of from now on. */
    @JSExport
    public static void digitSounds(int hertz, float[] all, int[] lengths) {
        digitSounds = new DigitSounds(new Clip(new SampleRate(hertz), all), lengths);
    }

    /** Three digits in noise, at the rate of the digits. */
    @JSExport
    public static Float32Array triplet(int first, int second, int third, double snr, int seed) {
        DigitSounds sounds = digitSounds;
        if (sounds == null) {
            throw new IllegalStateException("there are no digits: give them first");
        }
        return Float32Array.fromJavaArray(
                sounds.triplet(new DigitTrial(first, second, third, snr), seed).samples());
    }

    /**
     * A pure-tone test that begins.
     *
     * @param ear {@code RIGHT} or {@code LEFT}, the better one
     * @param maximum in dB HL
     */
    @JSExport
    public static String tones(int seed, String ear, int maximum) {
        return new ToneAudiometry(seed, Ear.valueOf(ear), maximum).save();
    }

    /** {@code {ear, hertz, level, silent, gap, window, progress}}; empty when it is over. */
    @JSExport
    public static String tonesNext(String saved) {
        ToneAudiometry test = ToneAudiometry.restore(saved);
        if (test.finished()) {
            return "";
        }
        TonePresentation next = test.next();
        return "{\"ear\":\"" + next.ear().name() + "\",\"hertz\":" + next.hertz() + ",\"level\":" + next.level()
                + ",\"silent\":"
                + next.silent() + ",\"gap\":" + next.gap() + ",\"window\":" + ToneAudiometry.RESPONSE + ",\"progress\":"
                + test.progress() + "}";
    }

    @JSExport
    public static String tonesAnswer(String saved, boolean heard) {
        ToneAudiometry test = ToneAudiometry.restore(saved);
        test.answer(heard);
        return test.save();
    }

    /** Pressed while nothing was to be heard. */
    @JSExport
    public static String tonesStray(String saved) {
        ToneAudiometry test = ToneAudiometry.restore(saved);
        test.stray();
        return test.save();
    }

    /** The same tone once more: it was interrupted. */
    @JSExport
    public static String tonesRepeat(String saved) {
        ToneAudiometry test = ToneAudiometry.restore(saved);
        test.repeat();
        return test.save();
    }

    /** {@code {thresholds: [{ear, hertz, level, standardError, beyond}], reliability, referral}}. */
    @JSExport
    public static String tonesResult(String saved) {
        ToneResult result = ToneAudiometry.restore(saved).result();
        StringBuilder out = new StringBuilder("{\"thresholds\":[");
        for (MeasuredThreshold found : result.thresholds()) {
            out.append(out.charAt(out.length() - 1) == '[' ? "" : ",")
                    .append("{\"ear\":\"")
                    .append(found.ear().name())
                    .append("\",\"hertz\":")
                    .append(found.hertz())
                    .append(",\"level\":")
                    .append(found.level())
                    .append(",\"standardError\":")
                    .append(found.standardError())
                    .append(",\"beyond\":")
                    .append(found.beyondMaximum())
                    .append('}');
        }
        return out.append("],\"reliability\":\"")
                .append(result.reliability().name())
                .append("\",\"referral\":\"")
                .append(Referral.of(result).name())
                .append("\"}")
                .toString();
    }

    /** A pulsed tone. */
    @JSExport
    public static Float32Array tone(int rate, int hertz, double amplitude) {
        return Float32Array.fromJavaArray(
                PulsedTone.of(new SampleRate(rate), hertz, amplitude).samples());
    }

    /** dB HL of full scale at 250 to 8000 Hz on a device of which nothing is known. */
    @JSExport
    public static double[] guessedOutput() {
        return Output.guessed().fullScale();
    }

    /** The same, after a pure-tone test by somebody who hears normally. */
    @JSExport
    public static double[] biologicalOutput(double[] fullScale, String saved) {
        return Output.of(Calibration.NONE, fullScale)
                .biological(ToneAudiometry.restore(saved).result().thresholds())
                .fullScale();
    }

    /** The loudest level in dB HL that a device plays at all frequencies. */
    @JSExport
    public static int maximum(double[] fullScale) {
        return Output.of(Calibration.NONE, fullScale).maximum();
    }

    /** Of full scale, for a tone of so many dB HL. */
    @JSExport
    public static double amplitude(double[] fullScale, int hertz, double level) {
        return Output.of(Calibration.NONE, fullScale).amplitude(hertz, level);
    }

    /**
     * dB SPL about 250 to 8000 Hz in thirds of an octave.
     *
     * @param reference dB SPL of full scale of the microphone
     */
    @JSExport
    public static double[] noise(int rate, float[] samples, double reference) {
        NoiseMeter meter = new NoiseMeter(new SampleRate(rate));
        meter.add(samples);
        return meter.spl(new Level.Reference(reference));
    }

    /** The lowest threshold in dB HL that can be measured in such a noise. */
    @JSExport
    public static double lowest(double[] noise) {
        return AmbientNoise.lowest(noise);
    }

    /** {@code NONE}, {@code CLINICIAN} or {@code URGENT}, for red flags between commas. */
    @JSExport
    public static String referral(String flags) {
        Set<RedFlag> all = EnumSet.noneOf(RedFlag.class);
        int begin = 0;
        while (begin < flags.length()) {
            int end = flags.indexOf(',', begin);
            end = end < 0 ? flags.length() : end;
            all.add(RedFlag.valueOf(flags.substring(begin, end)));
            begin = end + 1;
        }
        return Referral.of(all).name();
    }
}
