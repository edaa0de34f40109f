package org.liaoyuan.sound;

/** Something that sound goes through, block by block. Not thread-safe: one stage belongs to one stream. */
public interface Stage {

    /** Of every block. */
    SampleRate rate();

    /** Samples of every block. */
    int blockSize();

    /** By how many samples what comes out is later than what went in (algorithmic; without the block itself). */
    int delay();

    /**
     * Changes a block in place. Allocates nothing, waits for nothing.
     *
     * @param block of {@link #blockSize()} samples
     */
    void process(float[] block);

    /** Forgets what it has heard: the next block begins a new sound. */
    void reset();
}
