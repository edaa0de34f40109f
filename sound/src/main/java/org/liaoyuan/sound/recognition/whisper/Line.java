package org.liaoyuan.sound.recognition.whisper;

import java.util.ArrayList;
import java.util.List;

/**
 * One guess at what is said, as far as it goes.
 *
 * @param parent which of the lines of the step before it goes on from
 * @param said words and times, without the end
 * @param words of those the words
 * @param sum of the natural logarithms of the probabilities of all, and of its end
 * @param wordSum the same without times
 * @param state whether more may come
 */
record Line(int parent, List<Integer> said, List<Integer> words, double sum, double wordSum, State state) {

    static final Line EMPTY = new Line(0, List.of(), List.of(), 0, 0, State.OPEN);

    /** Whether more may come. */
    enum State {
        OPEN,
        /** It came to its end. */
        ENDED,
        /** It repeated itself and was cut there. */
        LOOPED
    }

    /**
     * With a token more.
     *
     * @param number of this line in its step
     */
    Line then(int token, double logProbability, int number, Vocabulary vocabulary) {
        double all = sum + logProbability;
        if (token == vocabulary.endOfText) {
            return new Line(number, said, words, all, wordSum + logProbability, State.ENDED);
        }
        List<Integer> longer = with(said, token);
        if (vocabulary.isTime(token)) {
            return new Line(number, longer, words, all, wordSum, State.OPEN);
        }
        List<Integer> more = with(words, token);
        int kept = Repetition.cut(more);
        return kept == more.size()
                ? new Line(number, longer, more, all, wordSum + logProbability, State.OPEN)
                : new Line(
                        number, withWords(longer, kept, vocabulary), more, all, wordSum + logProbability, State.LOOPED);
    }

    private static List<Integer> with(List<Integer> tokens, int token) {
        List<Integer> longer = new ArrayList<>(tokens.size() + 1);
        longer.addAll(tokens);
        longer.add(token);
        return longer;
    }

    /** Up to and with so many words. */
    private static List<Integer> withWords(List<Integer> said, int words, Vocabulary vocabulary) {
        List<Integer> kept = new ArrayList<>();
        int seen = 0;
        for (int token : said) {
            seen += vocabulary.isTime(token) ? 0 : 1;
            if (seen > words) {
                break;
            }
            kept.add(token);
        }
        return kept;
    }

    /**
     * By which lines are compared in the end: their probability by their length, and one that repeats itself or did not come to its
     * end only if there is no other. (openai-whisper's MaximumLikelihoodRanker without a length penalty.)
     */
    double worth() {
        return sum / Math.max(1, said.size()) - (state == State.ENDED ? 0 : 1000);
    }

    Decoding decoding() {
        int counted = words.size() + (state == State.ENDED ? 1 : 0);
        return new Decoding(
                said.stream().mapToInt(Integer::intValue).toArray(),
                counted == 0 ? 0 : wordSum / counted,
                state == State.LOOPED,
                state != State.OPEN);
    }
}
