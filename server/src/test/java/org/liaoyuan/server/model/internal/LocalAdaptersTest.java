package org.liaoyuan.server.model.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.TestAdapters;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.AdapterStatus;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.CompletionRequest;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelSettings;
import org.liaoyuan.server.model.UnknownModelException;

class LocalAdaptersTest {

    private static final String LAMB = TestParts.MODEL + ":lamb";

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private static LocalModels open(Home home) {
        return new LocalModels(
                home, new ModelSettings(TestParts.MODEL, "", 512, 4, 64, 1, 0, 1, 8, "http://127.0.0.1:1"));
    }

    private static Answer ask(LocalModels models, String model, int tokens) {
        return models.complete(new CompletionRequest(
                model, TestAdapters.ALPHABET, Optional.empty(), Sampling.GREEDY, tokens, List.of(), -1));
    }

    private static String readAll(Answer answer) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
            if (part.get() instanceof AnswerPart.Text(String said, var logprobs)) {
                text.append(said);
            }
        }
        answer.close();
        return text.toString();
    }

    @Test
    void aRestartHasThemAgain() throws Exception {
        Home home = TestParts.home(folder);
        Path file = TestAdapters.lamb(elsewhere.resolve("lamb.gguf"), "llama");
        try (LocalModels models = open(home)) {
            models.addAdapter("default", file, null);
        }
        Files.delete(file);

        try (LocalModels models = open(home)) {
            assertThat(models.adapters(TestParts.MODEL))
                    .extracting(AdapterStatus::model)
                    .containsExactly(LAMB);
            assertThat(readAll(ask(models, LAMB, 8))).contains(TestAdapters.SAYS);
            assertThat(models.load()).containsOnlyKeys(TestParts.MODEL);
        }
    }

    @Test
    void removedUnderAnAnswerItEndsWithTheLastTokenOfThat() throws Exception {
        Home home = TestParts.home(folder);
        try (LocalModels models = open(home)) {
            models.addAdapter(TestParts.MODEL, TestAdapters.lamb(elsewhere.resolve("lamb.gguf"), "llama"), null);
            Answer answer = ask(models, LAMB, 40);
            answer.next();

            models.removeAdapter(TestParts.MODEL, "lamb");

            assertThatThrownBy(() -> ask(models, LAMB, 4)).isInstanceOf(UnknownModelException.class);
            assertThat(readAll(answer)).contains(TestAdapters.SAYS);
            assertThat(answer.cost().usage().completionTokens()).isEqualTo(40);
        }
    }

    @Test
    void aFileThatWasExchangedIsLoadedAnewAndOneThatFitsNoLongerIsNamed() throws Exception {
        Home home = TestParts.home(folder);
        try (LocalModels models = open(home)) {
            models.addAdapter(TestParts.MODEL, TestAdapters.lamb(elsewhere.resolve("lamb.gguf"), "llama"), null);
            readAll(ask(models, LAMB, 4));

            Path file = home.adapters().resolve(TestParts.MODEL).resolve("lamb.gguf");
            Files.writeString(file, "no longer an adapter");

            assertThatThrownBy(() -> ask(models, LAMB, 4))
                    .isInstanceOf(ModelNotReadyException.class)
                    .hasMessageContaining(LAMB)
                    .hasMessageContaining("GGUF");
        }
    }
}
