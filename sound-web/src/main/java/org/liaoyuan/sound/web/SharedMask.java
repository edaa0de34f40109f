package org.liaoyuan.sound.web;

import java.util.Arrays;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.hearing.aid.GainMask;

/** What another mask said last: one net is enough for two ears, and both take the same away, so that one still hears where sound is from. */
final class SharedMask implements GainMask {

    private final GainMask mask;
    private final boolean leads;
    private final float[] said;

    private SharedMask(GainMask mask, boolean leads, float[] said) {
        this.mask = mask;
        this.leads = leads;
        this.said = said;
    }

    /** The one that listens. */
    static SharedMask leading(GainMask mask) {
        float[] said = new float[mask.bands()];
        Arrays.fill(said, 1);
        return new SharedMask(mask, true, said);
    }

    /** One that repeats it. */
    SharedMask following() {
        return new SharedMask(mask, false, said);
    }

    @Override
    public SampleRate rate() {
        return mask.rate();
    }

    @Override
    public int blockSize() {
        return mask.blockSize();
    }

    @Override
    public int bands() {
        return mask.bands();
    }

    @Override
    public double upper(int band) {
        return mask.upper(band);
    }

    @Override
    public int lag() {
        return mask.lag();
    }

    @Override
    public void hear(float[] block, float[] gains) {
        if (leads) {
            mask.hear(block, said);
        }
        System.arraycopy(said, 0, gains, 0, said.length);
    }

    @Override
    public void idle() {
        if (leads) {
            mask.idle();
        }
    }

    @Override
    public void reset() {
        if (leads) {
            mask.reset();
        }
    }
}
