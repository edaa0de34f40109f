package org.liaoyuan.sound.recognition.sherpa;

import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.SimplifiedChinese;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.recognition.TranscriptSegment;
import org.liaoyuan.sound.recognition.sherpa.worker.Heard;

/**
 * Makes a transcript of what a model heard. Where the model tells when its tokens begin and they make up its text, each sentence is
 * a segment; else all of it is one. A model that tells no probabilities is believed.
 */
final class SherpaTranscripts {

    private static final String SENTENCE_ENDS = "。！？.!?";
    /** How pieces of words mark that a word begins. */
    private static final char WORD_BEGINS = '\u2581';

    private SherpaTranscripts() {}

    /** @param seconds of sound */
    static Transcript of(Heard heard, RecognitionOptions options, double seconds) {
        // a character that was cut in the middle is no character
        String text = heard.text().replace("\uFFFD", "").strip();
        String language = language(heard, text, options.languages());
        if (text.isEmpty()) {
            return Transcript.empty(language, 0);
        }
        boolean chinese = language.equals("zh");
        List<TranscriptSegment> segments = new ArrayList<>();
        for (TranscriptSegment segment : sentences(heard, text, seconds)) {
            segments.add(
                    chinese
                            ? new TranscriptSegment(
                                    segment.start(),
                                    segment.end(),
                                    SimplifiedChinese.punctuated(SimplifiedChinese.of(segment.text())))
                            : segment);
        }
        return new Transcript(language, 1, segments, confidence(heard.logProbabilities()), 0, false);
    }

    private static double confidence(float[] logProbabilities) {
        double sum = 0;
        for (float p : logProbabilities) {
            sum += p;
        }
        return logProbabilities.length == 0 ? 1 : Math.clamp(Math.exp(sum / logProbabilities.length), 0.0, 1.0);
    }

    private static List<TranscriptSegment> sentences(Heard heard, String text, double seconds) {
        List<String> tokens = heard.tokens();
        List<TranscriptSegment> whole = List.of(new TranscriptSegment(0, seconds, text));
        if (tokens.isEmpty() || heard.times().length != tokens.size()) {
            return whole;
        }
        List<TranscriptSegment> sentences = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        double start = Math.clamp(heard.times()[0], 0.0, seconds);
        for (int i = 0; i < tokens.size(); i++) {
            words.append(tokens.get(i).replace(WORD_BEGINS, ' '));
            boolean last = i + 1 == tokens.size();
            if (last || ends(tokens.get(i))) {
                double end = last ? seconds : Math.clamp(heard.times()[i + 1], start, seconds);
                if (!words.toString().isBlank()) {
                    sentences.add(
                            new TranscriptSegment(start, end, words.toString().strip()));
                }
                words.setLength(0);
                start = end;
            }
        }
        StringBuilder all = new StringBuilder();
        sentences.forEach(sentence -> all.append(sentence.text()));
        return bare(all.toString()).equals(bare(text)) ? sentences : whole;
    }

    private static boolean ends(String token) {
        return !token.isEmpty() && SENTENCE_ENDS.indexOf(token.charAt(token.length() - 1)) >= 0;
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }

    /** What the model says, else what the script says, else what was asked for. */
    private static String language(Heard heard, String text, List<String> asked) {
        String said = heard.language().replaceAll("[<|>]", "");
        if (said.equals("yue")) {
            return "zh"; // written the same way
        }
        if (said.matches("[a-z]{2}")) {
            return said;
        }
        if (asked.size() == 1) {
            return asked.getFirst();
        }
        if (text.codePoints()
                .anyMatch(c -> isOf(c, Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA))) {
            return "ja";
        }
        if (text.codePoints().anyMatch(c -> isOf(c, Character.UnicodeScript.HANGUL, Character.UnicodeScript.HANGUL))) {
            return "ko";
        }
        return text.codePoints().anyMatch(c -> isOf(c, Character.UnicodeScript.HAN, Character.UnicodeScript.HAN))
                ? "zh"
                : "en";
    }

    private static boolean isOf(int c, Character.UnicodeScript one, Character.UnicodeScript other) {
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == one || script == other;
    }
}
