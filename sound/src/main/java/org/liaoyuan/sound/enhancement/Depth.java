package org.liaoyuan.sound.enhancement;

import org.liaoyuan.sound.AudioException;

/** How far a band goes down at most: a least gain that glides to what was wanted last. */
final class Depth {

    private final double most;
    private final float glide;
    private float wanted;
    private float floor;

    /**
     * @param usual in dB, from the beginning
     * @param most in dB, that may be wanted
     * @param glide share of the way to what is wanted, each step
     */
    Depth(double usual, double most, float glide) {
        this.most = most;
        this.glide = glide;
        wanted = gain(usual);
        floor = wanted;
    }

    /** @param now whether it is there at once, since nothing was heard yet */
    void want(double decibels, boolean now) {
        if (!(decibels >= 0 && decibels <= most)) {
            throw new AudioException("a depth of " + decibels + " dB: give one from 0 to " + most + " dB");
        }
        wanted = gain(decibels);
        if (now) {
            floor = wanted;
        }
    }

    /** The least gain of the next step. */
    float next() {
        floor += glide * (wanted - floor);
        return floor;
    }

    void reset() {
        floor = wanted;
    }

    private static float gain(double decibels) {
        return (float) Math.pow(10, -decibels / 20);
    }
}
