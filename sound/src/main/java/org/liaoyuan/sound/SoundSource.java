package org.liaoyuan.sound;

/** Where sound comes from: a file, a microphone, a connection. Closing it ends a read that waits. */
public interface SoundSource extends AutoCloseable {

    SampleRate rate();

    /**
     * Waits until so much sound is there, with a limit.
     *
     * @param block is filled from its beginning
     * @return how many samples came; fewer than the block only at the end, 0 after it
     * @throws AudioException if the source failed, or nothing came for too long
     */
    int read(float[] block);

    @Override
    void close();
}
