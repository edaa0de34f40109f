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

    /** Where a band ends and the next one begins, in Hz; they rise. The last one has what is left. */
    double upper(int band);

    /**
     * How long before the end of the block that it heard last the sound is that its gains are for, in samples of its rate. The aid has its
     * sound wait so long, as far as an aid may; where this is longer than an ear can bear beside what it hears itself, see {@link #late}.
     */
    int lag();

    /** Whether it looks ahead longer than a live aid may be late: sound waits for it as long as it takes, as in a remote microphone. */
    default boolean late() {
        return lag() > rate().samples(0.01);
    }

    /**
     * Hears the next block, and says what to let through from now on. Allocates nothing.
     *
     * @param block of {@link #blockSize()} samples; not changed
     * @param gains one factor for each band, written: 0 nothing, 1 all
     */
    void hear(float[] block, float[] gains);

    /** There is time for what can be computed before the next block: called where none is there yet. It changes nothing that {@link #hear} says. */
    default void idle() {}

    /** Forgets what it heard. */
    void reset();
}
