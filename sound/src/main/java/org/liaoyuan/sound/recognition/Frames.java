package org.liaoyuan.sound.recognition;

import java.util.Arrays;
import java.util.function.Consumer;
import org.liaoyuan.sound.vad.VoiceActivity;

/**
 * The last samples of a stream, addressed by their number from its beginning, and the stream cut into frames. A ring: memory is
 * allocated once.
 */
final class Frames {

    private static final int FRAME = VoiceActivity.FRAME;

    private final float[] ring;
    private final float[] frame = new float[FRAME];
    private int filled;
    private long end;
    private long start;

    /** @param seconds that are kept at most */
    Frames(double seconds) {
        this.ring = new float[VoiceActivity.RATE.samples(seconds)];
    }

    /** Hands over each frame that is whole; it is valid until the consumer returns. */
    void take(float[] samples, int length, Consumer<float[]> whole) {
        for (int i = 0; i < length; i++) {
            // a sample that is no number would stay in the detector's memory for ever
            frame[filled++] = Float.isFinite(samples[i]) ? samples[i] : 0;
            if (filled == FRAME) {
                filled = 0;
                append();
                whole.accept(frame);
            }
        }
    }

    /** The last frame, filled up with silence. */
    void end(Consumer<float[]> whole) {
        if (filled > 0) {
            Arrays.fill(frame, filled, FRAME, 0);
            filled = 0;
            append();
            whole.accept(frame);
        }
    }

    private void append() {
        for (float sample : frame) {
            ring[(int) (end++ % ring.length)] = sample;
        }
        start = Math.max(start, end - ring.length);
    }

    /** Samples before this one are not asked for any more. */
    void forget(long before) {
        start = Math.clamp(before, start, end);
    }

    /** A copy of samples {@code from} … {@code to}, cut to those that are there. */
    float[] between(long from, long to) {
        long first = Math.clamp(from, start, end);
        long last = Math.clamp(to, first, end);
        float[] copy = new float[(int) (last - first)];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = ring[(int) ((first + i) % ring.length)];
        }
        return copy;
    }
}
