package org.liaoyuan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Eight chats at once that share one persona. */
final class Burst {

    static final int CHATS = 8;
    static final int TOKENS = 48;

    private Burst() {}

    /** One chat: what it says, and when its first token came. */
    interface Chat {

        /**
         * Runs to its end.
         *
         * @return seconds to the first token, and tokens made
         */
        Result run(String persona, String question) throws Exception;
    }

    record Result(double firstTokenSeconds, int tokens) {}

    /** Of one burst. */
    record Figures(double firstTokenP50, double tokensPerSecond) {}

    static Figures run(Chat chat, String persona) throws InterruptedException {
        List<Callable<Result>> chats = new ArrayList<>();
        for (int i = 0; i < CHATS; i++) {
            String question = "Question " + i + ": tell me about the number " + (i + 10) + ".";
            chats.add(() -> chat.run(persona, question));
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(CHATS)) {
            long start = System.nanoTime();
            List<Future<Result>> all = executor.invokeAll(chats);
            double seconds = (System.nanoTime() - start) / 1e9;
            List<Result> results = new ArrayList<>();
            for (Future<Result> one : all) {
                results.add(one.get());
            }
            return new Figures(
                    Line.median(results.stream()
                            .mapToDouble(Result::firstTokenSeconds)
                            .toArray()),
                    results.stream().mapToInt(Result::tokens).sum() / seconds);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a chat of the burst failed: " + e.getCause(), e);
        }
    }

    /** About 400 tokens, different for each number from its first words on, so that no cache knows it. */
    static String persona(int number) {
        StringBuilder text =
                new StringBuilder("You are assistant number " + number + ", a patient teacher of physics. ");
        for (int rule = 1; rule <= 26; rule++) {
            text.append("Rule ")
                    .append(rule)
                    .append(": explain step ")
                    .append(rule * number % 97)
                    .append(" with care and an example. ");
        }
        return text.toString();
    }
}
