package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;

/**
 * Keeps every sample at or below a ceiling, whatever comes: also noise of any level, infinities and what is no number.
 *
 * <p>It looks ahead by 1 ms. The gain that each sample needs is held over that while by a minimum and then smoothed by a mean of the
 * same length, so that it is low enough when the sample comes out: no sample is cut but by rounding. Afterwards the gain comes back
 * with a time constant of 60 ms.
 *
 * <p>INVARIANT: the mean at a sample's time is over minima that all include the gain which this sample needs.
 */
public final class Limiter implements Stage {

    private static final double AHEAD_SECONDS = 0.001;
    private static final double RELEASE_SECONDS = 0.06;
    /** More than any device gives; keeps sums finite. */
    private static final float MOST = 1e6f;

    private final SampleRate rate;
    private final int blockSize;
    private final int ahead;
    private final float release;
    private float ceiling;
    private final float[] sound;
    private final float[] needed;
    private final float[] smoothed;
    private int at;
    private int neededAt;
    private double sum;
    private float held = 1;
    private float least = 1;

    /**
     * @param decibels the ceiling in dB FS (a full-scale sample has 0), 0 or less
     */
    public Limiter(SampleRate rate, int blockSize, double decibels) {
        this.rate = rate;
        this.blockSize = blockSize;
        this.ahead = Math.max(1, rate.samples(AHEAD_SECONDS));
        this.release = (float) (1 - Math.exp(-1 / (RELEASE_SECONDS * rate.hertz())));
        this.sound = new float[ahead];
        this.needed = new float[ahead + 1];
        this.smoothed = new float[ahead];
        ceiling(decibels);
        reset();
    }

    /** @param decibels dB FS, -80 to 0 */
    public void ceiling(double decibels) {
        if (!(decibels <= 0 && decibels >= -80)) {
            throw new IllegalArgumentException("a limiter at " + decibels + " dB FS: give a ceiling from -80 to 0");
        }
        ceiling = (float) Level.amplitude(decibels);
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
        return ahead;
    }

    @Override
    public void process(float[] block) {
        least = 1;
        for (int i = 0; i < blockSize; i++) {
            block[i] = next(block[i]);
        }
    }

    private float next(float in) {
        float clean = in >= -MOST && in <= MOST ? in : in > MOST ? MOST : in < -MOST ? -MOST : 0;
        float size = Math.abs(clean);
        float out = sound[at];
        sound[at] = clean;
        needed[neededAt] = size > ceiling ? ceiling / size : 1;
        neededAt = neededAt + 1 == needed.length ? 0 : neededAt + 1;
        float minimum = 1;
        for (float gain : needed) {
            minimum = Math.min(minimum, gain);
        }
        held = minimum < held ? minimum : held + release * (minimum - held);
        sum += held - smoothed[at];
        smoothed[at] = held;
        at = at + 1 == ahead ? 0 : at + 1;
        float gain = (float) (sum / ahead);
        least = Math.min(least, gain);
        float limited = out * gain;
        // rounding alone
        return limited > ceiling ? ceiling : Math.max(limited, -ceiling);
    }

    /** The largest reduction within the last block, in dB, 0 or more. */
    public double reduction() {
        return -Level.decibels(least);
    }

    @Override
    public void reset() {
        Arrays.fill(sound, 0);
        Arrays.fill(needed, 1);
        Arrays.fill(smoothed, 1);
        sum = ahead;
        held = 1;
        at = 0;
        neededAt = 0;
    }
}
