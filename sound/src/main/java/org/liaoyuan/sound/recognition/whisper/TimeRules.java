package org.liaoyuan.sound.recognition.whisper;

import java.util.Arrays;
import java.util.List;

/**
 * Which tokens may come next when times are wanted: a time first, within the first second; times in pairs, the end of one segment
 * and the beginning of the next; never backwards, never past the end of the sound; and a time whenever all times together are
 * more probable than any word. (Radford et al., 2022, section 4.5; openai-whisper, decoding.py.)
 */
final class TimeRules {

    private static final int FIRST_SECOND = 50;

    private final Vocabulary vocabulary;
    private final int last;

    /** @param seconds how long the sound is */
    TimeRules(Vocabulary vocabulary, double seconds) {
        this.vocabulary = vocabulary;
        this.last = vocabulary.firstTime + (int) Math.ceil(seconds / Vocabulary.TIME_STEP);
    }

    /**
     * Takes away what may not come next.
     *
     * @param said so far
     * @param scores changed in place
     */
    void apply(List<Integer> said, float[] scores) {
        int first = vocabulary.firstTime;
        int count = said.size();
        boolean afterTime = count > 0 && vocabulary.isTime(said.getLast());
        boolean afterPair = afterTime && (count < 2 || vocabulary.isTime(said.get(count - 2)));
        if (count == 0) {
            forbid(scores, 0, first);
            forbid(scores, Math.min(last, first + FIRST_SECOND) + 1, scores.length);
            return;
        }
        if (afterPair) {
            forbid(scores, first, scores.length);
        } else if (afterTime) {
            forbid(scores, 0, vocabulary.endOfText);
        }
        int latest = latest(said);
        // a segment that is open must not end where it began
        int least = afterTime ? latest : latest + 1;
        forbid(scores, first, Math.min(scores.length, Math.max(first, least)));
        forbid(scores, last + 1, scores.length);
        double times = Scores.logSum(scores, first, scores.length);
        if (times > scores[Scores.best(scores, 0, first)]) {
            forbid(scores, 0, first);
        }
    }

    private int latest(List<Integer> said) {
        for (int token : said.reversed()) {
            if (vocabulary.isTime(token)) {
                return token;
            }
        }
        return vocabulary.firstTime;
    }

    private static void forbid(float[] scores, int from, int to) {
        if (from < to) {
            Arrays.fill(scores, from, to, Float.NEGATIVE_INFINITY);
        }
    }
}
