package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Adapters on the real SmolLM2; what they are made of is random, so that their answers are nonsense, but sure of itself. */
@Timeout(600)
class LoraAdapterTest {

    private static final int TOKENS = 24;

    @TempDir
    Path folder;

    private LlamaModel model;
    private LoraAdapter sees;
    private LoraAdapter lamb;

    @BeforeEach
    void load() throws IOException {
        model = TestModels.smol(
                TestModels.smolOptions().withSlots(4).withQueueLimit(16).withPromptLookup(false));
        sees = model.loadAdapter(seesFile());
        lamb = model.loadAdapter(LoraBytes.random(12, 0.25f).write(folder.resolve("lamb.gguf")));
    }

    /** Goes on with "C C C C". */
    private Path seesFile() throws IOException {
        return LoraBytes.random(11, 0.22f).write(folder.resolve("sees.gguf"));
    }

    @AfterEach
    void close() {
        if (model != null) {
            model.close();
        }
    }

    /** Goes on with "i j k l", to the model as it is. */
    private GenerationRequest alphabet(int tokens) {
        return Sure.request(model.tokenize("a b c d e f g h", true, false), tokens);
    }

    private Sure say(GenerationRequest request) throws InterruptedException {
        return Sure.read(model.generate(request));
    }

    @Test
    void anAdapterChangesTheAnswerOfTheRequestThatChoosesItAndOfNoOther() throws Exception {
        Sure before = say(alphabet(TOKENS));

        Sure adapted = say(alphabet(TOKENS).withAdapter(sees));
        Sure after = say(alphabet(TOKENS));

        adapted.isNotSaidBy(before);
        assertThat(adapted.text()).contains("C C C C");
        before.isSaidBy(after);
        assertThat(sees.rank()).isEqualTo(4);
        assertThat(sees.name()).contains("test adapter");
    }

    @Test
    void atScaleZeroTheModelAnswersAsItIsAndSharesItsPrefixes() throws Exception {
        int[] prompt = model.tokenize("a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d", true, false);
        Sure base = say(Sure.request(prompt, 8));

        Generation unscaled = model.generate(Sure.request(prompt, 8).withAdapter(sees, 0));

        assertThat(Sure.read(unscaled).text()).startsWith(base.prefix());
        assertThat(unscaled.usage().cachedTokens()).isEqualTo(prompt.length - 1);
    }

    @Test
    void togetherEachSaysWhatItSaysAlone() throws Exception {
        List<GenerationRequest> kinds = List.of(
                alphabet(TOKENS),
                alphabet(TOKENS).withAdapter(sees),
                alphabet(TOKENS).withAdapter(lamb));
        List<Sure> alone = new ArrayList<>();
        for (GenerationRequest kind : kinds) {
            alone.add(say(kind));
        }

        // four slots, so several of a kind are in one batch, and others wait
        List<Generation> together = IntStream.range(0, 9)
                .mapToObj(i -> model.generate(kinds.get(i % 3)))
                .toList();

        for (int i = 0; i < together.size(); i++) {
            alone.get(i % 3).isSaidBy(Sure.read(together.get(i)));
        }
        alone.get(1).isNotSaidBy(alone.get(2));
        alone.get(2).isNotSaidBy(alone.get(0));
    }

    @Test
    void aPrefixThatWasComputedWithOtherWeightsIsComputedAgain() throws Exception {
        int[] prompt = model.tokenize("a b c d e f g h i j k l m n o p q r s t u v w x y z ".repeat(4), true, false);
        GenerationRequest base = Sure.request(prompt, 8);
        List<GenerationRequest> kinds =
                List.of(base.withAdapter(sees), base, base.withAdapter(lamb), base.withAdapter(sees, 0.5f));
        List<Sure> first = new ArrayList<>();

        for (GenerationRequest kind : kinds) {
            Generation answer = model.generate(kind);
            first.add(Sure.read(answer));
            assertThat(answer.usage().cachedTokens()).isZero();
        }

        for (int i = 0; i < kinds.size(); i++) {
            Generation again = model.generate(kinds.get(i));
            assertThat(Sure.read(again).text()).startsWith(first.get(i).prefix());
            assertThat(again.usage().cachedTokens()).isEqualTo(prompt.length - 1);
        }
    }

    @Test
    void aPromptIsAwaitedOnlyByThoseWithTheSameAdapter() throws Exception {
        int[] prompt = model.tokenize("The rain fell on the roof of the old house by the sea. ".repeat(8), true, false);
        GenerationRequest base = GenerationRequest.of(prompt, 4, Sampling.GREEDY);
        List<Generation> together = List.of(
                model.generate(base),
                model.generate(base.withAdapter(sees)),
                model.generate(base),
                model.generate(base.withAdapter(sees)));

        List<Integer> cached = new ArrayList<>();
        for (Generation each : together) {
            each.readAll();
            cached.add(each.usage().cachedTokens());
        }

        assertThat(cached.get(0)).isZero();
        assertThat(cached.get(1)).isZero();
        assertThat(cached.get(2)).isGreaterThan(prompt.length / 2);
        assertThat(cached.get(3)).isGreaterThan(prompt.length / 2);
    }

    @Test
    void closedWhileItAnswersAnAdapterRefusesNewRequestsAndAnswersTheOldOneToItsEnd() throws Exception {
        Sure alone = say(alphabet(TOKENS).withAdapter(sees));
        Generation running = model.generate(alphabet(TOKENS).withAdapter(sees));
        String first = running.next().orElseThrow().text();

        sees.close();

        assertThatThrownBy(() -> model.generate(alphabet(4).withAdapter(sees)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("sees.gguf is closed");
        String said = first + running.readAll();
        assertThat(said).startsWith(alone.prefix());
        assertThat(running.usage().completionTokens()).isEqualTo(TOKENS);
        // the same file once more, while the model stays
        sees = model.loadAdapter(seesFile());
        Generation again = model.generate(alphabet(TOKENS).withAdapter(sees));
        alone.isSaidBy(Sure.read(again));
        assertThat(again.usage().cachedTokens()).isZero();
    }

    @Test
    void adaptersComeAndGoWhileOthersAnswer() throws Exception {
        Sure alone = say(alphabet(TOKENS));
        Sure adapted = say(alphabet(TOKENS).withAdapter(sees));

        for (int round = 0; round < 8; round++) {
            Generation base = model.generate(alphabet(TOKENS));
            try (LoraAdapter passing = model.loadAdapter(seesFile())) {
                adapted.isSaidBy(say(alphabet(TOKENS).withAdapter(passing)));
            }
            alone.isSaidBy(Sure.read(base));
        }
    }

    @Test
    void aWaitingRequestThatIsCancelledGivesTheAdapterBack() throws Exception {
        List<Generation> busy = IntStream.range(0, 4)
                .mapToObj(i -> model.generate(alphabet(400)))
                .toList();
        Generation waiting = model.generate(alphabet(4).withAdapter(sees));

        waiting.cancel();
        sees.close();

        assertThat(waiting.finishReason()).contains(FinishReason.CANCELLED);
        busy.forEach(Generation::cancel);
    }

    @Test
    void aFloodOfRequestsWithAnAdapterDoesNotStarveOneWithout() throws Exception {
        List<Generation> flood = IntStream.range(0, 3)
                .mapToObj(i -> model.generate(
                        GenerationRequest.of(model.tokenize("a b c d e f g h", true, false), 400, Sampling.GREEDY)
                                .withAdapter(sees)))
                .toList();
        for (Generation each : flood) {
            each.next();
        }
        Generation alone = model.generate(alphabet(TOKENS));
        alone.next();
        int before = flood.getFirst().usage().completionTokens();

        alone.readAll();

        int meanwhile = flood.getFirst().usage().completionTokens() - before;
        int said = alone.usage().completionTokens();
        // turn about: neither gets more than a turn ahead of the other
        assertThat(meanwhile).isBetween(said - 3 * Turns.MOST_BATCHES, said + 2 * Turns.MOST_BATCHES);
        flood.forEach(Generation::cancel);
    }

    @Test
    void aLongPromptWithAnAdapterDoesNotStallAnAnswerWithout() throws Exception {
        int[] prompt = IntStream.range(0, 900).map(i -> 1000 + i).toArray();
        Generation talking = model.generate(alphabet(400));
        talking.next();
        int before = talking.usage().completionTokens();

        Generation reading =
                model.generate(GenerationRequest.of(prompt, 1, Sampling.GREEDY).withAdapter(sees));
        reading.next();

        int meanwhile = talking.usage().completionTokens() - before;
        int turns = 900 / BatchFiller.CHUNK_BESIDE_OTHERS;
        assertThat(meanwhile).isGreaterThanOrEqualTo((turns - 1) * Turns.MOST_BATCHES);
        talking.cancel();
    }

    @Test
    void whenTheCacheIsFullAnsweringWithSeveralAdaptersStillEnds() throws Exception {
        try (LlamaModel tight = TestModels.smol(
                TestModels.smolOptions().withContextSize(192).withKvCells(256).withSlots(3))) {
            LoraAdapter one = tight.loadAdapter(seesFile());
            GenerationRequest base = GenerationRequest.of(
                    tight.tokenize("The rain fell on the roof.", true, false),
                    120,
                    Sampling.GREEDY.withLogitBias(
                            java.util.Map.of(tight.endOfTurn().orElseThrow(), -100.0)));
            List<Generation> together = List.of(
                    tight.generate(base),
                    tight.generate(base.withAdapter(one)),
                    tight.generate(base.withAdapter(one, 0.5f)));

            for (Generation each : together) {
                each.readAll();
                assertThat(each.usage().completionTokens()).isGreaterThan(1);
            }
        }
    }

    @Test
    void anAdapterWhoseNumbersOverflowEndsOnlyTheRequestThatAskedForIt() throws Exception {
        Sure alone = say(alphabet(TOKENS));
        LoraAdapter overflowing = model.loadAdapter(LoraBytes.random(1, 1e30f).write(folder.resolve("huge.gguf")));
        Generation beside = model.generate(alphabet(TOKENS));
        String first = beside.next().orElseThrow().text();

        Generation failing = model.generate(alphabet(TOKENS).withAdapter(overflowing));

        assertThatThrownBy(failing::readAll)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no usable number");
        assertThat(first + beside.readAll()).startsWith(alone.prefix());
        alone.isSaidBy(say(alphabet(TOKENS)));
    }

    /** What the check in Java lets through reaches native code: this process would not live to see the end of the test. */
    @Test
    void aMutatedHeaderIsRefusedOrHarmless() throws Exception {
        byte[] whole = Files.readAllBytes(lamb.path());
        SplittableRandom random = new SplittableRandom(5);
        int loaded = 0;
        for (int i = 0; i < 400; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(4096)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("mutated.gguf"), bytes);
            try (LoraAdapter mutated = model.loadAdapter(file)) {
                if (loaded++ % 4 == 0) {
                    model.generate(alphabet(1).withAdapter(mutated)).readAll();
                }
            } catch (InvalidModelException expected) {
                assertThat(expected).hasMessageContaining("mutated.gguf");
            }
        }
        assertThat(loaded).isPositive();
    }

    @Test
    void closingTheModelClosesItsAdapters() throws Exception {
        Generation running = model.generate(alphabet(400).withAdapter(sees));
        running.next();

        model.close();

        assertThatThrownBy(running::readAll).isInstanceOf(EngineException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> model.loadAdapter(seesFile()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("closed");
        sees.close();
        lamb.close();
    }

    @Test
    void anotherModelsAdapterIsRefused() {
        try (LlamaModel other = TestModels.smol(TestModels.smolOptions())) {
            assertThatThrownBy(() -> other.generate(alphabet(4).withAdapter(sees)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another model");
        }
    }
}
