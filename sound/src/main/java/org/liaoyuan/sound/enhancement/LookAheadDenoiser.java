package org.liaoyuan.sound.enhancement;

import java.util.Arrays;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;
import org.liaoyuan.sound.hearing.aid.GainMask;

/**
 * Softens noise around speech where sound may be late, as that of a remote microphone or a recording: 96 ms all in all, of which 64 ms
 * are a look ahead. Not for a live aid, and not for recognition, whose errors it raises.
 *
 * <p>A recurrent net of our own, twice as wide as that of {@link LowDelayDenoiser} and of the same bands; it judges a frame when eight more
 * were heard, by what it knew after three of them and after all. Gains are never above 1, they are 1 where the net hears hardly any noise, and how far a band goes down at most is limited ({@link #setDepth}). How it was trained, and on
 * what, is told in its model card (look-ahead-denoiser.md); how well it does, in docs/hearing.md. Not thread-safe.
 */
public final class LookAheadDenoiser implements Stage, GainMask {

    /** Limit of the suppression in dB that did best on the tuning set. */
    public static final double DEPTH = 18;

    public static final double MOST_DEPTH = 40;

    private static final int AHEAD = 8;
    /** Frames after which what was known of a frame is kept, beside what is known in the end. */
    private static final int SOON = 3;
    /** A new depth is reached in about 50 ms. */
    private static final float GLIDE = 0.16f;
    /** dB of speech over noise, see {@link NoiseHeard}: with 2 more, a clean recording of the tuning set lost .06 of HASQI. */
    private static final double TRUSTED = 8;

    private final OverlapTransform transform = new OverlapTransform(AHEAD);
    private final BandGains bands = new BandGains(OverlapTransform.HOP, new Depth(DEPTH, MOST_DEPTH, GLIDE), TRUSTED);
    private final Dense input;
    private final Gru recurrent;
    private final Dense joint;
    private final Dense output;
    private final int units;
    /** What the input layer said of the frames that wait, as a ring. */
    private final float[][] hidden;
    /** The states of the recurrent unit, as a ring. */
    private final float[][] known;

    private final float[][] powers = new float[AHEAD + 1][bands.count];
    private final float[] joined;
    private int newest;
    private boolean prepared;

    /** With the weights that come with the library. */
    public LookAheadDenoiser() {
        this(DenoiserWeights.lookAhead());
    }

    /**
     * @param weights the bytes of {@link DenoiserWeights#lookAhead}
     * @throws AudioException if they are something else
     */
    public LookAheadDenoiser(byte[] weights) {
        DenoiserWeights read = DenoiserWeights.read(weights, DenoiserWeights.Form.LOOK_AHEAD);
        this.units = read.units();
        this.input = read.dense(units, bands.count);
        this.recurrent = read.gru();
        this.joint = read.dense(units, 3 * units);
        this.output = read.dense(bands.count, units);
        this.hidden = new float[AHEAD + 1][units];
        this.known = new float[AHEAD + 1][units];
        this.joined = new float[units];
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
        return OverlapTransform.HOP;
    }

    @Override
    public int delay() {
        return OverlapTransform.SIZE + (AHEAD - 1) * OverlapTransform.HOP;
    }

    @Override
    public void process(float[] block) {
        BandGains.clean(block, OverlapTransform.HOP);
        listen(block);
        bands.apply(transform.oldestReal(), transform.oldestImaginary());
        transform.synthesise(block);
    }

    private void listen(float[] block) {
        transform.analyse(block);
        newest = (newest + 1) % hidden.length;
        bands.hear(transform.newestReal(), transform.newestImaginary(), powers[newest]);
        estimate();
    }

    private void estimate() {
        int judged = (newest + 1) % hidden.length;
        prepare(judged);
        prepared = false;
        input.apply(bands.features, hidden[newest]);
        rectify(hidden[newest]);
        recurrent.step(hidden[newest]);
        System.arraycopy(recurrent.state, 0, known[newest], 0, units);
        joint.add(recurrent.state, 0, units, joined);
        rectify(joined);
        output.apply(joined, bands.gains);
        bands.judge(powers[judged]);
    }

    /** What is known before the next frame is heard: more than half of the work. */
    private void prepare(int judged) {
        if (!prepared) {
            prepared = true;
            recurrent.prepare();
            joint.bias(joined);
            joint.add(known[(judged + SOON) % known.length], units, units, joined);
            joint.add(hidden[judged], 2 * units, units, joined);
        }
    }

    @Override
    public void idle() {
        // the frame that will be judged then, when the newest one has taken the place of the oldest
        prepare((newest + 2) % hidden.length);
    }

    private static void rectify(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i]);
        }
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
    public int lag() {
        return OverlapTransform.SIZE / 2 + AHEAD * OverlapTransform.HOP;
    }

    /** For an aid with spectra of its own, whose sound waits: this one is used as a {@link Stage} or as a mask, not as both. */
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
        for (int i = 0; i <= AHEAD; i++) {
            Arrays.fill(hidden[i], 0);
            Arrays.fill(known[i], 0);
            Arrays.fill(powers[i], 0);
        }
        prepared = false;
    }
}
