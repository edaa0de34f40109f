package org.liaoyuan.sound;

/** Where sound goes: a file, a loudspeaker, a connection. Closing it finishes what was written. */
public interface SoundSink extends AutoCloseable {

    SampleRate rate();

    /**
     * Waits until there is room, with a limit.
     *
     * @param block is not kept
     * @param length so many samples of it, from its beginning
     * @throws AudioException if the sink failed, or took nothing for too long
     */
    void write(float[] block, int length);

    @Override
    void close();
}
