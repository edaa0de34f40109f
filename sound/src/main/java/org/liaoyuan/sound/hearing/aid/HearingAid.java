package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;
import org.liaoyuan.sound.hearing.fitting.Fitting;

/**
 * The aid of one ear. Its delay is one block and 1 ms: with the block itself, 6.3 ms at 48 kHz in blocks of 128.
 *
 * <p>What comes out never exceeds the ceiling, whatever goes in, is set or is fitted. Settings may change between blocks and
 * are reached smoothly.
 */
public final class HearingAid implements Stage {

    private static final double SHIFT_HERTZ = 10;
    /** Of the distance to a new volume or depth, so much is gone each block. */
    private static final float GLIDE = 0.05f;

    /** Spectra are of the largest power of two of samples that last no longer: 10.7 ms at 48 kHz, so that bins lie 94 Hz apart. */
    private static final double LOOK_SECONDS = 0.012;

    public static final double MOST_VOLUME = 20;

    private final SampleRate rate;
    private final int blockSize;
    private final Intake intake;
    private final FeedbackCanceller canceller;
    private final ShortTimeSpectrum spectrum;
    private final ChannelCompressor compressor;
    private @Nullable MaskedBins mask;
    private final FrequencyShift shift;
    private final Limiter limiter;
    private final float[] real;
    private final float[] imaginary;
    private final float[] factors;
    private Program program;
    private boolean cancels = true;
    private float wantedVolume;
    private float volume;
    private float wantedDepth;
    private float depth;
    private float heard;
    private float given;

    /**
     * @param blockSize samples; a power of two from 16 to 1024. 2 to 4 ms are useful
     * @param reference what pressure full scale of the microphone stands for
     * @param ceiling of what comes out, dB FS
     * @param mask tells useful sound from noise, or null: nothing is taken away then
     */
    public HearingAid(
            SampleRate rate,
            int blockSize,
            Level.Reference reference,
            double ceiling,
            Fitting fitting,
            Program program,
            @Nullable GainMask mask) {
        if (blockSize < 16 || blockSize > 1024 || Integer.bitCount(blockSize) != 1) {
            throw new IllegalArgumentException(
                    "an aid with blocks of " + blockSize + " samples: give a power of two from 16 to 1024");
        }
        this.rate = rate;
        this.blockSize = blockSize;
        this.program = program;
        this.intake = new Intake(rate.hertz());
        this.canceller = new FeedbackCanceller(rate.hertz(), blockSize);
        this.spectrum = new ShortTimeSpectrum(
                blockSize, Math.max(4 * blockSize, Integer.highestOneBit((int) (LOOK_SECONDS * rate.hertz()))));
        int bins = spectrum.bins();
        this.compressor = new ChannelCompressor(
                rate.hertz(), blockSize, spectrum, reference, fitting, program.attackMillis(), program.releaseMillis());
        this.shift = new FrequencyShift(rate.hertz(), blockSize, bins, SHIFT_HERTZ);
        this.limiter = new Limiter(rate, blockSize, ceiling);
        this.real = new float[bins];
        this.imaginary = new float[bins];
        this.factors = new float[bins];
        this.wantedDepth = (float) program.depth();
        this.depth = wantedDepth;
        this.mask = mask == null ? null : new MaskedBins(mask, rate.hertz(), bins);
    }

    @Override
    public SampleRate rate() {
        return rate;
    }

    @Override
    public int blockSize() {
        return blockSize;
    }

    @Override
    public int delay() {
        return blockSize + limiter.delay();
    }

    @Override
    public void process(float[] block) {
        intake.process(block);
        heard = meanSquare(block);
        if (cancels) {
            canceller.cancel(block);
        }
        volume += GLIDE * (wantedVolume - volume);
        spectrum.analyse(block, real, imaginary);
        compressor.process(real, imaginary, volume, factors);
        if (mask != null) {
            depth += GLIDE * (wantedDepth - depth);
            mask.depth(depth);
            mask.hear(block);
            mask.apply(factors);
        }
        for (int k = 0; k < factors.length; k++) {
            real[k] *= factors[k];
            imaginary[k] *= factors[k];
        }
        shift.process(real, imaginary, program.shift() && cancels);
        spectrum.synthesise(real, imaginary, block);
        limiter.process(block);
        if (cancels) {
            canceller.give(block);
        }
        given = meanSquare(block);
    }

    private static float meanSquare(float[] block) {
        float sum = 0;
        for (float sample : block) {
            sum += sample * sample;
        }
        return sum / block.length;
    }

    /** Another fitting, from the next block on. */
    public void fit(Fitting fitting) {
        compressor.fit(fitting);
    }

    /** Another mask, from the next block on; it belongs to this aid from then on. */
    public void mask(GainMask next) {
        mask = new MaskedBins(next, rate.hertz(), spectrum.bins());
    }

    /** Another program; its depth is reached within about 100 ms. */
    public void program(Program next) {
        program = next;
        wantedDepth = (float) next.depth();
        compressor.times(next.attackMillis(), next.releaseMillis());
    }

    /** How much noise is taken down at most, other than the program says; dB, 0 to 20. */
    public void depth(double decibels) {
        wantedDepth = (float) Math.max(0, Math.min(20, decibels));
    }

    /** @param decibels more or less than fitted; at most {@link #MOST_VOLUME} either way */
    public void volume(double decibels) {
        wantedVolume = (float) Math.max(-MOST_VOLUME, Math.min(MOST_VOLUME, decibels));
    }

    /** @param decibels dB FS, -80 to 0 */
    public void ceiling(double decibels) {
        limiter.ceiling(decibels);
    }

    /**
     * Whether feedback is taken away. Headphones that sit tight need none of it.
     *
     * @param deviceDelay samples from giving out to hearing, beyond one block, as a loop-back measurement says
     */
    public void feedback(boolean cancelled, int deviceDelay) {
        cancels = cancelled;
        canceller.bulkDelay(deviceDelay);
    }

    /** RMS of the last block as it was heard, dB FS. */
    public double heard() {
        return Level.decibels(Math.sqrt(heard));
    }

    /** RMS of the last block as it was given out, dB FS. */
    public double given() {
        return Level.decibels(Math.sqrt(given));
    }

    /** How much the limiter took away in the last block, dB. */
    public double limited() {
        return limiter.reduction();
    }

    /** What it does beyond the fitting. */
    public Program program() {
        return program;
    }

    public int channels() {
        return compressor.channels();
    }

    /** dB SPL in a channel of the fitting, as the compressor follows it. */
    public double level(int channel) {
        return compressor.level(channel);
    }

    /** dB of gain in a channel at the moment. */
    public double gain(int channel) {
        return compressor.gain(channel);
    }

    @Override
    public void reset() {
        intake.reset();
        canceller.reset();
        spectrum.reset();
        compressor.reset();
        if (mask != null) {
            mask.reset();
        }
        limiter.reset();
        Arrays.fill(factors, 1);
    }
}
