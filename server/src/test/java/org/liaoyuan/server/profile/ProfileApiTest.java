package org.liaoyuan.server.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.model.CapabilityProfiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileApiTest {

    private final TestServer server = TestServer.get();

    @AfterEach
    void endTheRun() {
        server.delete("/api/profiles/runs/current");
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> !state().equals("RUNNING"));
    }

    private String state() {
        return server.get("/api/profiles").at("/run/state").asString("");
    }

    private JsonNode follow() {
        try (Stream<String> lines = server.lines("/api/profiles/runs/current/events")) {
            List<String> data = lines.filter(l -> l.startsWith("data: ")).toList();
            return new JsonMapper().readTree(data.getLast().substring("data: ".length()));
        }
    }

    @Test
    void theQuickSuiteOnARealModelFillsEveryCell() {
        server.bean(JdbcClient.class).sql("delete from profile").update();

        assertThat(server.post("/api/profiles/runs", "{\"quick\":true}").status())
                .isEqualTo(202);
        JsonNode end = follow();

        assertThat(end.path("state").asString()).isEqualTo("DONE");
        assertThat(end.path("done").asInt()).isEqualTo(72);
        List<Cell> cells = server.bean(ProfileService.class).cells();
        assertThat(cells).hasSize(36).allSatisfy(c -> {
            assertThat(c.model()).isEqualTo(TestParts.MODEL);
            assertThat(c.n()).isEqualTo(2);
            assertThat(c.lowerBound()).isEqualTo(Wilson.lowerBound(2, c.passes()));
        });
        assertThat(cells)
                .filteredOn(c -> c.promptTokens() > 0 && c.latencyMillis() > 0 && c.joules() > 0)
                .hasSizeGreaterThanOrEqualTo(35);
        // the test server's context holds 2,048 tokens, the longest text has 4,000
        assertThat(server.bean(JdbcClient.class)
                        .sql(
                                "select distinct failure from profile_outcome where skill = 'long-context' and difficulty = 3")
                        .query(String.class)
                        .list())
                .containsExactly("CONTEXT");
        assertThat(server.bean(CapabilityProfiles.class).lowerBound(TestParts.MODEL, "code", 1))
                .isPresent();
        assertThat(server.bean(CapabilityProfiles.class).lowerBound("nobody", "code", 1))
                .isEmpty();
    }

    @Test
    void aRunIsStoppedAndAnotherIsRefusedMeanwhile() {
        server.post("/api/profiles/runs", "{\"skill\":\"summarise\",\"difficulty\":2,\"repeat\":10}");

        assertThat(server.post("/api/profiles/runs", "{}").status()).isEqualTo(409);
        server.delete("/api/profiles/runs/current");

        assertThat(follow().path("state").asString()).isEqualTo("STOPPED");
    }

    @Test
    void aShorterMeasurementDoesNotReplaceALongerOne() {
        ProfileStore store = server.bean(ProfileStore.class);
        store.keep(cell("a", 8, 8, 20), List.of());

        store.keep(cell("a", 2, 0, 20), List.of());

        assertThat(store.cell("a", "plan", 1, "1").orElseThrow().n()).isEqualTo(8);
    }

    @Test
    void theModelsThatPassABoundComeCheapestFirst() {
        ProfileStore store = server.bean(ProfileStore.class);
        store.keep(cell("dear", 8, 8, 90), List.of());
        store.keep(cell("cheap", 8, 8, 10), List.of());
        store.keep(cell("weak", 8, 3, 1), List.of());

        ProfileService profiles = server.bean(ProfileService.class);

        assertThat(profiles.modelsThatPass("plan", 1, 0.6))
                .containsSubsequence("cheap", "dear")
                .doesNotContain("weak");
        assertThatThrownBy(() -> profiles.modelsThatPass("singing", 1, 0.6)).hasMessageContaining("singing");
        server.bean(JdbcClient.class).sql("delete from profile").update();
    }

    private static Cell cell(String model, int n, int passes, double joules) {
        return new Cell(
                model,
                "plan",
                1,
                "1",
                n,
                passes,
                Wilson.lowerBound(n, passes),
                100,
                10,
                10,
                joules,
                false,
                java.time.Instant.now());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"skill\":\"singing\"} | 400 | singing",
                "{\"difficulty\":4} | 400 | difficulty is 4",
                "{\"repeat\":0} | 400 | repeat is 0",
                "{\"model\":\"nobody\"} | 404 | nobody",
                "{\"model\":\"qwen2.5-coder-1.5b\"} | 409 | ./liaoyuan pull",
                "{\"model\":\"bge-small-zh\"} | 400 | chat model",
                "nonsense | 400 | nonsense"
            })
    void aMeasurementThatCannotBeIsRefusedWithAReason(String body, int status, String reason) {
        var reply = server.post("/api/profiles/runs", body);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.at("/detail").asString()).contains(reason);
    }
}
