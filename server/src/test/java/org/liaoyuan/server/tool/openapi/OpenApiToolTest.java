package org.liaoyuan.server.tool.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Tenant;
import org.liaoyuan.server.tool.AgentOfTest;
import org.liaoyuan.server.tool.Desk;
import org.liaoyuan.server.tool.Tool.Effect;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolValues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a company's system that a document describes. */
class OpenApiToolTest {

    private static final String SECRET = "Bearer tulip-of-the-crm";
    private static final JsonMapper JSON = new JsonMapper();

    private static House house;
    private static Visitor admin;
    private static Visitor builder;
    private static OpenApiTool tool;
    private static Tenant owner;
    private static Desk desk;

    @BeforeAll
    static void settle() {
        house = House.get();
        admin = house.people.get(Role.ADMIN);
        builder = house.people.get(Role.BUILDER);
        tool = house.server.bean(OpenApiTool.class);
        owner = AgentOfTest.tenant(admin);
        desk = new Desk()
                .json("/v2/leads/7", "{\"id\": \"7\", \"name\": \"Lychee Ltd\", \"credit\": 12.5}")
                .json("/v2/leads", "{\"id\": \"8\"}")
                .answer("/v2/visits", (exchange, turn) -> exchange.close())
                .answer(
                        "/doc.yaml",
                        (exchange, turn) ->
                                Desk.send(exchange, 200, "application/yaml", DocumentReaderTest.document("crm.yaml")))
                .answer("/away", (exchange, turn) -> {
                    exchange.getResponseHeaders().set("Location", desk.address() + "/doc.yaml");
                    exchange.sendResponseHeaders(302, -1);
                });
        Reply added = add(Map.of(
                "name",
                "crm",
                "url",
                desk.address() + "/v2",
                "document",
                DocumentReaderTest.document("crm.yaml"),
                "headers",
                Map.of("Authorization", SECRET)));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.at("/operations").asInt()).isEqualTo(5);
    }

    @AfterAll
    static void end() {
        desk.close();
    }

    private static Reply add(Map<String, ?> wish) {
        return admin.post("/api/openapi-connections", JSON.writeValueAsString(wish));
    }

    private static ToolValues values(String operation, String arguments, String body) {
        Map<String, String> texts = new HashMap<>(
                Map.of("api", "crm", "operation", operation, "expect", "2xx", "mostBytes", "200000", "keyed", "false"));
        texts.put("arguments", arguments);
        texts.put("body", body);
        return new ToolValues(texts, Map.of());
    }

    private static JsonNode use(ToolValues values) {
        ToolCall call = new ToolCall(values, UUID.randomUUID(), "the-key", Duration.ofSeconds(20));
        try {
            return owner.call(() -> tool.use(call)).output();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static ToolFailure failure(ToolValues values) {
        return Assertions.catchThrowableOfType(ToolFailure.class, () -> use(values));
    }

    @Test
    void anOperationIsCalledAndGivesWhatARequestGives() {
        JsonNode lead = use(values("getLead", "{\"id\": 7, \"X-Trace\": \"t\"}", ""));

        assertThat(lead.at("/status").asInt()).isEqualTo(200);
        assertThat(lead.at("/body/name").asString()).isEqualTo("Lychee Ltd");
        assertThat(lead.at("/text").asString()).contains("Lychee");
        Desk.Asked asked = desk.asked("/v2/leads/7").getLast();
        assertThat(asked.header("Authorization")).isEqualTo(SECRET);
        assertThat(asked.header("X-trace")).isEqualTo("t");

        use(values("addLead", "", "{\"name\": \"L\", \"credit\": \"3\"}"));
        Desk.Asked added = desk.asked("/v2/leads").getLast();
        assertThat(added.method()).isEqualTo("POST");
        assertThat(added.body()).isEqualTo("{\"name\":\"L\",\"credit\":3}");
        assertThat(added.header("Content-type")).startsWith("application/json");

        int before = desk.asked("/v2/leads").size();
        assertThat(failure(values("addLead", "", "{\"nome\": \"L\"}")).reason()).isEqualTo(Reason.VALUE);
        assertThat(desk.asked("/v2/leads")).as("nothing was sent").hasSize(before);
        assertThat(failure(values("gone", "", "")).reason()).isEqualTo(Reason.VALUE);
        assertThat(failure(values("POST /visits", "", "{}")).reason()).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void whatASecondCallDoesIsSaidByTheMethod() {
        assertThat(owner.ask(() -> tool.effect(values("getLead", "", "")))).isEqualTo(Effect.READS);
        assertThat(owner.ask(() -> tool.effect(values("setLead", "", "")))).isEqualTo(Effect.KEYED);
        assertThat(owner.ask(() -> tool.effect(values("addLead", "", "")))).isEqualTo(Effect.ONCE);
        assertThat(owner.ask(() -> tool.effect(values("gone", "", "")))).isEqualTo(Effect.ONCE);
    }

    @Test
    void buildersSeeWhatAnApiCanDoAndNobodySeesItsSecrets() {
        Reply operations = builder.get("/api/openapi-connections/crm/operations");

        assertThat(operations.status()).as(operations.text()).isEqualTo(200);
        assertThat(operations.at("/title").asString()).isEqualTo("CRM of a company");
        assertThat(operations.at("/operations/2/operation").asString()).isEqualTo("getLead");
        assertThat(operations.at("/operations/2/method").asString()).isEqualTo("GET");
        assertThat(operations.at("/operations/2/reads").asBoolean()).isTrue();
        assertThat(operations.at("/operations/2/arguments/0/name").asString()).isEqualTo("id");
        assertThat(operations.at("/operations/1/body/schema/$ref").asString()).isEqualTo("#/$defs/NewLead");
        assertThat(operations.at("/schemas/NewLead/required/0").asString()).isEqualTo("name");
        assertThat(operations.at("/leftOut/0/operation").asString()).isEqualTo("setCard");
        assertThat(builder.get("/api/openapi-connections").text())
                .contains("Authorization")
                .doesNotContain("tulip");
        assertThat(house.tablesWith("tulip-of-the-crm")).isEmpty();
        Visitor member = house.people.get(Role.MEMBER);
        assertThat(member.get("/api/openapi-connections/crm/operations").status())
                .isEqualTo(403);
        assertThat(builder.post("/api/openapi-connections", "{}").status()).isEqualTo(403);
    }

    @Test
    void aDocumentIsReadFromItsAddressTriedChangedAndRemoved() {
        Reply made =
                add(Map.of("name", "fetched", "url", desk.address() + "/v2", "documentUrl", desk.address() + "/away"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String path = "/api/openapi-connections/" + made.at("/id").asString();

        assertThat(made.at("/documentUrl").asString()).endsWith("/away");
        Reply tried = admin.post(path + "/try", "");
        assertThat(tried.at("/ok").asBoolean()).as(tried.text()).isTrue();
        assertThat(tried.at("/status").asInt()).isEqualTo(404);
        String acting = DocumentReaderTest.document("crm.yaml")
                .replace("    get:\n      operationId: listLeads", "    patch:\n      operationId: listLeads");
        Reply more = admin.send("PUT", path, JSON.writeValueAsString(Map.of("document", acting)));
        assertThat(more.status()).as(more.text()).isEqualTo(409);
        assertThat(more.text()).contains("listLeads");
        Reply other = admin.send(
                "PUT", path, JSON.writeValueAsString(Map.of("document", DocumentReaderTest.document("crm-3.0.json"))));
        assertThat(other.at("/title").asString()).as(other.text()).isEqualTo("CRM, the old one");
        assertThat(other.at("/operations").asInt()).isEqualTo(1);
        Reply headed = admin.send("PUT", path, "{\"headers\": {\"X-Key\": \"k\"}}");
        assertThat(headed.at("/headers/0").asString()).isEqualTo("X-Key");
        assertThat(admin.send("PUT", path, "{\"url\": \"http://127.0.0.1:65000/\"}")
                        .status())
                .as("elsewhere with the old headers")
                .isEqualTo(400);
        assertThat(admin.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(admin.send("DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void whatLeadsInsideOrIsNoDocumentIsRefused() {
        String document = DocumentReaderTest.document("crm-3.0.json");

        assertThat(add(Map.of("name", "x", "documentUrl", "http://169.254.169.254/doc"))
                        .text())
                .contains("documentUrl", "liaoyuan.tools.inside");
        assertThat(add(Map.of("name", "x", "documentUrl", desk.address() + "/nothing"))
                        .text())
                .contains("it answered 404");
        assertThat(add(Map.of("name", "x", "document", document)).text())
                .as("its server is a path alone")
                .contains("url is no address of an API");
        assertThat(add(Map.of("name", "x", "document", "{}", "url", desk.address()))
                        .text())
                .contains("OpenAPI 3.0 or 3.1");
        assertThat(add(Map.of("name", "crm", "document", document, "url", desk.address()))
                        .status())
                .isEqualTo(409);
        assertThat(add(Map.of("name", "x", "document", document, "url", desk.address(), "headers", Map.of("Host", "x")))
                        .text())
                .contains("headers has 'Host'");
    }

    @Test
    void aDraftIsToldWhatTheDocumentDoesNotHave() {
        assertThat(problems("\"api\": \"erp\", \"operation\": \"getLead\"")).containsExactly("api");
        assertThat(problems("\"api\": \"crm\", \"operation\": \"getLed\"")).containsExactly("operation");
        assertThat(problems(
                        "\"api\": \"crm\", \"operation\": \"getLead\", \"arguments\": {\"ID\": \"{{start.word}}\"}"))
                .containsExactly("arguments/ID", "arguments/id");
        assertThat(problems("\"api\": \"crm\", \"operation\": \"addLead\", \"body\": {\"name\": \"{{nobody.text}}\"}"))
                .containsExactly("body/name");
        assertThat(problems("\"api\": \"crm\", \"operation\": \"addLead\", \"body\": {\"nome\": \"x\"}"))
                .containsExactly("body/name", "body/nome");
        assertThat(problems("\"api\": \"crm\", \"operation\": \"addLead\", \"body\": {\"name\": \"{{secret.X}}\"}"))
                .containsExactly("body/name");
    }

    private static List<String> problems(String fields) {
        Reply made = builder.post("/api/agents", """
                {"draft": {"name": "D", "input": {"properties": {"word": {"type": "string"}}}, "nodes": [
                  {"id": "start", "kind": "input", "next": "act"}, {"id": "act", "kind": "openapi", %s, "next": "end"},
                  {"id": "end", "kind": "answer", "text": "{{act}}"}]}}""".formatted(fields));
        return made.at("/problems")
                .valueStream()
                .map(each -> each.path("field").asString(""))
                .toList();
    }

    @Test
    void anAgentReadsAndWhatItReadAddsNoFieldToWhatItSends() {
        Reply run =
                AgentOfTest.run(builder, house.people.get(Role.MEMBER), """
                "kind": "openapi", "api": "crm", "operation": "getLead", "arguments": {"id": "{{start.word}}"}""", "{{act.body.name}} {{act.status}}", "7");

        assertThat(run.at("/run/output/text").asString()).as(run.text()).isEqualTo("Lychee Ltd 200");
        assertThat(run.text()).doesNotContain("tulip");
        Reply sent = AgentOfTest.run(
                builder,
                house.people.get(Role.MEMBER),
                """
                "kind": "openapi", "api": "crm", "operation": "addLead", "keyed": true, "body": {"name": "Of {{start.word}}", "id": "{{start.word}}"}""",
                "{{act.body.id}}",
                "\\\", \\\"active\\\": true, \\\"x\\\": \\\"");
        assertThat(sent.at("/run/output/text").asString()).as(sent.text()).isEqualTo("8");
        Desk.Asked asked = desk.asked("/v2/leads").getLast();
        assertThat(JSON.readTree(asked.body()).propertyNames()).containsExactly("name", "id");
        assertThat(asked.header("Idempotency-key")).isNotBlank();
    }

    @Test
    void anApiIsKeptForSomeAsADatabaseIs() {
        Visitor member = house.people.get(Role.MEMBER);
        assertThat(admin.get("/api/grants?kind=CONNECTOR").text()).contains("openapi/crm");
        String rule = "/api/grants?kind=CONNECTOR&resource=openapi/crm";
        Reply set = admin.send("PUT", rule, "{\"roles\":[\"BUILDER\"],\"groups\":[]}");
        assertThat(set.status()).as(set.text()).isLessThan(300);
        try {
            Reply run = AgentOfTest.run(builder, member, """
                    "kind": "openapi", "api": "crm", "operation": "getLead", "arguments": {"id": "7"}""", "{{act}}", "x");

            assertThat(run.at("/run/failure").asString()).as(run.text()).isEqualTo("NOT_OPEN");
        } finally {
            admin.send("DELETE", rule, "");
        }
    }
}
