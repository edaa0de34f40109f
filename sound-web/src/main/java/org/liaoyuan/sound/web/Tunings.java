package org.liaoyuan.sound.web;

import org.liaoyuan.sound.hearing.audiometry.SpeechShapedNoise;
import org.liaoyuan.sound.hearing.fitting.FineTuning;
import org.liaoyuan.sound.hearing.fitting.Preference;
import org.liaoyuan.sound.hearing.fitting.TrimPair;
import org.liaoyuan.sound.hearing.fitting.Trims;
import org.liaoyuan.sound.hearing.fitting.TuningResult;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float32Array;

/** Fine tuning for the page. As with {@link HearingTests}, one is the text that it was saved as. Settings are three numbers: low, high, compression. */
public final class Tunings {

    private Tunings() {}

    /**
     * One that begins.
     *
     * @param compressed whether there is compression to be trimmed
     * @param low what the person has now, and the other two
     */
    @JSExport
    public static String begin(int seed, boolean compressed, double low, double high, double compression) {
        return new FineTuning(seed, compressed, new Trims(low, high, compression)).save();
    }

    /** The first setting, the second, how many were answered, of how many at most; nothing when it is over. */
    @JSExport
    public static double[] next(String saved) {
        FineTuning tuning = FineTuning.restore(saved);
        if (tuning.finished()) {
            return new double[0];
        }
        TrimPair pair = tuning.next();
        return new double[] {
            pair.first().low(), pair.first().high(), pair.first().compression(),
            pair.second().low(), pair.second().high(), pair.second().compression(),
            tuning.answered(), FineTuning.MOST
        };
    }

    /** @param said {@code FIRST}, {@code SECOND} or {@code NEITHER} */
    @JSExport
    public static String answer(String saved, String said) {
        FineTuning tuning = FineTuning.restore(saved);
        tuning.answer(
                switch (said) {
                    case "FIRST" -> Preference.FIRST;
                    case "SECOND" -> Preference.SECOND;
                    case "NEITHER" -> Preference.NEITHER;
                    default -> throw new IllegalArgumentException("there is no answer " + said);
                });
        return tuning.save();
    }

    /** The setting found, how likely it is preferred to what was there before, and after how many comparisons. */
    @JSExport
    public static double[] result(String saved) {
        TuningResult result = FineTuning.restore(saved).result();
        Trims trims = result.trims();
        return new double[] {trims.low(), trims.high(), trims.compression(), result.preferred(), result.comparisons()};
    }

    /** Noise of the spectrum of a sound. */
    @JSExport
    public static Float32Array noise(float[] like, int length, double rms, int seed) {
        return Float32Array.fromJavaArray(new SpeechShapedNoise(new float[][] {like}).make(length, rms, seed));
    }
}
