package org.liaoyuan.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.contract.Examples.Step;
import org.liaoyuan.server.tool.Desk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract's examples, sent to a server one after the other by the owner of an organisation. After a change of what is answered
 * {@code -Dliaoyuan.examples.write=true} writes the answers of {@code walk.json} anew, and {@code ContractTest} the contract.
 */
class ExamplesTest {

    private static final String TAG = "agents";

    /** Of the page that a link in a mail opens: its token comes by mail alone, and the tests of links follow it from there. */
    private static final Set<String> OF_LINKS = Set.of("showAgentLink", "answerAgentLink");

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Path CONTRACT = Path.of("src/main/resources/openapi/liaoyuan.json");
    private static final Path BY_CURL = Path.of("../docs/agents-by-curl.md");
    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static Desk desk;
    private static Visitor owner;

    @BeforeAll
    static void settle() {
        House house = House.get();
        owner = house.newOrganisation("Examples", "owner-of-examples");
        house.newMember(owner, "ada-of-examples", Role.MEMBER);
        desk = new Desk()
                .json("/v2", "{}")
                // nobody knows whether it was done
                .answer("/orders", (exchange, turn) -> exchange.close());
    }

    @AfterAll
    static void end() {
        desk.close();
    }

    private static Likeness likeness() {
        return new Likeness(Map.of(
                "https://liaoyuan.example.com", House.get().server.address(),
                "https://crm.example.com", desk.address(),
                "db.example.com:5432", "127.0.0.1:1"));
    }

    @Test
    void whatTheContractShowsIsWhatAServerDoes() throws IOException {
        JsonNode written = JSON.readTree(Files.readString(CONTRACT));
        if (Boolean.getBoolean("liaoyuan.examples.write")) {
            write(written);
            return;
        }
        Likeness likeness = likeness();
        List<Step> steps = Examples.of(written, TAG);
        for (Step step : steps) {
            Reply reply = sent(step, likeness);

            assertThat(Integer.toString(reply.status()))
                    .as("%s (%s): %s", step.name(), step.operation(), reply.text())
                    .isEqualTo(step.status());
            if (reply.body() != null) {
                assertThat(complaints(written, step, reply.body()))
                        .as("%s (%s): %s", step.name(), step.operation(), reply.text())
                        .isEmpty();
            }
            if (step.answer() != null) {
                JsonNode given = Objects.requireNonNull(reply.body());
                likeness.learn(step.answer(), given);
                assertThat(likeness.difference(step.answer(), given))
                        .as("%s (%s): %s", step.name(), step.operation(), reply.text())
                        .isEmpty();
            }
        }
        assertThat(steps)
                .as("examples are few if the contract has them elsewhere")
                .hasSizeGreaterThan(60);
    }

    @Test
    void everyOperationOfAgentsHasAnExample() throws IOException {
        JsonNode contract = JSON.readTree(Files.readString(CONTRACT));
        List<String> shown =
                Examples.of(contract, TAG).stream().map(Step::operation).toList();

        List<String> operations = contract.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .filter(each -> each.path("tags").path(0).asString("").equals(TAG))
                .map(each -> each.path("operationId").asString(""))
                .filter(each -> !OF_LINKS.contains(each))
                .toList();

        assertThat(operations)
                .hasSizeGreaterThan(60)
                .allSatisfy(each ->
                        assertThat(shown).as("a step of %s", Examples.WALK).contains(each));
    }

    private static Reply sent(Step step, Likeness likeness) {
        String path = step.path();
        List<String> query = new ArrayList<>();
        for (Map.Entry<String, String> each : step.parameters().entrySet()) {
            String value = URLEncoder.encode(likeness.real(each.getValue()), StandardCharsets.UTF_8);
            if (path.contains("{" + each.getKey() + "}")) {
                path = path.replace("{" + each.getKey() + "}", value);
            } else {
                query.add(each.getKey() + "=" + value);
            }
        }
        String address = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        String body = step.request() == null
                ? ""
                : likeness.real(
                        step.request().isString()
                                ? step.request().stringValue()
                                : step.request().toString());
        if (step.until().isEmpty()) {
            return send(step, address, body);
        }
        return Awaitility.await("%s".formatted(step.until()))
                .atMost(LONG)
                .until(
                        () -> send(step, address, body),
                        reply -> step.until().entrySet().stream()
                                .allMatch(each ->
                                        reply.at(each.getKey()).asString("").equals(each.getValue())));
    }

    private static Reply send(Step step, String address, String body) {
        HttpRequest.Builder request = owner.server().request(address);
        owner.headers().forEach(request::header);
        if (!step.type().isEmpty()) {
            request.header("Content-Type", step.type());
        }
        return owner.server()
                .send(request.method(
                        step.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    /** What the contract's schema of the answer says against it. */
    private static List<String> complaints(JsonNode contract, Step step, JsonNode given) {
        JsonNode schema = contract.path("paths")
                .path(step.path())
                .path(step.method().toLowerCase(java.util.Locale.ROOT))
                .path("responses")
                .path(step.status())
                .path("content")
                .path("application/json")
                .path("schema");
        if (!schema.isObject()) {
            return List.of();
        }
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        ObjectNode components = contract.path("components").deepCopy().asObject();
        // what is handed through is any JSON
        ((ObjectNode) components.path("schemas")).putObject("JsonNode");
        whole.set("components", components);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(given)
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** The answers of the walk anew; as examples they say nothing that is another each time. */
    private static void write(JsonNode contract) throws IOException {
        Likeness likeness = likeness();
        Map<String, Step> operations = operations();
        List<JsonNode> walk = Examples.walk();
        List<String> refused = new ArrayList<>();
        for (JsonNode each : walk) {
            Reply reply = sent(
                    filled(
                            Objects.requireNonNull(
                                    operations.get(each.path("operation").stringValue())),
                            each),
                    likeness);
            if (reply.status() >= 300) {
                refused.add(each.path("name") + ": " + reply.status() + " " + reply.text());
            }
            ObjectNode step = (ObjectNode) each;
            step.put("status", Integer.toString(reply.status()));
            step.remove("answer");
            JsonNode body = reply.body();
            if (body != null) {
                each.path("gives").properties().forEach(gives -> {
                    String given = body.at(gives.getKey()).asString("");
                    if (!given.isEmpty()) {
                        likeness.learn(gives.getValue().stringValue(), given);
                    }
                });
                step.set("answer", likeness.example(body));
            }
        }
        Files.writeString(Examples.WALK, JSON.writeValueAsString(walk) + "\n");
        assertThat(refused).isEmpty();
    }

    private static Step filled(Step operation, JsonNode step) {
        Map<String, String> parameters = new HashMap<>();
        List.of("path", "query")
                .forEach(in -> step.path(in)
                        .properties()
                        .forEach(each ->
                                parameters.put(each.getKey(), each.getValue().asString())));
        Map<String, String> until = step.path("until").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().asString()));
        @Nullable JsonNode request = step.get("request");
        return new Step(
                step.path("name").stringValue(),
                0,
                operation.method(),
                operation.path(),
                operation.operation(),
                parameters,
                operation.type(),
                request,
                "",
                null,
                until);
    }

    /** From what the code says now. */
    private static Map<String, Step> operations() {
        Map<String, Step> operations = new HashMap<>();
        JsonNode now = JSON.readTree(TestServer.get().get("/test/contract").text());
        now.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(each -> {
                    JsonNode operation = each.getValue();
                    String type = operation.at("/requestBody/content").propertyNames().stream()
                            .findFirst()
                            .orElse("");
                    String id = operation.path("operationId").stringValue();
                    operations.put(
                            id,
                            new Step(
                                    "",
                                    0,
                                    each.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    id,
                                    Map.of(),
                                    type,
                                    null,
                                    "",
                                    null,
                                    Map.of()));
                }));
        return operations;
    }

    @Test
    void theWalkByCurlIsWalked() throws Exception {
        String script = BLOCK.matcher(Files.readString(BY_CURL))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.joining("\n"));
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
        builder.environment().put("LIAOYUAN", TestServer.get().address());

        Process process = builder.start();
        process.getOutputStream().close();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("Send the note about the picnic?", "Sent: About the picnic", "event: run");
    }
}
