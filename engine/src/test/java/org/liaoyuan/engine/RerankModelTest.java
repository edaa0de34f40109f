package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.engine.gguf.TinyReranker;

/** On a model written here, see {@link TinyReranker}: what it answers is known. */
@Timeout(120)
class RerankModelTest {

    private static final String QUERY = "what is the capital of france";

    @TempDir
    private Path folder;

    private RerankModel tiny() throws IOException {
        return load(TinyReranker.write(folder.resolve("tiny.gguf"), 1));
    }

    private static RerankModel load(Path file) {
        return RerankModel.load(TestModels.natives(), ModelOptions.of(file).withThreads(1));
    }

    @Test
    void theDocumentThatAnswersScoresHigherAndEveryScoreIsBetweenNoneAndOne() throws IOException {
        try (RerankModel model = tiny()) {
            List<Double> scores = model.score(
                            QUERY, List.of("cats sleep a lot", "paris is the capital", "paris paris paris"))
                    .scores();

            assertThat(scores).hasSize(3).allMatch(s -> s > 0 && s < 1);
            assertThat(scores.get(1)).isGreaterThan(scores.get(0));
            assertThat(scores.get(2)).isGreaterThan(scores.get(1));
        }
    }

    @Test
    void queryAndDocumentAreReadAsAPairWithItsMarkers() throws IOException {
        try (RerankModel model = tiny()) {
            // [CLS] query [SEP] document [SEP]
            assertThat(model.score("what is paris", List.of("cats sleep")).tokens())
                    .isEqualTo(1 + 3 + 1 + 2 + 1);
        }
    }

    @Test
    void theWordsThatAModelWasTrainedWithStandAroundBoth() throws IOException {
        Path file = TinyReranker.write(folder.resolve("worded.gguf"), "what is {query} paris {document} a lot");
        try (RerankModel model = load(file)) {
            RerankModel.Relevance one = model.score("cats", List.of("sleep", "{query} [SEP]"));

            assertThat(one.scores()).hasSize(2);
            int words = model.score("cats", List.of("sleep")).tokens();
            assertThat(words).isGreaterThanOrEqualTo(2 + 1 + 1 + 1 + 2);
            // a query that names the other place is text and nothing else
            assertThat(model.score("{document}", List.of("paris paris paris paris"))
                            .tokens())
                    .isLessThan(words + 12);
        }
    }

    @Test
    void manyDocumentsTogetherGetWhatEachGetsAlone() throws IOException {
        try (RerankModel model = tiny()) {
            List<String> documents = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                documents.add("cats sleep ".repeat(i % 5) + "paris ".repeat(i % 7) + "a lot");
            }

            List<Double> together = model.score(QUERY, documents).scores();

            for (int i = 0; i < 100; i += 9) {
                assertThat(together.get(i))
                        .isCloseTo(
                                model.score(QUERY, List.of(documents.get(i)))
                                        .scores()
                                        .getFirst(),
                                within(1e-4));
            }
        }
    }

    @Test
    void callersFromManyThreadsEachGetTheirOwn() throws Exception {
        try (RerankModel model = tiny();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> callers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String document = "paris ".repeat(1 + i) + "sleep a lot";
                double alone = model.score(QUERY, List.of(document)).scores().getFirst();
                callers.add(() ->
                        Math.abs(model.score(QUERY, List.of(document)).scores().getFirst() - alone) < 1e-4);
            }

            for (Future<Boolean> caller : threads.invokeAll(callers)) {
                assertThat(caller.get()).isTrue();
            }
        }
    }

    @Test
    void aDocumentThatIsTooLongIsNamedWithItsTokens() throws IOException {
        try (RerankModel model = tiny()) {
            assertThatThrownBy(() -> model.score("what", List.of("paris", "a lot ".repeat(40))))
                    .isInstanceOf(ContextOverflowException.class)
                    .hasMessageContaining("documents[1]")
                    .hasMessageContaining("84 tokens")
                    .hasMessageContaining("64");
        }
    }

    @Test
    void anInterruptEndsACall() throws IOException {
        try (RerankModel model = tiny()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> model.score(QUERY, List.of("paris")))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(model.score(QUERY, List.of("paris")).scores()).hasSize(1);
        }
    }

    @Test
    void aModelWithoutAHeadForScoresIsRefusedBeforeItIsLoaded() {
        assertThatThrownBy(() -> RerankModel.load(TestModels.natives(), TestModels.smolOptions()))
                .isInstanceOf(UnsupportedByModelException.class)
                .hasMessageContaining("SmolLM2")
                .hasMessageContaining("bge-reranker");
    }

    @Test
    void aModelThatSortsIntoClassesIsNoReranker() throws IOException {
        Path file = TinyReranker.write(folder.resolve("moods.gguf"), 3);

        assertThatThrownBy(() -> load(file))
                .isInstanceOf(UnsupportedByModelException.class)
                .hasMessageContaining("3 classes");
    }

    @Test
    void aClosedModelSaysSo() throws IOException {
        RerankModel model = tiny();
        model.close();

        assertThatThrownBy(() -> model.score(QUERY, List.of("paris"))).isInstanceOf(RuntimeException.class);
    }
}
