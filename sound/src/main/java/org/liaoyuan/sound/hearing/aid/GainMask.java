package org.liaoyuan.sound.hearing.aid;

import org.liaoyuan.sound.SampleRate;

/**
 * Tells useful sound from noise: it hears what the microphone hears, and says how much of each band to let through. It never touches
 * the sound itself, so it may look at the past through as long a window as it likes without delaying anything. How deep the aid
 * follows it is the aid's business.
 */
public interface GainMask {

    /** Of the blocks that it hears. */
    SampleRate rate();

    /** Samples of each block. */
    int blockSize();

    /** How many bands it tells apart. */
    int bands();

    /** The centre of a band in Hz; they rise. Below the first and above the last one its gain stays as it is there. */
    double centre(int band);

    /**
     * Hears the next block, and says what to let through from now on. Allocates nothing.
     *
     * @param block of {@link #blockSize()} samples; not changed
     * @param gains one factor for each band, written: 0 nothing, 1 all
     */
    void hear(float[] block, float[] gains);

    /** Forgets what it heard. */
    void reset();
}
