package org.liaoyuan.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluationTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/api/assistants/translation/evaluation";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    private static List<JsonNode> events(String wanted) {
        try (Stream<String> lines = server.lines(PATH, wanted)) {
            return lines.filter(line -> line.startsWith("data: {"))
                    .map(line -> JSON.readTree(line.substring(6)))
                    .toList();
        }
    }

    @Test
    void eachCaseIsAskedOfTheModelAndGradedByItsRule() {
        List<JsonNode> events = events("{\"model\":\"" + TestParts.CODE_MODEL + "\",\"persona\":\"plain\"}");

        JsonNode done = events.getLast();
        List<JsonNode> cases = events.subList(0, events.size() - 1);
        assertThat(done.path("model").asString()).isEqualTo(TestParts.CODE_MODEL);
        assertThat(done.path("of").asInt()).isEqualTo(cases.size()).isGreaterThanOrEqualTo(10);
        assertThat(cases).allSatisfy(each -> {
            assertThat(each.path("turn").asString()).isNotBlank();
            assertThat(each.path("answer").asString()).isNotBlank();
            assertThat(each.path("passed").asBoolean())
                    .isEqualTo(each.path("failure").isNull());
        });
        // a small model does some of it, and not all
        assertThat(cases.stream()
                        .filter(each -> each.path("passed").asBoolean())
                        .count())
                .isEqualTo(done.path("passed").asLong())
                .isBetween(1L, cases.size() - 1L);
    }

    @Test
    void aModelOrPersonaThatIsNotThereIsSaidSo() {
        assertThat(server.post(PATH, "{\"persona\":\"nobody\"}").status()).isEqualTo(404);
        assertThat(server.post("/api/assistants/nothing/evaluation", "{}").status())
                .isEqualTo(404);
        assertThat(events("{\"model\":\"nothing-7b\"}").getLast().path("code").asString())
                .isEqualTo("unknown_model");
    }
}
