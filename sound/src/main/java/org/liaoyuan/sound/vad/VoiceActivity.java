package org.liaoyuan.sound.vad;

import org.liaoyuan.sound.SampleRate;

/** How probable it is that a frame holds speech, of one stream from its beginning. Not thread-safe. */
public interface VoiceActivity extends AutoCloseable {

    /** The rate of what it listens to. */
    SampleRate RATE = SampleRate.HZ_16000;

    /** Samples of a frame: 32 ms. */
    int FRAME = 512;

    /**
     * @param frame {@value #FRAME} samples, which follow those of the last call; not kept
     * @return from 0 to 1
     */
    float probability(float[] frame);

    /** Forgets what was heard, for another stream. */
    void reset();

    @Override
    void close();
}
