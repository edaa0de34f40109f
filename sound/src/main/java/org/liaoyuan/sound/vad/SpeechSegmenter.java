package org.liaoyuan.sound.vad;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes stretches of speech of probabilities, one {@linkplain VoiceActivity#FRAME frame} after the other: with hysteresis, a
 * least length, a hang-over and a pre-roll. Counts samples and knows no clock. Memory does not grow: of a stretch that is open
 * the probabilities are kept, {@link SegmenterOptions#longest} at most. Not thread-safe.
 */
public final class SpeechSegmenter {

    private static final int FRAME = VoiceActivity.FRAME;

    private final SegmenterOptions options;
    private final int least;
    private final int preRoll;
    private final int longest;
    /** Of the open stretch, frame by frame from {@link #first} on. */
    private final float[] probabilities;

    private long frames;
    private long lastEnd;
    private boolean open;
    private boolean confirmed;
    private long first;
    private int voiced;
    private int pause;

    public SpeechSegmenter(SegmenterOptions options) {
        this.options = options;
        this.least = frames(options.leastSpeech());
        this.preRoll = frames(options.preRoll());
        this.longest = frames(options.longest());
        this.probabilities = new float[longest + 1];
    }

    private static int frames(double seconds) {
        return (int) Math.max(0, Math.round(seconds * VoiceActivity.RATE.hertz() / FRAME));
    }

    /**
     * Takes the next frame.
     *
     * @return the stretch that ended with it, if one did
     */
    public @Nullable SpeechSpan next(float probability) {
        frames++;
        if (!open) {
            if (probability >= options.enter()) {
                open(Math.max(lastEnd, Math.max(0, frames - 1 - preRoll)));
            } else {
                return null;
            }
        }
        probabilities[length() - 1] = probability;
        if (probability >= (pause == 0 ? options.leave() : options.enter())) {
            voiced++;
            pause = 0;
        } else {
            pause++;
        }
        confirmed |= voiced >= least;
        if (pause >= allowedPause()) {
            return close(frames - Math.max(0, pause - preRoll / 2));
        }
        if (length() >= longest) {
            return cut();
        }
        return null;
    }

    /** A pause ends a stretch that is none yet sooner: a click is not waited for. */
    private int allowedPause() {
        double seconds = length() * (double) FRAME / VoiceActivity.RATE.hertz();
        boolean shortOne = !confirmed || seconds > options.preferred();
        return Math.max(1, frames(shortOne ? options.shortPause() : options.hangOver()));
    }

    private void open(long from) {
        open = true;
        confirmed = false;
        first = from;
        voiced = 0;
        pause = 0;
        Arrays.fill(probabilities, 0, length(), 0f);
    }

    private int length() {
        return (int) (frames - first);
    }

    private @Nullable SpeechSpan close(long end) {
        open = false;
        lastEnd = end;
        return confirmed && voiced > 0 ? new SpeechSpan(first * FRAME, end * FRAME, (long) voiced * FRAME) : null;
    }

    /** Ends it in its last quarter, where speech was least probable, and goes on from there. */
    private @Nullable SpeechSpan cut() {
        int best = length() - 1;
        for (int i = length() - 1; i >= length() * 3 / 4; i--) {
            if (probabilities[i] < probabilities[best]) {
                best = i;
            }
        }
        long end = first + best + 1;
        int kept = length() - best - 1;
        float[] rest = Arrays.copyOfRange(probabilities, best + 1, best + 1 + kept);
        int after = 0;
        for (float probability : rest) {
            after += probability >= options.leave() ? 1 : 0;
        }
        voiced = Math.max(0, voiced - after);
        SpeechSpan span = close(end);
        open(end);
        System.arraycopy(rest, 0, probabilities, 0, kept);
        voiced = after;
        confirmed = true; // the same speech goes on
        return span;
    }

    /**
     * The stream is over.
     *
     * @return the stretch that was open, if one was
     */
    public @Nullable SpeechSpan end() {
        return open ? close(frames) : null;
    }

    /** Whether a stretch is open that is long enough to be one. */
    public boolean speaking() {
        return open && confirmed;
    }

    /** The first sample that may still become part of a stretch: what lies before it is not needed any more. */
    public long needed() {
        return (open ? first : Math.max(lastEnd, Math.max(0, frames - preRoll))) * FRAME;
    }

    /** Seconds since the last frame of speech, in an open stretch. */
    public double pause() {
        return pause * (double) FRAME / VoiceActivity.RATE.hertz();
    }

    /** Samples in frames of speech so far, in an open stretch. */
    public long voiced() {
        return open ? (long) voiced * FRAME : 0;
    }

    /** Samples that were taken so far. */
    public long position() {
        return frames * FRAME;
    }
}
