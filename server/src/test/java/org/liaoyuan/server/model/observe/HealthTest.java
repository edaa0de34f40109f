package org.liaoyuan.server.model.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.home.Home;

class HealthTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    @Test
    void aHealthyServerSaysSoOfEachOfItsParts() {
        Reply health = server.get("/actuator/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.at("/components/db/status").asString()).isEqualTo("UP");
        assertThat(health.at("/components/diskSpace/status").asString()).isEqualTo("UP");
        assertThat(health.at("/components/engine/details/version").asString()).startsWith("llama.cpp");
        assertThat(health.at("/components/models/components/" + TestParts.MODEL + "/status")
                        .asString())
                .isEqualTo("UP");
        assertThat(health.at("/components/models/components/qwen2.5-coder-1.5b/status")
                        .asString())
                .isEqualTo("UNKNOWN");
        assertThat(health.at("/components/models/components/qwen2.5-coder-1.5b/details/action")
                        .asString())
                .isEqualTo("run ./liaoyuan pull qwen2.5-coder-1.5b");
    }

    @Test
    void aModelWhoseFileIsDamagedIsNamedWithTheReasonAndTheServerServesOn() throws IOException {
        Path damaged = server.bean(Home.class).models().resolve("cut-short.gguf");
        try (InputStream whole = Files.newInputStream(TestParts.models().resolve(TestParts.MODEL_FILE))) {
            Files.write(damaged, whole.readNBytes(5_000_000));
        }
        try {
            Reply health = server.get("/actuator/health");

            assertThat(health.status()).isEqualTo(200);
            assertThat(health.at("/status").asString()).isEqualTo("DEGRADED");
            assertThat(health.at("/components/models/components/cut-short/status")
                            .asString())
                    .isEqualTo("DEGRADED");
            assertThat(health.at("/components/models/components/cut-short/details/reason")
                            .asString())
                    .isNotBlank();
            assertThat(health.at("/components/models/components/cut-short/details/action")
                            .asString())
                    .contains("liaoyuan pull cut-short");
        } finally {
            Files.delete(damaged);
        }
        assertThat(server.get("/actuator/health").at("/status").asString()).isEqualTo("UP");
    }

    @Test
    void whoComesThroughAProxyLearnsNoDetails() {
        Reply health = server.send(server.request("/actuator/health").header("X-Forwarded-For", "203.0.113.7"));

        assertThat(health.at("/status").asString()).isEqualTo("UP");
        assertThat(health.at("/components").isMissingNode()).isTrue();
    }
}
