package org.liaoyuan.sound.recognition.whisper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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

    /** Guesses that are followed at once, at most. */
    static final int MOST_LINES = 5;

    private final Steps steps;
    private final Vocabulary vocabulary;
    private final float[][] scores;

    Decoder(Steps steps, Vocabulary vocabulary) {
        this.steps = steps;
        this.vocabulary = vocabulary;
        this.scores = new float[MOST_LINES][vocabulary.size()];
    }

    /**
     * @param language the most probable of those that were asked for
     * @param probability of it among them
     * @param noSpeech probability that nobody speaks
     */
    record Detection(String language, double probability, double noSpeech) {}

    /** Who speaks which language, in what was encoded last. */
    Detection detect(List<String> languages) {
        float[] first = scores[0];
        steps.begin(new int[] {vocabulary.startOfTranscript}, first);
        double noSpeech = Math.exp(first[vocabulary.noSpeech] - Scores.logSum(first, 0, first.length));
        float[] each = new float[languages.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = first[vocabulary.languageToken(languages.get(i))];
        }
        int best = Scores.best(each, 0, each.length);
        return new Detection(languages.get(best), Math.exp(each[best] - Scores.logSum(each, 0, each.length)), noSpeech);
    }

    /**
     * @param prompt tokens of what was said before
     * @param language code of it
     * @param translate into English
     * @param times whether time tokens are wanted
     * @param temperature 0 for the most probable tokens, else they are drawn
     * @param lines guesses that are followed at once, {@value #MOST_LINES} at most; 1 where tokens are drawn
     * @param seconds how long the sound is
     * @param cancelled asked before each token
     */
    record Task(
            List<Integer> prompt,
            String language,
            boolean translate,
            boolean times,
            double temperature,
            int lines,
            double seconds,
            BooleanSupplier cancelled) {

        Task {
            if (lines < 1 || lines > MOST_LINES || temperature > 0 && lines > 1) {
                throw new IllegalArgumentException(
                        "lines " + lines + " must be from 1 to " + MOST_LINES + ", and 1 at a temperature");
            }
        }
    }

    /**
     * Decodes what was encoded last. At each step the most probable lines go on, as many as the task has, until as many have come to
     * an end; with one that is the most probable token each time. (Beam search with a patience of 1: openai-whisper, decoding.py.)
     */
    Decoding decode(Task task) {
        int[] head = head(task);
        TimeRules rules = new TimeRules(vocabulary, task.seconds());
        Random random = new Random(head.length); // the same sound gives the same text
        int most = Math.min(MOST_SAID, LEAST_TOKENS + (int) (task.seconds() * TOKENS_A_SECOND));
        List<Line> open = List.of(Line.EMPTY);
        List<Line> ended = new ArrayList<>();
        for (int step = 0; step < most && !task.cancelled().getAsBoolean(); step++) {
            if (step == 0) {
                steps.begin(head, scores[0]);
            } else {
                steps.next(
                        open.stream().mapToInt(line -> line.said().getLast()).toArray(),
                        open.stream().mapToInt(Line::parent).toArray(),
                        scores);
            }
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                candidates.addAll(candidates(open.get(i), i, task, rules, random));
            }
            open = longer(candidates, open, ended, task.lines());
            if (ended.size() >= task.lines() || open.isEmpty()) {
                break;
            }
        }
        if (ended.size() < task.lines()) {
            ended.addAll(open);
        }
        return Collections.max(ended, Comparator.comparingDouble(Line::worth)).decoding();
    }

    /** @param sum of the logarithms of the line with the token */
    private record Candidate(int line, int token, double logProbability, double sum) {}

    private List<Candidate> candidates(Line line, int number, Task task, TimeRules rules, Random random) {
        float[] row = scores[number];
        forbid(row, line.said(), task.times());
        if (task.times()) {
            rules.apply(line.said(), row);
        }
        double all = Scores.logSum(row, 0, row.length);
        int[] tokens = task.temperature() > 0
                ? new int[] {Scores.draw(row, task.temperature(), random.nextDouble())}
                : Scores.best(row, task.lines() + 1);
        return Arrays.stream(tokens)
                .mapToObj(token -> new Candidate(number, token, row[token] - all, line.sum() + row[token] - all))
                .toList();
    }

    /**
     * The most probable lines that are open.
     *
     * @param ended gets those that came to an end and are more probable than the last of these
     */
    private List<Line> longer(List<Candidate> candidates, List<Line> open, List<Line> ended, int most) {
        List<Line> longer = new ArrayList<>();
        for (Candidate each : candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::sum).reversed())
                .toList()) {
            Line line = open.get(each.line()).then(each.token(), each.logProbability(), each.line(), vocabulary);
            (line.state() == Line.State.OPEN ? longer : ended).add(line);
            if (longer.size() == most) {
                break;
            }
        }
        return longer;
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

    private void forbid(float[] scores, List<Integer> said, boolean times) {
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

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
