package org.liaoyuan.server.voice;

import java.util.Arrays;
import org.liaoyuan.sound.Clip;

/** Sound that a client sends until it says that this was all of it. Not thread-safe. */
final class HeldSound {

    /** What a turn that the client ends by itself may be long. */
    private static final int MOST_SECONDS = 300;

    private float[] samples = new float[0];
    private int length;

    /** @throws IllegalArgumentException if it would become too long */
    void add(float[] more, int count) {
        if (length + (long) count > (long) MOST_SECONDS * RecentSound.RATE.hertz()) {
            throw new IllegalArgumentException("more than " + MOST_SECONDS
                    + " s of sound wait to be committed; commit or clear the buffer sooner");
        }
        if (length + count > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(length + count, samples.length * 3 / 2));
        }
        System.arraycopy(more, 0, samples, length, count);
        length += count;
    }

    /** All of it; nothing is held any more. */
    Clip take() {
        Clip clip = new Clip(RecentSound.RATE, Arrays.copyOf(samples, length));
        clear();
        return clip;
    }

    double seconds() {
        return RecentSound.RATE.seconds(length);
    }

    void clear() {
        samples = new float[0];
        length = 0;
    }
}
