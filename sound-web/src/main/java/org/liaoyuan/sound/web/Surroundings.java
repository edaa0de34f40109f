package org.liaoyuan.sound.web;

import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.hearing.aid.EnvironmentClassifier;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float32Array;

/** What is around: one listener for both ears, in the thread that begins it. */
public final class Surroundings {

    private static EnvironmentClassifier classifier =
            new EnvironmentClassifier(SampleRate.HZ_48000, new Level.Reference(120));
    private static float[] block = new float[0];

    private Surroundings() {}

    /**
     * Begins anew.
     *
     * @param hertz sample rate of what it will hear
     * @param samples of each block
     * @param fullScale dB SPL that full scale stands for
     * @return the memory of a block: write to it, then {@link #hear}
     */
    @JSExport
    public static Float32Array begin(int hertz, int samples, double fullScale) {
        classifier = new EnvironmentClassifier(new SampleRate(hertz), new Level.Reference(fullScale));
        block = new float[samples];
        return Float32Array.fromJavaArray(block);
    }

    @JSExport
    public static void hear() {
        classifier.hear(block);
    }

    /** {@code QUIET}, {@code SPEECH}, {@code SPEECH_IN_NOISE}, {@code NOISE}, {@code MUSIC} or {@code BABBLE}. */
    @JSExport
    public static String environment() {
        return classifier.environment().name();
    }

    /** The program that serves there, for {@link Aids#program}. */
    @JSExport
    public static String program() {
        return switch (classifier.environment()) {
            case QUIET -> "QUIET";
            case SPEECH, SPEECH_IN_NOISE -> "SPEECH_IN_NOISE";
            case NOISE -> "NOISE";
            case MUSIC -> "MUSIC";
            case BABBLE -> "BABBLE";
        };
    }
}
