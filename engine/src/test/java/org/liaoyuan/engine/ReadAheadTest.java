package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Prompts that are read before they are asked, and answers that rest, on the real SmolLM2. */
@Timeout(600)
class ReadAheadTest {

    private static final int[] LONG = IntStream.range(0, 900).map(i -> 1000 + i).toArray();

    private static GenerationRequest story(LlamaModel model, String about, int tokens) {
        Sampling unending = Sampling.GREEDY.withLogitBias(
                model.endOfTurn().stream().boxed().collect(Collectors.toMap(t -> t, t -> -100.0)));
        int[] prompt = model.tokenizeChat(List.of(ChatMessage.user("Tell a long story about " + about + ".")));
        return GenerationRequest.of(prompt, tokens, unending);
    }

    private static LlamaModel model() {
        return TestModels.smol(TestModels.smolOptions().withSlots(2));
    }

    @Test
    void whatWasReadAheadIsNotComputedAgain() throws Exception {
        try (LlamaModel model = model()) {
            Generation reading = model.readAhead(LONG);
            assertThat(reading.readAll()).isEmpty();
            assertThat(reading.finishReason()).contains(FinishReason.STOP);
            assertThat(reading.usage().promptTokens()).isBetween(LONG.length - 1, LONG.length);
            assertThat(reading.usage().completionTokens()).isZero();

            Generation asked = model.generate(GenerationRequest.of(LONG, 2, Sampling.GREEDY));
            asked.readAll();

            assertThat(asked.usage().cachedTokens()).isEqualTo(LONG.length - 1);
            Generation again = model.readAhead(LONG);
            again.readAll();
            assertThat(again.usage().cachedTokens()).isEqualTo(LONG.length - 1);
        }
    }

    @Test
    void aRequestEndsWhatIsReadAheadAndWhatWasReadIsKept() throws Exception {
        try (LlamaModel model = model()) {
            Generation reading = model.readAhead(LONG);
            while (reading.usage().promptTokens() == 0) {
                Thread.onSpinWait();
            }

            assertThat(model.generate(story(model, "rain", 4)).readAll()).isNotBlank();

            reading.readAll();
            assertThat(reading.finishReason()).contains(FinishReason.CANCELLED);
            int read = reading.usage().promptTokens();
            assertThat(read).isBetween(1, LONG.length - 2);
            Generation asked = model.generate(GenerationRequest.of(LONG, 1, Sampling.GREEDY));
            asked.readAll();
            assertThat(asked.usage().cachedTokens()).isEqualTo(read);
        }
    }

    @Test
    void nothingIsReadAheadBesideAnAnswer() throws Exception {
        try (LlamaModel model = model()) {
            Generation talking = model.generate(story(model, "snow", 900));
            talking.next();
            Generation reading = model.readAhead(LONG);
            for (int i = 0; i < 20; i++) {
                talking.next();
            }

            assertThat(reading.usage().promptTokens()).isZero();

            talking.cancel();
            reading.readAll();
            assertThat(reading.finishReason()).contains(FinishReason.STOP);
        }
    }

    @Test
    void ofManyThatWaitTheOldestAreForgotten() throws Exception {
        try (LlamaModel model = model()) {
            Generation talking = model.generate(story(model, "wind", 900));
            talking.next();
            List<Generation> all =
                    IntStream.range(0, 9).mapToObj(i -> model.readAhead(LONG)).toList();

            all.getFirst().readAll();

            assertThat(all.getFirst().finishReason()).contains(FinishReason.CANCELLED);
            assertThat(all.get(1).finishReason()).isEmpty();
            talking.cancel();
        }
    }

    @Test
    void anAnswerThatRestsLeavesTheModelToOthersAndThenGoesOn() throws Exception {
        try (LlamaModel model = model()) {
            String alone = model.generate(story(model, "gold", 40)).readAll();
            Generation resting = model.generate(story(model, "gold", 40));
            String begin = resting.next().orElseThrow().text();
            resting.rest(Duration.ofSeconds(Generation.MOST_REST_SECONDS));
            model.generate(story(model, "tin", 1)).readAll();
            int before = resting.usage().completionTokens();

            model.generate(story(model, "silver", 20)).readAll();

            assertThat(resting.usage().completionTokens()).isEqualTo(before);
            resting.rest(Duration.ZERO);
            // batches of another size round differently, so only the beginning must be the same to the letter
            assertThat(begin + resting.readAll()).startsWith(alone.substring(0, 20));
            assertThat(resting.usage().completionTokens()).isEqualTo(40);
        }
    }

    @Test
    void aRestEndsByItselfAndByCancelling() throws Exception {
        try (LlamaModel model = model()) {
            Generation brief = model.generate(story(model, "gold", 10));
            brief.rest(Duration.ofMillis(50));
            brief.readAll();
            assertThat(brief.usage().completionTokens()).isEqualTo(10);

            Generation cancelled = model.generate(story(model, "gold", 900));
            cancelled.next();
            cancelled.rest(Duration.ofSeconds(Generation.MOST_REST_SECONDS));
            cancelled.cancel();
            cancelled.readAll();
            assertThat(cancelled.finishReason()).contains(FinishReason.CANCELLED);
            assertThat(model.generate(story(model, "tin", 2)).readAll()).isNotBlank();
        }
    }
}
