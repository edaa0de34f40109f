package org.liaoyuan.sound.recognition.whisper;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Says what the encoder heard, token by token. Doing it step by step gives the language and the probability that
 * nobody speaks out of the same encoding, the probability of each token, and an end to circles when they begin.
 */
final class Decoder {

    /** Of the decoder's 448 positions half are for what was said before. */
    static final int MOST_PROMPT = 223;

    private static final int MOST_SAID = 220;
    /** Chinese has up to three tokens a character and seven characters a second. */
    private static final int TOKENS_A_SECOND = 18;

    private static final int LEAST_TOKENS = 16;

    private final WhisperModel model;
    private final Vocabulary vocabulary;
    private final float[] scores;

    Decoder(WhisperModel model, Vocabulary vocabulary) {
        this.model = model;
        this.vocabulary = vocabulary;
        this.scores = new float[vocabulary.size()];
    }

    /**
     * @param language the most probable of those that were asked for
     * @param probability of it among them
     * @param noSpeech probability that nobody speaks
     */
    record Detection(String language, double probability, double noSpeech) {}

    /** Who speaks which language, in what was encoded last. */
    Detection detect(List<String> languages) {
        model.decode(new int[] {vocabulary.startOfTranscript}, 0, scores);
        double noSpeech = Math.exp(scores[vocabulary.noSpeech] - Scores.logSum(scores, 0, scores.length));
        float[] each = new float[languages.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = scores[vocabulary.languageToken(languages.get(i))];
        }
        int best = Scores.best(each, 0, each.length);
        return new Detection(languages.get(best), Math.exp(each[best] - Scores.logSum(each, 0, each.length)), noSpeech);
    }

    /**
     * @param prompt tokens of what was said before
     * @param language code of it
     * @param translate into English
     * @param times whether time tokens are wanted
     * @param temperature 0 for the most probable token each time
     * @param seconds how long the sound is
     * @param cancelled asked before each token
     */
    record Task(
            List<Integer> prompt,
            String language,
            boolean translate,
            boolean times,
            double temperature,
            double seconds,
            BooleanSupplier cancelled) {}

    /** Decodes what was encoded last. */
    Decoding decode(Task task) {
        int[] head = head(task);
        TimeRules rules = new TimeRules(vocabulary, task.seconds());
        Random random = new Random(head.length); // the same sound gives the same text
        List<Integer> said = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        double logProbability = 0;
        int counted = 0;
        int most = Math.min(MOST_SAID, LEAST_TOKENS + (int) (task.seconds() * TOKENS_A_SECOND));
        int[] next = head;
        int past = 0;
        while (said.size() < most && !task.cancelled().getAsBoolean()) {
            model.decode(next, past, scores);
            past += next.length;
            forbid(said, task.times());
            if (task.times()) {
                rules.apply(said, scores);
            }
            int token = task.temperature() > 0
                    ? Scores.draw(scores, task.temperature(), random.nextDouble())
                    : Scores.best(scores, 0, scores.length);
            if (!vocabulary.isTime(token)) {
                logProbability += scores[token] - Scores.logSum(scores, 0, scores.length);
                counted++;
            }
            if (token == vocabulary.endOfText) {
                return decoding(said, logProbability / counted, false, true);
            }
            said.add(token);
            if (!vocabulary.isTime(token)) {
                words.add(token);
                int kept = Repetition.cut(words);
                if (kept < words.size()) {
                    return decoding(withWords(said, kept), logProbability / counted, true, true);
                }
            }
            next = new int[] {token};
        }
        return decoding(said, counted == 0 ? 0 : logProbability / counted, false, false);
    }

    private int[] head(Task task) {
        List<Integer> head = new ArrayList<>();
        if (!task.prompt().isEmpty()) {
            head.add(vocabulary.previous);
            head.addAll(task.prompt());
        }
        head.add(vocabulary.startOfTranscript);
        head.add(vocabulary.languageToken(task.language()));
        head.add(task.translate() ? vocabulary.translate : vocabulary.transcribe);
        if (!task.times()) {
            head.add(vocabulary.noTimes);
        }
        return ints(head);
    }

    private void forbid(List<Integer> said, boolean times) {
        int end = times ? vocabulary.firstTime : scores.length;
        for (int i = 0; i < end; i++) {
            if (vocabulary.isUnsaid(i) || i >= vocabulary.firstTime) {
                scores[i] = Float.NEGATIVE_INFINITY;
            }
        }
        boolean first = said.isEmpty() || said.size() == 1 && vocabulary.isTime(said.getFirst());
        if (first) {
            for (int i = 0; i < vocabulary.endOfText; i++) {
                if (vocabulary.isBlank(i)) {
                    scores[i] = Float.NEGATIVE_INFINITY;
                }
            }
        }
    }

    /** Up to and with so many words. */
    private List<Integer> withWords(List<Integer> said, int words) {
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

    private static Decoding decoding(List<Integer> said, double mean, boolean looped, boolean finished) {
        return new Decoding(ints(said), mean, looped, finished);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
