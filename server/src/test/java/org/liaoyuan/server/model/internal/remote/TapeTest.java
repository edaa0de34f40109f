package org.liaoyuan.server.model.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.model.RawAnswer;

class TapeTest {

    private static String ask(FaultyServer server, String options) throws Exception {
        ProviderConfig config = new ProviderConfig(
                "", null, server.address(), true, 0, Limits.USUAL, Times.USUAL, List.of(), Secret.of("sk-secret"));
        try (Deadlines deadlines = new Deadlines();
                Provider provider = Provider.of("far", config, deadlines, Map.of())) {
            RawAnswer answer = provider.raw("m", OpenAiProviderTest.wire(options), failure -> {});
            StringBuilder text = new StringBuilder();
            for (Optional<byte[]> part = answer.next(); part.isPresent(); part = answer.next()) {
                text.append(new String(part.get(), StandardCharsets.UTF_8));
            }
            return text.toString();
        }
    }

    @Test
    void whatWasRecordedPlaysWithoutTheProviderAndHoldsNoKey(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tape.json");
        String recorded;
        try (FaultyServer provider = new FaultyServer(FaultyServer.events(
                        OpenAiProviderTest.HELLO, OpenAiProviderTest.LO, OpenAiProviderTest.USAGE, "[DONE]"));
                FaultyServer recorder = new FaultyServer(new Tape(file).recording(provider.address()))) {
            recorded = ask(recorder, ",\"stream\":true");
        }

        try (FaultyServer player = new FaultyServer(new Tape(file).playing())) {
            assertThat(ask(player, ",\"stream\":true")).isEqualTo(recorded).contains("[DONE]");
        }
        assertThat(Files.readString(file)).doesNotContain("sk-secret");
    }
}
