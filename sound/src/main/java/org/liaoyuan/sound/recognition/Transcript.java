package org.liaoyuan.sound.recognition;

import java.util.List;

/**
 * What was said, and how sure that is.
 *
 * @param language ISO 639-1, of what was said
 * @param languageProbability among the languages that were asked for
 * @param segments in their order; empty if nothing was said
 * @param confidence geometric mean of the probabilities of the text's tokens, from 0 to 1; 1 if there is no text
 * @param noSpeech the recogniser's own probability that nobody speaks, from 0 to 1
 * @param looped whether the text began to repeat itself and was cut there
 */
public record Transcript(
        String language,
        double languageProbability,
        List<TranscriptSegment> segments,
        double confidence,
        double noSpeech,
        boolean looped) {

    public Transcript {
        segments = List.copyOf(segments);
    }

    /** Nothing was said. */
    public static Transcript empty(String language, double noSpeech) {
        return new Transcript(language, 0, List.of(), 1, noSpeech, false);
    }

    /** All words, with a blank between segments where the script uses blanks. */
    public String text() {
        return Texts.join(segments.stream().map(TranscriptSegment::text).toList());
    }

    /** As part of a sound in which its own begins so many seconds later. */
    public Transcript later(double seconds) {
        return new Transcript(
                language,
                languageProbability,
                segments.stream().map(s -> s.later(seconds)).toList(),
                confidence,
                noSpeech,
                looped);
    }

    /** As what a speaker said. */
    public Transcript withSpeaker(int number) {
        return new Transcript(
                language,
                languageProbability,
                segments.stream().map(s -> s.withSpeaker(number)).toList(),
                confidence,
                noSpeech,
                looped);
    }
}
