package org.liaoyuan.sound.vad;

/**
 * When speech begins and ends.
 *
 * @param enter a frame at least this probable may begin speech
 * @param leave a frame less probable than this may end it; below {@code enter}, so that speech does not flicker
 * @param leastSpeech seconds of speech without which a stretch is not one
 * @param hangOver seconds without speech after which it has ended
 * @param preRoll seconds before the first frame of speech that belong to it: soft beginnings are seen late
 * @param preferred seconds after which a shorter pause, {@code shortPause}, ends the stretch too
 * @param shortPause see there
 * @param longest seconds after which a stretch is cut at the least probable frame of its last quarter
 */
public record SegmenterOptions(
        double enter,
        double leave,
        double leastSpeech,
        double hangOver,
        double preRoll,
        double preferred,
        double shortPause,
        double longest) {

    /** Somebody who talks to us: 0.5 s of silence is an end, and nothing is longer than half a window of Whisper. */
    public static final SegmenterOptions LIVE = new SegmenterOptions(0.5, 0.35, 0.25, 0.5, 0.3, 8, 0.25, 14);

    /** A recording: longer stretches give the recogniser more to go by. */
    public static final SegmenterOptions RECORDING = new SegmenterOptions(0.5, 0.35, 0.25, 0.8, 0.3, 18, 0.3, 28);

    public SegmenterOptions {
        if (!(0 < leave && leave <= enter && enter < 1)) {
            throw new IllegalArgumentException("leave " + leave + " and enter " + enter + " must rise between 0 and 1");
        }
        if (!(leastSpeech > 0 && shortPause > 0 && hangOver >= shortPause && preRoll >= 0)) {
            throw new IllegalArgumentException("leastSpeech " + leastSpeech + ", shortPause " + shortPause
                    + " and hangOver " + hangOver + " must be above 0 and the last not the least, preRoll " + preRoll
                    + " not below 0");
        }
        if (!(preferred > leastSpeech && longest > preferred && longest <= 60)) {
            throw new IllegalArgumentException(
                    "preferred " + preferred + " and longest " + longest + " must rise up to 60 s");
        }
    }
}
