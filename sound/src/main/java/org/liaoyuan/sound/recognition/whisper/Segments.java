package org.liaoyuan.sound.recognition.whisper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.sound.recognition.SimplifiedChinese;
import org.liaoyuan.sound.recognition.TranscriptSegment;

/** Makes segments of tokens: a time, words, a time. */
final class Segments {

    private final Vocabulary vocabulary;
    private final double seconds;
    private final boolean chinese;
    private final List<TranscriptSegment> segments = new ArrayList<>();
    private final ByteArrayOutputStream words = new ByteArrayOutputStream();
    private double start;

    private Segments(Vocabulary vocabulary, double seconds, boolean chinese) {
        this.vocabulary = vocabulary;
        this.seconds = seconds;
        this.chinese = chinese;
    }

    /**
     * @param seconds at which the sound ends, and with it a segment whose end was not said
     * @param chinese whether characters are to be simplified
     */
    static List<TranscriptSegment> of(int[] tokens, Vocabulary vocabulary, double seconds, boolean chinese) {
        Segments segments = new Segments(vocabulary, seconds, chinese);
        for (int token : tokens) {
            segments.add(token);
        }
        segments.end(seconds);
        return segments.segments;
    }

    /** The last time among the tokens, in seconds; 0 if there is none. */
    static double lastTime(int[] tokens, Vocabulary vocabulary) {
        for (int i = tokens.length - 1; i >= 0; i--) {
            if (vocabulary.isTime(tokens[i])) {
                return (tokens[i] - vocabulary.firstTime) * Vocabulary.TIME_STEP;
            }
        }
        return 0;
    }

    private void add(int token) {
        if (vocabulary.isTime(token)) {
            double time = Math.min(seconds, (token - vocabulary.firstTime) * Vocabulary.TIME_STEP);
            end(time);
            start = time;
        } else {
            words.writeBytes(vocabulary.bytes(token));
        }
    }

    private void end(double time) {
        // a character that was cut in the middle is no character
        String text =
                words.toString(StandardCharsets.UTF_8).replace("\uFFFD", "").strip();
        words.reset();
        if (!text.isEmpty()) {
            segments.add(new TranscriptSegment(
                    Math.min(start, seconds),
                    Math.clamp(time, Math.min(start, seconds), seconds),
                    chinese ? SimplifiedChinese.punctuated(SimplifiedChinese.of(text)) : text));
        }
    }
}
