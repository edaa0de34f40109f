package org.liaoyuan.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class ContractTest {

    private static final Path COMMITTED = Path.of("src/main/resources/openapi/liaoyuan.json");
    private static final String REFRESH = """
            mvn -pl server -am test -Dtest=ContractTest -Dsurefire.failIfNoSpecifiedTests=false -Dliaoyuan.openapi.write=true \
              -Dliaoyuan.test.models=$HOME/.liaoyuan/test/models -Dliaoyuan.test.natives=$HOME/.liaoyuan/test/natives/0.5.0-linux-x64""";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    @Test
    void theCommittedContractIsWhatTheCodeSays() throws IOException {
        String written = sorted(server.get("/test/contract").text());
        if (Boolean.getBoolean("liaoyuan.openapi.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, written);
        }

        String committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";
        if (!committed.equals(written)) {
            fail(
                    "server/%s differs from what the code says:%n%s%nIf that is meant, refresh it, look at its diff, commit it:%n%s"
                            .formatted(COMMITTED, firstDifference(committed, written), REFRESH));
        }
    }

    private static String firstDifference(String committed, String written) {
        List<String> before = committed.lines().toList();
        List<String> now = written.lines().toList();
        int line = 0;
        while (line < before.size() && line < now.size() && before.get(line).equals(now.get(line))) {
            line++;
        }
        return "line %d is%n  %s%nand should be%n  %s"
                .formatted(
                        line + 1,
                        line < before.size() ? before.get(line).strip() : "missing",
                        line < now.size() ? now.get(line).strip() : "gone");
    }

    @Test
    void theRunningServerShowsIt() throws IOException {
        Reply reply = server.get("/v3/api-docs");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/paths/~1api~1conversations~1{conversation}~1messages/post/operationId")
                        .asString())
                .isEqualTo("say");
    }

    @Test
    void everyRouteHasANameATagASummaryAndItsErrors() {
        for (JsonNode route : operations()) {
            assertThat(route.path("operationId").asString(""))
                    .as("%s", route)
                    .doesNotContain("_")
                    .isNotBlank();
            assertThat(route.path("summary").asString("")).as("%s", route).isNotBlank();
            assertThat(route.path("tags")).as("%s", route).hasSize(1);
            assertThat(route.at("/responses/default/content")).as("%s", route).isNotEmpty();
        }
    }

    @Test
    void everyTypeHasFieldsAndEveryReferenceATarget() {
        JsonNode contract = contract();
        JsonNode schemas = contract.at("/components/schemas");

        schemas.propertyStream()
                // what is handed through says so, or is of any kind
                .filter(s -> !s.getValue().path("additionalProperties").asBoolean(false)
                        && !s.getKey().equals("AnyJson"))
                .forEach(s -> assertThat(s.getValue().path("properties"))
                        .as(s.getKey())
                        .isNotEmpty());
        assertThat(contract.findValuesAsString("$ref"))
                .allSatisfy(ref -> assertThat(schemas.has(ref.substring(ref.lastIndexOf('/') + 1)))
                        .isTrue());
    }

    @Test
    void everyParameterThatTheOpenAiContractNamesIsRead() {
        for (String schema : List.of(
                "ChatCompletionRequest", "CompletionRequest", "EmbeddingRequest", "RerankRequest", "ResponseRequest")) {
            String path = switch (schema) {
                case "ChatCompletionRequest" -> "/v1/chat/completions";
                case "CompletionRequest" -> "/v1/completions";
                case "EmbeddingRequest" -> "/v1/embeddings";
                case "ResponseRequest" -> "/v1/responses";
                default -> "/v1/rerank";
            };
            for (String name : contract()
                    .at("/components/schemas/" + schema + "/properties")
                    .propertyNames()) {
                Reply reply = server.post(path, withWrong(schema, name));

                assertThat(reply.status()).as("%s of %s", name, schema).isEqualTo(400);
                assertThat(reply.at("/error/param").asString()).startsWith(name);
            }
        }
    }

    /** A request in which only one parameter is wrong: no parameter is an array of a truth. */
    private static String withWrong(String schema, String name) {
        var body = new JsonMapper().createObjectNode();
        body.put("model", schema.equals("EmbeddingRequest") ? "bge-small-zh" : "default");
        body.put(schema.equals("CompletionRequest") ? "prompt" : "input", "x").put("query", "x");
        body.putArray("documents").add("x");
        body.putArray("messages").addObject().put("role", "user").put("content", "x");
        body.putArray(name).add(true);
        return body.toString();
    }

    private static JsonNode contract() {
        return server.get("/test/contract").body();
    }

    private static List<JsonNode> operations() {
        return contract().path("paths").values().stream()
                .flatMap(path -> path.values().stream())
                .toList();
    }

    /** Keys in order, one a line: a change of the code is a change of the lines that it is about. */
    private static String sorted(String json) {
        var indent = new DefaultIndenter("  ", "\n");
        var mapper = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
                .defaultPrettyPrinter(
                        new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent))
                .build();
        return mapper.writeValueAsString(mapper.readValue(json, Object.class)) + "\n";
    }
}
