package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;

/** Sound that waits. Where it is to wait longer or shorter from now on, one place fades into the other over a block. */
final class Waiting {

    private final float[] past;
    private int at;
    private int samples;
    private int wanted;

    /** @param most samples that it can wait */
    Waiting(int most) {
        this.past = new float[most + 1];
    }

    int most() {
        return past.length - 1;
    }

    /** @param longer samples from the next block on, 0 to {@link #most} */
    void wait(int longer) {
        wanted = longer;
    }

    /** Samples that it comes to. */
    int wanted() {
        return wanted;
    }

    /** Samples that the last block's end has waited. */
    int samples() {
        return samples;
    }

    void process(float[] block) {
        if (samples == 0 && wanted == 0) {
            // what is kept is there when waiting begins
            for (float sample : block) {
                keep(sample);
            }
            return;
        }
        float share = 0;
        float step = wanted == samples ? 0 : 1f / block.length;
        for (int i = 0; i < block.length; i++) {
            keep(block[i]);
            share += step;
            float now = ago(samples);
            block[i] = step == 0 ? now : now + share * (ago(wanted) - now);
        }
        samples = wanted;
    }

    private void keep(float sample) {
        at = at + 1 == past.length ? 0 : at + 1;
        past[at] = sample;
    }

    private float ago(int count) {
        int place = at - count;
        return past[place < 0 ? place + past.length : place];
    }

    void reset() {
        Arrays.fill(past, 0);
        samples = wanted;
    }
}
