package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How requests share one model, on the real SmolLM2. Nothing here looks at a clock: what is asserted is order and content. */
@Timeout(600)
class SchedulingTest {

    private static GenerationRequest story(LlamaModel model, String about, int tokens) {
        Sampling unending = Sampling.GREEDY.withLogitBias(
                model.endOfTurn().stream().boxed().collect(Collectors.toMap(t -> t, t -> -100.0)));
        int[] prompt = model.tokenizeChat(List.of(ChatMessage.user("Tell a long story about " + about + ".")));
        return GenerationRequest.of(prompt, tokens, unending);
    }

    @Test
    void beyondTheQueueARequestIsToldToComeBack() throws Exception {
        try (LlamaModel model =
                TestModels.smol(TestModels.smolOptions().withSlots(1).withQueueLimit(1))) {
            Generation running = model.generate(story(model, "rain", 900));
            running.next();
            Generation waiting = model.generate(story(model, "snow", 4));

            assertThatThrownBy(() -> model.generate(story(model, "wind", 4)))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("1 requests are waiting")
                    .satisfies(e -> assertThat(((BusyException) e).retryAfter()).isPositive());

            running.cancel();
            assertThat(waiting.readAll()).isNotBlank();
        }
    }

    @Test
    void everySequenceIsRunningKeptOrFreeAndABatchsTokensAreCounted() throws Exception {
        try (LlamaModel model = TestModels.smol(TestModels.smolOptions().withSlots(2))) {
            int sequences = model.stats().freeSequences();
            GenerationRequest request = story(model, "rain", 4);

            model.generate(request).readAll();
            model.generate(request).readAll();
            // a third one's first token comes after the second one's end has been counted
            Generation third = model.generate(request);
            third.next();

            EngineStats stats = model.stats();
            assertThat(stats.running() + stats.keptPrefixes() + stats.freeSequences())
                    .isEqualTo(sequences);
            assertThat(stats.cachedTokens()).isGreaterThanOrEqualTo(request.prompt().length - 1);
            assertThat(stats.heldTokens()).isGreaterThanOrEqualTo(request.prompt().length);
            assertThat(stats.batchTokens()).isGreaterThanOrEqualTo(stats.batches());
            third.cancel();
        }
    }

    @Test
    void aLongPromptDoesNotStallAnAnswerUnderWay() throws Exception {
        try (LlamaModel model =
                TestModels.smol(TestModels.smolOptions().withContextSize(2048).withSlots(2))) {
            Generation talking = model.generate(story(model, "a river", 200));
            talking.next();
            int before = talking.usage().completionTokens();
            int[] longPrompt = IntStream.range(0, 1200).map(i -> 1000 + i).toArray();

            Generation reading = model.generate(GenerationRequest.of(longPrompt, 1, Sampling.GREEDY));
            reading.next();

            // 1,200 tokens in chunks of 128: the other answer got a token with each chunk
            int meanwhile = talking.usage().completionTokens() - before;
            assertThat(meanwhile).isGreaterThanOrEqualTo(1200 / BatchFiller.CHUNK_BESIDE_OTHERS - 1);
            talking.cancel();
        }
    }

    @Test
    void whenTheCacheIsFullTheYoungestGivesWayAndStillSaysTheSame() throws Exception {
        List<String> topics = List.of("gold", "silver", "copper");
        List<String> alone = new ArrayList<>();
        try (LlamaModel roomy =
                TestModels.smol(TestModels.smolOptions().withContextSize(192).withKvCells(2048))) {
            for (String topic : topics) {
                alone.add(roomy.generate(story(roomy, topic, 100)).readAll());
            }
        }
        try (LlamaModel tight = TestModels.smol(
                TestModels.smolOptions().withContextSize(192).withKvCells(256).withSlots(3))) {
            List<Generation> together = topics.stream()
                    .map(topic -> tight.generate(story(tight, topic, 100)))
                    .toList();

            for (int i = 0; i < topics.size(); i++) {
                String said = together.get(i).readAll();
                assertThat(together.get(i).usage().completionTokens()).isEqualTo(100);
                // batches of another size round differently, so only the beginning must be the same to the letter
                assertThat(said).startsWith(alone.get(i).substring(0, 20));
            }
        }
    }

    @Test
    void requestsStartInTheOrderTheyCame() throws Exception {
        try (LlamaModel model = TestModels.smol(TestModels.smolOptions().withSlots(1))) {
            List<Generation> all = IntStream.range(0, 5)
                    .mapToObj(i -> model.generate(story(model, "number " + i, 6)))
                    .toList();
            for (Generation each : all) {
                each.readAll();
            }

            List<java.time.Duration> waited =
                    all.stream().map(g -> g.usage().queued()).toList();
            assertThat(waited).isSorted();
        }
    }

    @Test
    void closingTheModelEndsEveryAnswerWithAnError() throws Exception {
        LlamaModel model = TestModels.smol(TestModels.smolOptions().withSlots(1));
        Generation running = model.generate(story(model, "rain", 900));
        running.next();
        Generation waiting = model.generate(story(model, "snow", 900));

        model.close();

        assertThatThrownBy(running::readAll).isInstanceOf(EngineException.class).hasMessageContaining("closed");
        assertThatThrownBy(waiting::readAll).isInstanceOf(EngineException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> model.generate(story(model, "wind", 1)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("closed");
    }
}
