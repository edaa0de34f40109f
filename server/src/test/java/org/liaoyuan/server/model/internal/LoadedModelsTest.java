package org.liaoyuan.server.model.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.CompletionRequest;
import org.liaoyuan.server.model.ModelSettings;

class LoadedModelsTest {

    private static final List<String> NAMES = List.of(TestParts.MODEL, "spark-1", "spark-2");
    private static final int ASKERS = 3;
    private static final int QUESTIONS = 3;

    @TempDir
    private Path folder;

    /** Room for one model in memory, and three names for the same file. */
    private LocalModels models() throws Exception {
        Home home = TestParts.home(folder);
        for (String name : NAMES.subList(1, NAMES.size())) {
            Files.createSymbolicLink(
                    home.models().resolve(name + ".gguf"), TestParts.models().resolve(TestParts.MODEL_FILE));
        }
        return new LocalModels(
                home, new ModelSettings(TestParts.MODEL, "", 512, 4, 64, 1, 0, 1, 8, "http://127.0.0.1:1"));
    }

    private static CompletionRequest request(String model) {
        return new CompletionRequest(model, "One, two, three,", Optional.empty(), Sampling.GREEDY, 4, List.of(), -1);
    }

    private static Optional<FinishReason> readAll(Answer answer) throws InterruptedException {
        while (answer.next().isPresent()) {
            // only the end matters
        }
        return answer.finishReason();
    }

    @Test
    void whoAsksManyModelsAtOnceGetsEveryAnswer() throws Exception {
        try (LocalModels models = models();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CyclicBarrier together = new CyclicBarrier(ASKERS);
            List<Future<?>> askers = new ArrayList<>();
            for (int asker = 0; asker < ASKERS; asker++) {
                int first = asker;
                askers.add(executor.submit(() -> {
                    for (int question = 0; question < QUESTIONS; question++) {
                        together.await(120, TimeUnit.SECONDS);
                        try (Answer answer = models.complete(request(NAMES.get((first + question) % NAMES.size())))) {
                            assertThat(readAll(answer)).contains(FinishReason.LENGTH);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> asker : askers) {
                asker.get(240, TimeUnit.SECONDS);
            }

            assertThat(models.load()).hasSize(1);
        }
    }

    @Test
    void aModelThatAnswersIsNotClosedForAnother() throws Exception {
        try (LocalModels models = models()) {
            try (Answer first = models.complete(request("spark-1"));
                    Answer second = models.complete(request("spark-2"))) {
                assertThat(models.load()).containsOnlyKeys("spark-1", "spark-2");
                assertThat(readAll(second)).contains(FinishReason.LENGTH);
                assertThat(readAll(first)).contains(FinishReason.LENGTH);
            }
            assertThat(models.load()).hasSize(1);
        }
    }

    @Test
    void aRequestThatIsRefusedLeavesNoLease() throws Exception {
        try (LocalModels models = models()) {
            CompletionRequest infill =
                    new CompletionRequest("spark-1", "a", Optional.of("b"), Sampling.GREEDY, 4, List.of(), -1);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> models.complete(infill))
                    .hasMessageContaining("fill");

            try (Answer answer = models.complete(request("spark-2"))) {
                assertThat(models.load()).containsOnlyKeys("spark-2");
                readAll(answer);
            }
        }
    }
}
