package org.liaoyuan.bench;

import java.util.List;
import java.util.Locale;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.EngineStats;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.engine.GenerationRequest;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.Piece;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.engine.TokenLogprob;
import org.liaoyuan.engine.Usage;

/**
 * One question answered twice, with guessing and without.
 *
 * @param tokens of the answer without guessing
 * @param off tokens a second without, the reading of the prompt not counted
 * @param on with
 * @param processorRatio the same ratio by the processors' time instead of the clock's: what counts on a machine that is busy with
 *     other things, if one thread computes, for several wait for each other at work
 * @param guessed tokens that were guessed
 * @param right of these, how many the model said
 * @param difference where the texts part; empty if they are the same
 */
record Guessing(int tokens, double off, double on, double processorRatio, long guessed, long right, String difference) {

    double ratio() {
        return on / off;
    }

    boolean same() {
        return difference.isEmpty();
    }

    String markdown(String name) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.2f | %.2f | %d | %d | %s |",
                name,
                tokens,
                off,
                on,
                ratio(),
                processorRatio,
                guessed,
                right,
                same() ? "yes" : difference);
    }

    /** The same model, loaded twice. */
    record Pair(LlamaModel withGuesses, LlamaModel without) {

        /** @param processor seconds of the processors after the first token */
        private record Said(String text, Usage usage, double processor) {

            double perProcessorSecond() {
                return (usage.completionTokens() - 1) / processor;
            }

            double perSecond() {
                return (usage.completionTokens() - 1)
                        / (usage.total().minus(usage.firstToken()).toNanos() / 1e9);
            }
        }

        Guessing ask(List<ChatMessage> messages, int most, boolean onFirst) throws InterruptedException {
            int[] prompt = without.tokenizeChat(messages);
            Said off = onFirst ? null : say(without, prompt, most);
            EngineStats before = withGuesses.stats();
            Said on = say(withGuesses, prompt, most);
            EngineStats after = withGuesses.stats();
            off = off == null ? say(without, prompt, most) : off;
            return new Guessing(
                    off.usage.completionTokens(),
                    off.perSecond(),
                    on.perSecond(),
                    on.perProcessorSecond() / off.perProcessorSecond(),
                    after.guessedTokens() - before.guessedTokens(),
                    after.acceptedTokens() - before.acceptedTokens(),
                    off.text.equals(on.text) ? "" : difference(prompt, most, off.text, on.text));
        }

        private static Said say(LlamaModel model, int[] prompt, int most) throws InterruptedException {
            try (Generation generation = model.generate(GenerationRequest.of(prompt, most, Sampling.GREEDY))) {
                String first = generation.next().map(Piece::text).orElse("");
                double begin = Processor.seconds();
                String text = first + generation.readAll();
                return new Said(text, generation.usage(), Processor.seconds() - begin);
            }
        }

        /** A batch of another size rounds otherwise; how near the two tokens are where the texts part tells whether it was that. */
        private String difference(int[] prompt, int most, String off, String on) throws InterruptedException {
            int common = 0;
            while (common < Math.min(off.length(), on.length()) && off.charAt(common) == on.charAt(common)) {
                common++;
            }
            GenerationRequest request = new GenerationRequest(prompt, most, Sampling.GREEDY, List.of(), 2);
            int characters = 0;
            try (Generation generation = without.generate(request)) {
                for (var next = generation.next(); next.isPresent(); next = generation.next()) {
                    Piece piece = next.get();
                    characters += piece.text().length();
                    if (characters > common && !piece.logprobs().isEmpty()) {
                        List<TokenLogprob> best = piece.logprobs().getFirst().alternatives();
                        double gap = best.get(0).logprob() - best.get(1).logprob();
                        return String.format(Locale.ROOT, "no, from character %d on (%.4f nats apart)", common, gap);
                    }
                }
            }
            return "no, from character " + common + " on";
        }
    }
}
