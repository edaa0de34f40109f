package org.liaoyuan.server.voice;

import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.vad.SegmenterOptions;

/** After which pause a turn is over. */
final class PausePolicy {

    /** Of speech that counts as such: an interruption is seen this soon, and a click is none. */
    private static final double LEAST_SPEECH = 0.16;

    /** Below the threshold, so that speech does not flicker. */
    private static final double HYSTERESIS = 0.15;

    /** A turn may be longer; it is written down in parts that fit in Whisper's window of 30 s. */
    private static final double LONGEST_PART = 28;

    private static final double PREFERRED_PART = 26;
    private static final double SHORT_PAUSE = 0.2;

    private final TurnDetection turns;

    PausePolicy(TurnDetection turns) {
        this.turns = turns;
    }

    /**
     * @param words what was said so far; null while that is not known
     * @return seconds
     */
    double pause(@Nullable String words) {
        return switch (turns) {
            case TurnDetection.Off off -> Double.MAX_VALUE;
            case TurnDetection.Silence silence -> silence.silence().toMillis() / 1000.0;
            case TurnDetection.Meaning(TurnDetection.Eagerness eagerness, boolean respond, boolean interrupt) ->
                words == null
                        ? eagerness.broken
                        : switch (Completeness.of(words)) {
                            case WHOLE -> eagerness.whole;
                            case UNSURE -> eagerness.unsure;
                            case BROKEN -> eagerness.broken;
                        };
        };
    }

    /** Seconds of pause after which it is worth while to find out what was said: it ends a turn, or is not needed. */
    static final double WORTH_ASKING = 0.2;

    SegmenterOptions segments() {
        double threshold = TurnDetection.DEFAULT_THRESHOLD;
        double padding = 0.3;
        if (turns instanceof TurnDetection.Silence silence) {
            threshold = silence.threshold();
            padding = silence.padding().toMillis() / 1000.0;
        }
        // pauses are judged here: the segmenter's own end is the last resort
        double hangOver = Math.max(SHORT_PAUSE, pause(null)) + 1;
        return new SegmenterOptions(
                threshold,
                Math.max(threshold / 2, threshold - HYSTERESIS),
                LEAST_SPEECH,
                Math.min(hangOver, 20),
                padding,
                PREFERRED_PART,
                SHORT_PAUSE,
                LONGEST_PART);
    }
}
