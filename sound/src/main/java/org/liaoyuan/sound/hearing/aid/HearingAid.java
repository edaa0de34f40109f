package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;
import org.liaoyuan.sound.hearing.fitting.Fitting;

/**
 * The aid of one ear. Its delay is one block, 1 ms and what sound waits for the mask: with the block itself, at 48 kHz in blocks of 128,
 * 6.3 ms without a mask, 9.5 ms with a live one, 89 ms with one that looks ahead.
 *
 * <p>What comes out never exceeds the ceiling, whatever goes in, is set or is fitted. Settings may change between blocks and
 * are reached smoothly.
 */
public final class HearingAid implements Stage {

    private static final double SHIFT_HERTZ = 10;
    /** Of the distance to a new volume or depth, so much is gone each block. */
    private static final float GLIDE = 0.05f;

    /** Levels are taken from spectra of the largest power of two of samples that last no longer: 10.7 ms at 48 kHz. */
    private static final double LOOK_SECONDS = 0.012;
    /**
     * Sound goes through longer ones: 21.3 ms at 48 kHz, so that bins lie 47 Hz apart, and what the mask takes away between the harmonics of a
     * voice is taken away there. They are put together as shortly as ever, so nothing is later for it. Still longer ones gained nothing more.
     */
    private static final double THROUGH_SECONDS = 0.024;
    /** What a live aid may be late at most, with the block itself; a mask that looks ahead far may be later. */
    private static final double LIVE_SECONDS = 0.0095;
    /** The longest that sound waits for a mask. */
    private static final double MOST_WAIT_SECONDS = 0.1;

    public static final double MOST_VOLUME = 20;

    private final SampleRate rate;
    private final int blockSize;
    private final Intake intake;
    private final FeedbackCanceller canceller;
    private final Waiting waiting;
    private final ShortTimeSpectrum spectrum;
    private final ChannelCompressor compressor;
    private @Nullable MaskedBins mask;
    private final MakeUp makeUp;
    private final FrequencyShift shift;
    private final Limiter limiter;
    private final float[] rumble;
    private final float[] real;
    private final float[] imaginary;
    private final float[] factors;
    private Program program;
    private boolean cancels = true;
    private boolean late;
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
        this.waiting = new Waiting(rate.samples(MOST_WAIT_SECONDS));
        this.spectrum = spectrum(THROUGH_SECONDS);
        int bins = spectrum.bins();
        this.compressor = new ChannelCompressor(
                rate.hertz(),
                blockSize,
                spectrum(LOOK_SECONDS),
                spectrum,
                reference,
                fitting,
                program.attackMillis(),
                program.releaseMillis());
        this.makeUp = new MakeUp((double) rate.hertz() / blockSize);
        this.shift = new FrequencyShift(rate.hertz(), blockSize, bins, SHIFT_HERTZ);
        this.limiter = new Limiter(rate, blockSize, ceiling);
        this.rumble = new float[blockSize];
        this.real = new float[bins];
        this.imaginary = new float[bins];
        this.factors = new float[bins];
        if (mask != null) {
            mask(mask);
            waiting.reset();
        }
        this.wantedDepth = (float) program.depth(late);
        this.depth = wantedDepth;
    }

    private ShortTimeSpectrum spectrum(double seconds) {
        return new ShortTimeSpectrum(
                blockSize, Math.max(4 * blockSize, Integer.highestOneBit((int) (seconds * rate.hertz()))));
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
        return blockSize + waiting.wanted() + limiter.delay();
    }

    @Override
    public void process(float[] block) {
        intake.process(block, rumble);
        heard = meanSquare(block);
        if (cancels) {
            canceller.cancel(block);
        }
        volume += GLIDE * (wantedVolume - volume);
        if (mask != null) {
            mask.hear(block, rumble);
        }
        waiting.process(block);
        spectrum.analyse(block, real, imaginary);
        compressor.process(block, volume, factors);
        if (mask != null) {
            depth += GLIDE * (wantedDepth - depth);
            mask.depth(depth);
            makeUp.hear(real, imaginary, factors);
            mask.apply(factors, waiting.samples());
            makeUp.lift(real, imaginary, factors, mask.floor());
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

    /**
     * Another mask, from the next block on; it belongs to this aid from then on. Sound waits for what it says: a live one a few
     * milliseconds at most, one that is {@link GainMask#late} as long as it takes. See {@link #delay}.
     */
    public void mask(GainMask next) {
        mask = new MaskedBins(next, rate.hertz(), blockSize, spectrum.bins());
        late = next.late();
        int live = rate.samples(LIVE_SECONDS) - 2 * blockSize - limiter.delay();
        int wait = late ? mask.exact() : Math.min(mask.exact(), Math.max(0, live));
        waiting.wait(Math.min(wait, waiting.most()));
        wantedDepth = (float) program.depth(late);
    }

    /** Another program; its depth is reached within about 100 ms. */
    public void program(Program next) {
        program = next;
        wantedDepth = (float) next.depth(late);
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
        waiting.reset();
        spectrum.reset();
        compressor.reset();
        if (mask != null) {
            mask.reset();
        }
        makeUp.reset();
        limiter.reset();
        Arrays.fill(factors, 1);
    }
}
