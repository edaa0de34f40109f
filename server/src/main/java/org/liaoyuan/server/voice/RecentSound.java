package org.liaoyuan.server.voice;

import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/** The last samples of a stream at 16 kHz, by their place in it. Not thread-safe. */
final class RecentSound {

    static final SampleRate RATE = SampleRate.HZ_16000;

    private final float[] ring;
    private long written;

    RecentSound(double seconds) {
        this.ring = new float[RATE.samples(seconds)];
    }

    void add(float[] samples) {
        for (float sample : samples) {
            ring[(int) (written++ % ring.length)] = sample;
        }
    }

    /** Samples that there were so far. */
    long position() {
        return written;
    }

    /** From one sample to before another, cut to what is still here. */
    Clip between(long from, long to) {
        long last = Math.min(to, written);
        long first = Math.min(last, Math.max(from, Math.max(0, written - ring.length)));
        float[] samples = new float[(int) (last - first)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = ring[(int) ((first + i) % ring.length)];
        }
        return new Clip(RATE, samples);
    }
}
