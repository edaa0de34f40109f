package org.liaoyuan.sound.enhancement;

import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;
import org.liaoyuan.sound.hearing.aid.GainMask;

/**
 * Softens noise around speech, 8 ms late all in all: 4 ms until a block is full, 4 ms for the overlap.
 *
 * <p>A small recurrent net of our own hears the last 32 ms in bands and says how much of each to keep; how far a band goes down at most
 * is limited ({@link #setDepth}), since what suppresses noise fully takes speech with it. Gains are never above 1, and where the net hears
 * hardly any noise they are 1. How it was trained, and on what, is told in its model card (low-delay-denoiser.md); how well it does, in docs/hearing.md. Not thread-safe.
 */
public final class LowDelayDenoiser implements Stage, GainMask {

    /** Limit of the suppression in dB: more won in steady noise on the tuning set, and lost in babble. */
    public static final double DEPTH = 8;

    public static final double MOST_DEPTH = 30;

    /** A new depth is reached in about 50 ms. */
    private static final float GLIDE = 0.08f;
    /** dB of speech over noise, see {@link NoiseHeard}: with 1 more, a clean recording of the tuning set lost .08 of HASQI. */
    private static final double TRUSTED = 5;

    private final AsymmetricTransform transform = new AsymmetricTransform();
    private final BandGains bands =
            new BandGains(AsymmetricTransform.HOP, new Depth(DEPTH, MOST_DEPTH, GLIDE), TRUSTED);
    private final Dense input;
    private final Gru recurrent;
    private final Dense output;
    private final float[] powers = new float[bands.count];
    private final float[] hidden;

    /** With the weights that come with the library. */
    public LowDelayDenoiser() {
        this(DenoiserWeights.builtIn());
    }

    /**
     * @param weights the bytes of {@link DenoiserWeights#builtIn}
     * @throws AudioException if they are something else
     */
    public LowDelayDenoiser(byte[] weights) {
        DenoiserWeights read = DenoiserWeights.read(weights, DenoiserWeights.Form.LOW_DELAY);
        int units = read.units();
        this.input = read.dense(units, bands.count);
        this.recurrent = read.gru();
        this.output = read.dense(bands.count, units);
        this.hidden = new float[units];
    }

    /**
     * How far a band goes down at most.
     *
     * @param decibels from 0 (nothing is softened) to {@link #MOST_DEPTH}
     */
    public void setDepth(double decibels) {
        bands.setDepth(decibels);
    }

    /** Whether it does less where it hears hardly any noise, as it should; the net alone is what PyTorch computes. */
    void cautious(boolean less) {
        bands.cautious(less);
    }

    @Override
    public SampleRate rate() {
        return SampleRate.HZ_16000;
    }

    @Override
    public int blockSize() {
        return AsymmetricTransform.HOP;
    }

    @Override
    public int delay() {
        return AsymmetricTransform.HOP;
    }

    @Override
    public void process(float[] block) {
        BandGains.clean(block, AsymmetricTransform.HOP);
        listen(block);
        bands.apply(transform.real, transform.imaginary);
        transform.synthesise(block);
    }

    private void listen(float[] block) {
        transform.analyse(block);
        bands.hear(transform.real, transform.imaginary, powers);
        input.apply(bands.features, hidden);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(0, hidden[i]);
        }
        recurrent.step(hidden);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] += recurrent.state[i];
        }
        output.apply(hidden, bands.gains);
        bands.judge(powers);
    }

    @Override
    public int bands() {
        return bands.count;
    }

    @Override
    public double upper(int band) {
        return bands.upper(band);
    }

    @Override
    public void idle() {
        recurrent.prepare();
    }

    /** The window that is put together has its middle there. */
    @Override
    public int lag() {
        return AsymmetricTransform.HOP;
    }

    /** For an aid with spectra of its own, which puts the gains in there: this one is used as a {@link Stage} or as a mask, not as both. */
    @Override
    public void hear(float[] block, float[] into) {
        listen(block);
        System.arraycopy(bands.gains, 0, into, 0, bands.count);
    }

    @Override
    public void reset() {
        transform.reset();
        recurrent.reset();
        bands.reset();
    }
}
