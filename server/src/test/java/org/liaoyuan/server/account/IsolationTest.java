package org.liaoyuan.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Two organisations on one server: nothing of the one is found by the other, on any route. */
class IsolationTest {

    /** In every text that belongs to the first organisation; it stands in no text of the second. */
    private static final String MARK = "ember7f3a";

    /** Asks a person, and no model. */
    private static final String AGENT = """
            {"name": "Agent ember7f3a", "input": {"properties": {"word": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "ask"},
              {"id": "ask", "kind": "approval", "question": "{{start.word}}?", "approved": "end", "refused": "end"},
              {"id": "end", "kind": "answer", "text": "{{start.word}}"}]}""";

    private static House house;
    private static Visitor first;
    private static Visitor second;

    /** Ids of what the first organisation has, by the names that routes give them. */
    private static Map<String, String> ids;

    private static List<String> secrets;
    private static String organisation;

    @BeforeAll
    static void settle() {
        house = House.get();
        first = house.newOrganisation("Org " + MARK, "owner-" + MARK);
        second = house.newOrganisation("Other", "owner-of-other");
        String conversation = first.post("/api/conversations", "{\"title\":\"Title " + MARK + "\"}")
                .at("/id")
                .asString();
        String said = first.post(
                        "/api/conversations/" + conversation + "/messages",
                        "{\"content\":\"" + MARK + "\",\"model\":\"no-such-" + MARK + "\"}")
                .text();
        String message = said.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        String key = first.post("/api/keys", "{\"name\":\"key " + MARK + "\"}")
                .at("/key/id")
                .asString();
        String person = first.get("/api/account").at("/id").asString();
        String budget = first.send(
                        "PUT",
                        "/api/budgets",
                        "{\"subject\":\"KEY\",\"subjectId\":\"" + MARK
                                + "\",\"period\":\"DAY\",\"unit\":\"TOKENS\",\"amount\":1}")
                .at("/budget/id")
                .asString();
        first.post("/api/account/factors/authenticator", "{\"password\":\"" + House.PASSWORD + "\"}");
        first.send(
                "PUT",
                "/api/grants?kind=MODEL&resource=bge-small-zh",
                "{\"roles\":[\"MEMBER\"],\"groups\":[\"group " + MARK + "\"]}");
        String assistant =
                first.post("/api/assistants/study/copy", "").at("/id").asString();
        String manifest = first.get("/api/assistants/study")
                .at("/manifest")
                .toString()
                .replaceFirst("\"en\":\"[^\"]*\"", "\"en\":\"" + MARK + "\"");
        first.send("PUT", "/api/assistants/" + assistant + "?shared=true", manifest);
        String persona = first.post(
                        "/api/personas", "{\"name\":\"" + MARK + "\",\"length\":3,\"formality\":3,\"warmth\":3}")
                .at("/id")
                .asString();
        first.send(
                "PUT", "/api/personas/choice", "{\"assistant\":\"" + assistant + "\",\"persona\":\"" + persona + "\"}");
        String session = first.get("/api/account/sessions").at("/0/id").asString();
        String response = first.post(
                        "/v1/responses", "{\"model\":\"default\",\"input\":\"" + MARK + "\",\"max_output_tokens\":16}")
                .at("/id")
                .asString();
        String invitation = first.post("/api/invitations", "{\"name\":\"guest-" + MARK + "\"}")
                .at("/id")
                .asString();
        String document = first.post("/api/space/documents?name=" + MARK + ".txt", "Text " + MARK)
                .at("/document/id")
                .asString();
        String collection = first.post(
                        "/api/space/collections",
                        "{\"name\":\"Collection " + MARK + "\",\"purpose\":\"Purpose " + MARK + "\"}")
                .at("/id")
                .asString();
        first.send(
                "PUT",
                "/api/space/collections/" + collection + "/grants",
                "{\"kind\":\"EVERYBODY\",\"right\":\"READ\"}");
        first.post(
                "/api/space/collections/" + collection + "/documents?name=shared-" + MARK + ".txt", "Shared " + MARK);
        first.send("PUT", "/api/assistants/" + assistant + "/collections", "[\"" + collection + "\"]");
        String note = first.post("/api/space/notes", "{\"title\":\"" + MARK + "\",\"text\":\"Note " + MARK + "\"}")
                .at("/id")
                .asString();
        first.send("PATCH", "/api/space/tags", "{\"documents\":[\"" + document + "\"],\"add\":[\"Tag " + MARK + "\"]}");
        first.send("PUT", "/api/space/digests/setting", "{\"active\":true}");
        first.send("DELETE", "/api/space/documents/" + document + "/digest", "");
        first.send("PUT", "/api/web/organisation", "{\"allowed\":false}");
        String memory = first.post("/api/memories", "{\"text\":\"Memory " + MARK + "\"}")
                .at("/id")
                .asString();
        first.send("PUT", "/api/memories/setting", "{\"active\":true}");
        first.post(
                "/api/conversations/" + conversation + "/messages",
                "{\"content\":\"I live in " + MARK + ".\",\"model\":\"no-such-" + MARK + "\"}");
        String agent =
                first.post("/api/agents", "{\"draft\":" + AGENT + "}").at("/id").asString();
        first.post("/api/agents/" + agent + "/releases", "");
        String run = first.post(
                        "/api/agent-runs", "{\"agent\":\"" + agent + "\",\"input\":{\"word\":\"" + MARK + "\"}}")
                .at("/id")
                .asString();
        String connection = first.post(
                        "/api/sql-connections",
                        "{\"name\":\"" + MARK + "\",\"url\":\"jdbc:postgresql://" + MARK
                                + "/x\",\"user\":\"u\",\"password\":\"" + MARK + "\"}")
                .at("/id")
                .asString();
        String mcp = first.post("/api/mcp-servers", "{\"name\":\"" + MARK + "\",\"url\":\"https://" + MARK + "/mcp\"}")
                .at("/id")
                .asString();
        String api = first.post(
                        "/api/openapi-connections",
                        "{\"name\":\"" + MARK + "\",\"url\":\"https://" + MARK + "/v1\",\"document\":\""
                                + "openapi: 3.1.0\\npaths: {/" + MARK + ": {get: {summary: One}}}\"}")
                .at("/id")
                .asString();
        first.send("PUT", "/api/agents/" + agent + "/labels/prod", "{\"release\":1}");
        String trigger = first.post(
                        "/api/agent-triggers",
                        "{\"agent\":\"" + agent + "\",\"kind\":\"SCHEDULE\",\"name\":\"Trigger " + MARK
                                + "\",\"cron\":\"0 0 1 1 *\",\"zone\":\"UTC\",\"paused\":true,\"input\":{\"word\":\""
                                + MARK + "\"}}")
                .at("/trigger/id")
                .asString();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> first.get("/api/agent-runs/" + run).text(), text -> text.contains("WAITING"));
        first.send(
                "PUT",
                "/api/agent-secrets/key-7f3a",
                "{\"secret\":\"hidden\",\"hosts\":[\"" + MARK + ".example.com\"]}");
        // what is read meanwhile would look like a change
        String shared = "/api/space/collections/" + collection + "/documents";
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> Stream.of(shared, "/api/space/documents")
                        .noneMatch(path -> first.get(path).text().matches("(?s).*\"(WAITING|READING)\".*")));
        ids = Map.ofEntries(
                Map.entry("/api/agent-secrets", "key-7f3a"),
                Map.entry("/api/agents", agent),
                Map.entry("/api/agent-runs", run),
                Map.entry("/api/sql-connections", connection),
                Map.entry("/api/mcp-servers", mcp),
                Map.entry("/api/openapi-connections", api),
                Map.entry("/api/agent-triggers", trigger),
                Map.entry("/api/space/notes", note),
                Map.entry("/api/memories", memory),
                Map.entry("/api/space/collections", collection),
                Map.entry("/api/invitations", invitation),
                Map.entry("/api/account/invitations", invitation),
                Map.entry("/api/space/documents", document),
                Map.entry("/api/assistants", assistant),
                Map.entry("/api/personas", persona),
                Map.entry("/v1/responses", response),
                Map.entry("/api/conversations", conversation),
                Map.entry("message", message),
                Map.entry("/api/keys", key),
                Map.entry("/api/members", person),
                Map.entry("/api/budgets", budget),
                Map.entry("/api/account/sessions", session));
        secrets = new ArrayList<>(ids.values());
        secrets.add(MARK);
        organisation = first.get("/api/session").at("/organisation/id").asString();
        secrets.add(organisation);
    }

    private record Call(String method, String path) {}

    /** Every route of the program, its ids being those of the first organisation. */
    private static Set<Call> calls() {
        Set<Call> calls = new LinkedHashSet<>();
        for (RequestMappingInfoHandlerMapping mapping : house.server.beans(RequestMappingInfoHandlerMapping.class)) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                for (String pattern : info.getPatternValues()) {
                    info.getMethodsCondition().getMethods().forEach(m -> calls.add(new Call(m.name(), path(pattern))));
                }
            }
        }
        calls.removeIf(c -> c.path().startsWith("/test/"));
        return calls;
    }

    private static String path(String pattern) {
        String own = ids.entrySet().stream()
                .filter(e -> pattern.startsWith(e.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MARK);
        return pattern.replace("{message}", ids.get("message"))
                .replace("{page}", "1")
                .replace("{position}", "1")
                .replace("{*id}", "x")
                .replace("/**", "/x")
                .replaceAll("\\{[^}]*}", own);
    }

    /** What routes say about a name or id that the request itself held is no news. */
    private static String withoutEcho(Call call, Reply reply) {
        String text = reply.text();
        if (reply.status() >= 400) {
            for (String part : call.path().split("/")) {
                text = part.isEmpty() ? text : text.replace(part, "…");
            }
        }
        return text;
    }

    @Test
    void nothingOfOneIsReadableByTheOtherOnAnyRoute() {
        assertThat(first.get("/api/conversations").text()).contains(MARK);
        assertThat(first.get("/api/assistants").text()).contains(MARK);
        assertThat(first.get("/api/personas").text()).contains(MARK);
        assertThat(first.get("/api/memories").text()).contains(MARK);
        assertThat(first.get("/api/agents").text()).contains(MARK);
        assertThat(first.get("/api/released-agents").text()).contains(MARK);
        assertThat(first.get("/api/sql-connections").text()).contains(MARK);
        assertThat(first.get("/api/mcp-servers").text()).contains(MARK);
        assertThat(first.get("/api/openapi-connections").text()).contains(MARK);
        assertThat(first.get("/api/agent-triggers").text()).contains("Trigger " + MARK);
        assertThat(first.get("/api/agent-runs/" + ids.get("/api/agent-runs")).text())
                .contains(MARK + "?");
        assertThat(first.get("/api/agent-approvals").text()).contains(MARK + "?");
        assertThat(first.get("/api/agent-secrets").text()).contains(MARK);
        assertThat(first.get("/api/space/tags").text()).contains(MARK);
        assertThat(first.get("/api/conversations/" + ids.get("/api/conversations") + "/memory")
                        .at("/proposals/0/text")
                        .asString())
                .contains(MARK);
        assertThat(first.get("/v1/responses/" + ids.get("/v1/responses")).status())
                .isEqualTo(200);
        assertThat(first.get("/api/audit").body()).isNotEmpty();
        assertThat(first.get("/api/grants?kind=MODEL").text()).contains(MARK);
        assertThat(second.get("/api/grants?kind=MODEL").status()).isEqualTo(200);
        assertThat(second.get("/api/grants?kind=MODEL").text()).doesNotContain(MARK);
        int read = 0;
        for (Call call : calls()) {
            if (call.method().equals("GET")) {
                Reply reply = second.get(call.path());

                // the log of the second tells which ids it tried
                List<String> hidden = call.path().startsWith("/api/audit") ? List.of(MARK, organisation) : secrets;
                assertThat(withoutEcho(call, reply)).as("%s", call).doesNotContain(hidden);
                read++;
            }
        }
        assertThat(read).isGreaterThan(20);
        assertThat(second.get("/api/conversations?q=" + MARK).body()).isEmpty();
        assertThat(first.get("/api/space/documents").text()).contains(MARK);
        assertThat(second.get("/api/space/search?q=" + MARK).body()).isEmpty();
        assertThat(first.get("/api/space/collections").text()).contains(MARK);
        assertThat(second.get("/api/space/collections").body()).isEmpty();
        assertThat(second.get("/api/space/search?q=" + MARK + "&collection=" + ids.get("/api/space/collections"))
                        .status())
                .isEqualTo(404);
        String page = "/api/space/documents/" + ids.get("/api/space/documents") + "/pages/1";
        assertThat(second.get(page).status()).isEqualTo(404);
        assertThat(first.get(page).status()).as("text has no pages").isEqualTo(409);
        assertThat(first.get("/api/search?q=" + MARK).text()).contains(ids.get("/api/space/notes"));
        assertThat(second.get("/api/search?q=" + MARK).text())
                .isEqualTo("{\"conversations\":[],\"notes\":[],\"files\":[]}");
    }

    @Test
    void nothingOfOneIsChangedByTheOtherOnAnyRoute() {
        List<String> before = everythingOfTheFirst();

        for (Call call : calls()) {
            boolean ofOneselfOnly =
                    call.path().equals("/api/session") || call.path().equals("/api/account/sessions");
            if (!call.method().equals("GET") && !ofOneselfOnly) {
                for (String body :
                        List.of("", "{}", "{\"title\":\"taken\",\"content\":\"taken\",\"role\":\"GUEST\"}")) {
                    Reply reply = second.send(call.method(), call.path(), body);

                    assertThat(withoutEcho(call, reply)).as("%s", call).doesNotContain(secrets);
                }
            }
        }

        assertThat(everythingOfTheFirst()).isEqualTo(before);
        assertThat(first.get("/api/account").status()).isEqualTo(200);
    }

    private static List<String> everythingOfTheFirst() {
        return List.of(
                first.get("/api/conversations/" + ids.get("/api/conversations")).text(),
                first.get("/v1/responses/" + ids.get("/v1/responses")).text(),
                first.get("/api/space/documents/" + ids.get("/api/space/documents") + "/file")
                        .text(),
                first.get("/api/space/notes/" + ids.get("/api/space/notes")).text(),
                first.get("/api/space/tags").text(),
                first.get("/api/space/documents/" + ids.get("/api/space/documents") + "/digest")
                        .text(),
                first.get("/api/space/digests/setting").text(),
                first.get("/api/space/collections").text(),
                first.get("/api/space/collections/" + ids.get("/api/space/collections") + "/grants")
                        .text(),
                first.get("/api/space/collections/" + ids.get("/api/space/collections") + "/documents")
                        .text(),
                first.get("/api/assistants").text(),
                first.get("/api/personas").text(),
                first.get("/api/memories").text(),
                first.get("/api/conversations/" + ids.get("/api/conversations") + "/memory")
                        .text(),
                first.get("/api/agents").text(),
                first.get("/api/sql-connections").text(),
                first.get("/api/mcp-servers").text(),
                first.get("/api/openapi-connections").text(),
                first.get("/api/agent-runs").text(),
                first.get("/api/agent-secrets").text(),
                first.get("/api/agent-triggers").text(),
                first.get("/api/agents/" + ids.get("/api/agents") + "/releases").text(),
                first.get("/api/agent-runs/" + ids.get("/api/agent-runs")).text(),
                first.get("/api/members").text(),
                first.get("/api/keys").text(),
                first.get("/api/grants?kind=MODEL").text(),
                first.get("/api/invitations").text(),
                first.get("/api/web").text(),
                first.get("/api/budgets").text());
    }

    @Test
    void aColleaguesConversationsAreTheirsAloneAndTheirUsageIsTheOwners() {
        Visitor colleague = house.newMember(first, "colleague-of-" + MARK, Role.ADMIN);

        assertThat(colleague.get("/api/conversations").body()).isEmpty();
        assertThat(colleague
                        .get("/api/conversations/" + ids.get("/api/conversations"))
                        .status())
                .isEqualTo(404);
        String person = ids.get("/api/members");
        assertThat(colleague.get("/api/ledger/sums?by=PERSON").text()).contains(person);
        assertThat(colleague.get("/api/ledger/entries.csv").text()).contains(person);
        Visitor guest = house.newMember(first, "guest-of-" + MARK, Role.GUEST);
        assertThat(guest.get("/api/ledger/sums?by=PERSON").text()).doesNotContain(person);
        assertThat(guest.get("/api/ledger/entries.csv").text()).doesNotContain(person);
    }

    /** The second of the two: PostgreSQL itself, for a query that forgot its condition. */
    @Test
    void aQueryWithoutAConditionFindsOnlyTheTenantsRows() {
        JdbcClient jdbc = house.server.bean(JdbcClient.class);
        Tenant tenant = new Tenant(
                second.get("/api/session").at("/organisation/id").asString(),
                second.get("/api/account").at("/id").asString(),
                true,
                false);
        List<String> tables = List.of(
                "conversation",
                "assistant",
                "persona",
                "persona_choice",
                "memory",
                "memory_use",
                "memory_proposal",
                "memory_refusal",
                "memory_setting",
                "conversation_without_memory",
                "evidence",
                "message",
                "response",
                "ledger_entry",
                "budget",
                "api_key",
                "key_window",
                "node",
                "data_key",
                "audit_retention",
                "group_role",
                "resource_rule",
                "resource_grant",
                "person_group",
                "invitation",
                "provisioned",
                "directory_group",
                "directory_group_member",
                "audit",
                "session",
                "space",
                "space_document",
                "space_chunk",
                "space_note",
                "space_tag",
                "space_speaker",
                "document_digest",
                "digest_setting",
                "meeting_notes",
                "collection",
                "collection_grant",
                "assistant_collection",
                "agent",
                "agent_release",
                "agent_run",
                "agent_step",
                "agent_wait",
                "agent_call",
                "agent_secret",
                "agent_file",
                "sql_connection",
                "mcp_server",
                "mcp_tool",
                "openapi_connection",
                "openapi_operation",
                "agent_label",
                "agent_label_move",
                "agent_trigger",
                "agent_delivery",
                "agent_callback",
                "space_leftover",
                "web_search_service",
                "web_search_switch",
                "web_search_without",
                "space_change",
                "space_watch",
                "space_watched_file",
                "space_preference",
                "membership",
                "person",
                "organisation",
                "one_time_link",
                "sign_in_throttle",
                "sign_on_provider",
                "linked_identity",
                "sign_on_pending",
                "authenticator",
                "recovery_code",
                "passkey",
                "passkey_owner",
                "passkey_challenge",
                "second_step");

        for (String table : tables) {
            String all = "select coalesce(string_agg(t::text, ' '), '') from " + table + " t";
            assertThat(tenant.ask(() -> jdbc.sql(all).query(String.class).single()))
                    .as(table)
                    .doesNotContain(MARK, organisation);
            assertThat(jdbc.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single())
                    .as("%s where nobody said for whom", table)
                    .isZero();
        }
        assertThat(Tenant.SYSTEM.ask(() -> jdbc.sql("select string_agg(t::text, ' ') from message t")
                        .query(String.class)
                        .single()))
                .contains(MARK);
        assertThat(tenant.<Integer>ask(() ->
                        jdbc.sql("update conversation set title = 'taken'").update()))
                .isZero();
    }

    /** Models and who answers for them are the installation's; whatever else names a person or organisation is theirs. */
    @Test
    void everyTableThatNamesSomebodyIsBehindRowLevelSecurity() {
        JdbcClient jdbc = house.server.bean(JdbcClient.class);

        assertThat(jdbc.sql("""
                        select distinct c.relname from pg_class c
                        join pg_attribute a on a.attrelid = c.oid and a.attname in ('person', 'organisation')
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                          and not (c.relrowsecurity and c.relforcerowsecurity)""").query(String.class).list()).containsExactlyInAnyOrder("provider", "model_alias");
    }

    @Test
    void theProgramsConnectionsAreNeitherTheTablesOwnerNorAboveTheRules() {
        JdbcClient jdbc = house.server.bean(JdbcClient.class);

        assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("liaoyuan_app");
        assertThat(jdbc.sql("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(jdbc.sql("select count(*) from pg_tables where schemaname = 'public' and tableowner = current_user")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
