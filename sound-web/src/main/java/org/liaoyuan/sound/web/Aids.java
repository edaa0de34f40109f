package org.liaoyuan.sound.web;

import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.enhancement.LookAheadDenoiser;
import org.liaoyuan.sound.enhancement.LowDelayDenoiser;
import org.liaoyuan.sound.hearing.aid.HearingAid;
import org.liaoyuan.sound.hearing.aid.Program;
import org.liaoyuan.sound.hearing.fitting.Audiogram;
import org.liaoyuan.sound.hearing.fitting.Calibration;
import org.liaoyuan.sound.hearing.fitting.Compression;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.hearing.fitting.Fitting;
import org.liaoyuan.sound.hearing.fitting.Prescription;
import org.liaoyuan.sound.hearing.fitting.Trims;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float32Array;

/**
 * Aids by number: one for each ear, in the thread that makes them (an audio worklet's). A number that is none, or a setting that
 * can't be, throws an error whose message says what is wrong.
 */
public final class Aids {

    /** Values before those of the channels in {@link #meters}. */
    private static final int METERS = 3;

    private static final int MOST = 8;

    private static final @Nullable HearingAid[] AIDS = new HearingAid[MOST];
    private static final float[][] BLOCKS = new float[MOST][];
    private static final float[][] VALUES = new float[MOST][];

    private Aids() {}

    /**
     * An aid that amplifies nothing yet.
     *
     * @param hertz sample rate of the sound
     * @param block samples of each block
     * @param fullScale dB SPL that full scale of the microphone stands for
     * @param ceiling dB FS that nothing leaves
     * @return its number
     */
    @JSExport
    public static int create(int hertz, int block, double fullScale, double ceiling) {
        for (int i = 0; i < MOST; i++) {
            if (AIDS[i] == null) {
                AIDS[i] = new HearingAid(
                        new SampleRate(hertz),
                        block,
                        new Level.Reference(fullScale),
                        ceiling,
                        Fitting.flat(Ear.LEFT),
                        Program.QUIET,
                        null);
                BLOCKS[i] = new float[block];
                VALUES[i] = new float[meterCount(i)];
                return i;
            }
        }
        throw new IllegalStateException("there are " + MOST + " aids already: close one");
    }

    @JSExport
    public static void close(int aid) {
        of(aid);
        AIDS[aid] = null;
    }

    private static HearingAid of(int aid) {
        HearingAid found = aid < 0 || aid >= MOST ? null : AIDS[aid];
        if (found == null) {
            throw new IllegalArgumentException("there is no aid " + aid + ": create it first");
        }
        return found;
    }

    /**
     * Fits an aid to an audiogram.
     *
     * @param frequencies in Hz, rising
     * @param levels in dB HL, one for each
     * @param prescription {@code HALF_GAIN}, {@code NAL_R} or {@code CAMFIT_LINEAR}
     * @param compressed whether gain follows the level, or is the same always
     * @param low dB more or less at low frequencies, as the person trims it
     * @param high at high ones
     * @param compression part of the compression that is kept: 1 for all
     */
    @JSExport
    public static void fit(
            int aid,
            double[] frequencies,
            double[] levels,
            String prescription,
            boolean compressed,
            double low,
            double high,
            double compression) {
        of(aid).fit(fitting(frequencies, levels, prescription, compressed).trimmed(new Trims(low, high, compression)));
    }

    private static Fitting fitting(double[] frequencies, double[] levels, String prescription, boolean compressed) {
        Audiogram audiogram = new Audiogram(Ear.LEFT, Calibration.NONE, frequencies, levels);
        return Fitting.of(
                audiogram, Prescription.valueOf(prescription), compressed ? Compression.BY_LOSS : Compression.LINEAR);
    }

    /**
     * Gives two ears one mask against noise. It needs a sample rate that is a multiple of 16 kHz.
     *
     * @param first its microphone is listened to
     * @param weights as the page fetched them
     * @param ahead whether they are of the denoiser that looks ahead, for which sound has to wait, or of the low-delay one
     */
    @JSExport
    public static void mask(int first, int second, byte[] weights, boolean ahead) {
        SharedMask leading = SharedMask.leading(ahead ? new LookAheadDenoiser(weights) : new LowDelayDenoiser(weights));
        of(first).mask(leading);
        of(second).mask(leading.following());
    }

    /** What a prescription gives at a frequency in Hz, in dB: to draw it. */
    @JSExport
    public static double insertionGain(double[] frequencies, double[] levels, String prescription, double hertz) {
        return Prescription.valueOf(prescription)
                .gains(new Audiogram(Ear.LEFT, Calibration.NONE, frequencies, levels))
                .at(hertz);
    }

    /** @param program {@code QUIET}, {@code SPEECH_IN_NOISE}, {@code BABBLE}, {@code NOISE} or {@code MUSIC} */
    @JSExport
    public static void program(int aid, String program) {
        of(aid).program(
                        switch (program) {
                            case "QUIET" -> Program.QUIET;
                            case "SPEECH_IN_NOISE" -> Program.SPEECH_IN_NOISE;
                            case "BABBLE" -> Program.BABBLE;
                            case "NOISE" -> Program.NOISE;
                            case "MUSIC" -> Program.MUSIC;
                            default -> throw new IllegalArgumentException("there is no program " + program);
                        });
    }

    /** Other than the program says, until the next program; dB. */
    @JSExport
    public static void depth(int aid, double decibels) {
        of(aid).depth(decibels);
    }

    /** dB more or less than fitted. */
    @JSExport
    public static void volume(int aid, double decibels) {
        of(aid).volume(decibels);
    }

    /** @param deviceDelay samples from giving out to hearing, as measured */
    @JSExport
    public static void feedback(int aid, boolean cancelled, int deviceDelay) {
        of(aid).feedback(cancelled, deviceDelay);
    }

    /** Samples by which an aid delays, without the block; another mask changes it. */
    @JSExport
    public static int delay(int aid) {
        return of(aid).delay();
    }

    /** The memory of an aid's block, which {@link #process} works on: write to it, process, read it. */
    @JSExport
    public static Float32Array block(int aid) {
        of(aid);
        return Float32Array.fromJavaArray(BLOCKS[aid]);
    }

    /** Changes the block in place. */
    @JSExport
    public static void process(int aid) {
        of(aid).process(BLOCKS[aid]);
    }

    /** As if it had heard nothing yet; settings stay. */
    @JSExport
    public static void reset(int aid) {
        of(aid).reset();
    }

    private static int meterCount(int aid) {
        return METERS + 2 * of(aid).channels();
    }

    /** The memory that {@link #measure} writes to: RMS heard and given in dB FS, dB that the limiter takes away, then dB SPL of each channel, then gains of each in dB. */
    @JSExport
    public static Float32Array meters(int aid) {
        of(aid);
        return Float32Array.fromJavaArray(VALUES[aid]);
    }

    /** Looks what is going on. */
    @JSExport
    public static void measure(int aid) {
        HearingAid found = of(aid);
        float[] values = VALUES[aid];
        values[0] = (float) found.heard();
        values[1] = (float) found.given();
        values[2] = (float) found.limited();
        int channels = found.channels();
        for (int c = 0; c < channels; c++) {
            values[METERS + c] = (float) found.level(c);
            values[METERS + channels + c] = (float) found.gain(c);
        }
    }
}
