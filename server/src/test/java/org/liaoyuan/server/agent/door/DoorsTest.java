package org.liaoyuan.server.agent.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.when;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.agent.Agency;
import org.liaoyuan.server.agent.RunNews;
import org.liaoyuan.server.agent.definition.DefinitionReaderTest;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Labels, bundles, keys, schedules and webhooks of agents, and agents as models. */
class DoorsTest {

    private static final Visitor OWNER = HOUSE.owner();

    /** Asks no model. */
    private static String echo(String name, String answer) {
        return """
                {"name": "%s", "input": {"type": "object", "required": ["message"], "properties": {"message": {"type": "string"}}},
                 "nodes": [{"id": "start", "kind": "input", "next": "said"}, {"id": "said", "kind": "answer", "text": "%s"}]}""".formatted(name, answer);
    }

    private static String asking(String name) {
        return """
                {"name": "%s", "input": {"type": "object", "required": ["message"], "properties": {"message": {"type": "string"}}},
                 "nodes": [{"id": "start", "kind": "input", "next": "ask"},
                  {"id": "ask", "kind": "approval", "question": "Send {{start.message}}?", "by": "starter", "approved": "said", "refused": "said"},
                  {"id": "said", "kind": "answer", "text": "sent"}]}""".formatted(name);
    }

    private static String name() {
        return "Door " + UUID.randomUUID();
    }

    private static void releaseAgain(String agent, String definition) {
        int revision = BUILDER.get("/api/agents/" + agent).at("/revision").asInt();
        assertThat(BUILDER.send(
                                "PUT",
                                "/api/agents/" + agent,
                                "{\"revision\": " + revision + ", \"draft\": " + definition + "}")
                        .status())
                .isEqualTo(200);
        assertThat(BUILDER.post("/api/agents/" + agent + "/releases", "").status())
                .isEqualTo(201);
    }

    private static Reply label(Visitor who, String agent, String label, int release) {
        return who.send("PUT", "/api/agents/" + agent + "/labels/" + label, "{\"release\": " + release + "}");
    }

    private static String key(Visitor who, String scopes, String more) {
        Reply made = who.post("/api/keys", "{\"name\": \"agents\", \"scopes\": [" + scopes + "]" + more + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/secret").asString();
    }

    @Test
    void aLabelSaysWhichReleaseIsRunIsMovedBackAndTellsWhoMovedIt() {
        String name = name();
        String agent = released(echo(name, "one"));
        releaseAgain(agent, echo(name, "two"));
        Visitor member = member();
        String input = "{\"message\": \"x\"}";

        assertThat(when(member, started(member, agent, input), "DONE")
                        .at("/run/output/text")
                        .asString())
                .as("the newest, as long as nothing stands on prod")
                .isEqualTo("two");
        assertThat(label(BUILDER, agent, "prod", 1).status()).as("a builder").isEqualTo(403);
        assertThat(label(BUILDER, agent, "test", 2).status()).isEqualTo(200);
        assertThat(label(OWNER, agent, "prod", 3).status()).isEqualTo(404);
        assertThat(label(OWNER, agent, "live", 1).status()).isEqualTo(400);
        assertThat(label(OWNER, agent, "prod", 2).status()).isEqualTo(200);
        Reply back = label(OWNER, agent, "prod", 1);
        assertThat(back.at("/1/labels/0").asString()).isEqualTo("prod");
        assertThat(back.at("/0/labels/0").asString()).isEqualTo("test");

        assertThat(when(member, started(member, agent, input), "DONE")
                        .at("/run/release")
                        .asInt())
                .isEqualTo(1);
        for (String which : List.of("\"label\": \"test\"", "\"release\": 2")) {
            String run = member.post(
                            "/api/agent-runs",
                            "{\"agent\": \"" + agent + "\", \"input\": " + input + ", " + which + "}")
                    .at("/id")
                    .asString();
            assertThat(when(member, run, "DONE").at("/run/output/text").asString())
                    .isEqualTo("two");
        }
        assertThat(member.post("/api/agent-runs", "{\"agent\": \"" + agent + "\", \"label\": \"dev\"}")
                        .status())
                .isEqualTo(404);
        Reply moves = BUILDER.get("/api/agents/" + agent + "/label-moves");
        assertThat(moves.body().size()).isEqualTo(3);
        assertThat(moves.at("/0/before").asInt()).isEqualTo(2);
        assertThat(moves.at("/0/release").asInt()).isEqualTo(1);
        assertThat(moves.at("/0/movedBy").asString()).isNotBlank();
        assertThat(OWNER.send("DELETE", "/api/agents/" + agent + "/labels/prod", "")
                        .status())
                .isEqualTo(200);
        assertThat(member.get("/api/released-agents").text()).contains(agent);
        assertThat(OWNER.get("/api/audit?action=agent.label").text()).contains(agent);
    }

    @Test
    void twoReleasesAreComparedAndADraftIsMadeOfTheOlder() {
        String name = name();
        String agent = released(echo(name, "one"));
        releaseAgain(agent, asking(name));

        Reply diff = BUILDER.get("/api/agents/" + agent + "/diff?from=1&to=2");
        assertThat(diff.text()).contains("\"ADDED\"", "\"CHANGED\"");
        assertThat(BUILDER.get("/api/agents/" + agent + "/diff?from=2&to=draft").text())
                .isEqualTo("{\"definition\":[],\"nodes\":[]}");
        int revision = BUILDER.get("/api/agents/" + agent).at("/revision").asInt();
        String replace = "{\"revision\": " + revision + "}";
        assertThat(BUILDER.post("/api/agents/" + agent + "/releases/1/draft", replace)
                        .at("/draft/nodes")
                        .size())
                .isEqualTo(2);
        assertThat(BUILDER.post("/api/agents/" + agent + "/releases/1/draft", replace)
                        .status())
                .isEqualTo(409);
        assertThat(BUILDER.get("/api/agents/" + agent + "/diff?from=x&to=draft").status())
                .isEqualTo(400);
    }

    private static HttpRequest.Builder asBuilder(String path) {
        HttpRequest.Builder request = HOUSE.server.request(path);
        BUILDER.headers().forEach(request::header);
        return request;
    }

    private static byte[] file(HttpClient client, String path) throws Exception {
        return client.send(asBuilder(path).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    @Test
    void anAgentGoesOutAsAFileAndComesBackTheSame() throws Exception {
        String agent = released(echo(name(), "Line one\\nLine two: \\\"{{start.message}}\\\"\\n"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            byte[] file = file(client, "/api/agents/" + agent + "/bundle");

            Reply taken = HOUSE.server.send(asBuilder("/api/agents/import").POST(BodyPublishers.ofByteArray(file)));

            assertThat(taken.status()).as(taken.text()).isEqualTo(201);
            assertThat(taken.at("/problems")).isEmpty();
            assertThat(file(client, "/api/agents/" + taken.at("/id").asString() + "/bundle"))
                    .isEqualTo(file);
        }
        assertThat(BUILDER.get("/api/agents/" + agent + "/bundle?of=1").text())
                .contains("format: liaoyuan-agent/1", "release: 1", "      text: |\n        Line one\n");
        Reply broken = BUILDER.post("/api/agents/import", "format: liaoyuan-agent/1\ndefinition: &a {x: *a}");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.text()).contains("line 2");
        Reply half = BUILDER.post("/api/agents/import", "format: liaoyuan-agent/1\ndefinition:\n  name: Half");
        assertThat(half.status()).isEqualTo(201);
        assertThat(half.at("/problems")).isNotEmpty();
    }

    @Test
    void aKeyStartsRunsWithinItsLimitsDecidesNothingAndItsEndIsTheirs() {
        Visitor member = member();
        String secret = key(member, "\"RUN_AGENTS\"", ", \"models\": [\"another\"]");
        Visitor program = Visitor.withKey(HOUSE.server, secret);
        String writing = released(DefinitionReaderTest.WHOLE);

        Reply failed = when(program, started(program, writing, "{\"topic\": \"tea\"}"), "FAILED");
        assertThat(failed.at("/run/failure").asString()).isEqualTo("NOT_OPEN");

        Visitor whole = Visitor.withKey(HOUSE.server, key(member, "\"RUN_AGENTS\"", ""));
        String looking = released("""
                {"name": "%s", "input": {"type": "object", "properties": {}}, "nodes": [
                  {"id": "start", "kind": "input", "next": "look"},
                  {"id": "look", "kind": "knowledge", "query": "tea", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{look.count}}"}]}""".formatted(name()));
        assertThat(when(whole, started(whole, looking, "{}"), "FAILED")
                        .at("/run/detail")
                        .asString())
                .contains("OWN_SPACE");
        Visitor reader = Visitor.withKey(HOUSE.server, key(member, "\"RUN_AGENTS\", \"OWN_SPACE\"", ""));
        when(reader, started(reader, looking, "{}"), "DONE");
        when(member, started(member, looking, "{}"), "DONE");
        String run = started(whole, writing, "{\"topic\": \"tea\", \"length\": 9}");
        when(whole, run, "WAITING");
        assertThat(Agency.decide(whole, run, "4", true).status()).isEqualTo(403);
        assertThat(whole.get("/api/agents").status()).isEqualTo(403);
        assertThat(Visitor.withKey(HOUSE.server, key(member, "\"USE_MODELS\"", ""))
                        .get("/api/agent-runs")
                        .status())
                .isEqualTo(403);
        String id = Tenant.SYSTEM.ask(() -> HOUSE.server
                .bean(JdbcClient.class)
                .sql("select api_key::text from agent_run where id = ?")
                .param(UUID.fromString(run))
                .query(String.class)
                .single());
        assertThat(Tenant.SYSTEM.<Integer>ask(() -> HOUSE.server
                        .bean(JdbcClient.class)
                        .sql("select count(*) from ledger_entry where key = ?")
                        .param(id)
                        .query(Integer.class)
                        .single()))
                .as("what it asked is on the key's account")
                .isPositive();

        assertThat(member.send("DELETE", "/api/keys/" + id, "").status()).isEqualTo(204);

        Reply over = when(member, run, "FAILED");
        assertThat(over.at("/run/failure").asString()).isEqualTo("KEY");
        assertThat(over.at("/run/detail").asString()).contains("revoked");
        assertThat(Agency.open(over)).isEmpty();
    }

    private static OpenAIClient client(String secret) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(HOUSE.server.address() + "/v1")
                .apiKey(secret)
                .timeout(Duration.ofMinutes(2))
                .build();
    }

    @Test
    void anAgentAnswersOpenAisClientsAsAModel() {
        Visitor member = member();
        String name = name();
        released(echo(name, "You said {{start.message}}"));
        String waiting = name();
        released(asking(waiting));
        released("""
                {"name": "Writes %s", "input": {"type": "object", "required": ["topic"], "properties": {"topic": {"type": "string"},
                  "conversation": {"type": "string"}}}, "nodes": [{"id": "start", "kind": "input", "next": "draft"},
                 {"id": "draft", "kind": "model", "prompt": "{{start.conversation}}", "maxTokens": 4, "next": "said"},
                 {"id": "said", "kind": "answer", "text": "{{start.conversation}}"}]}""".formatted(name));
        OpenAIClient client = client(key(member, "\"USE_MODELS\", \"RUN_AGENTS\"", ""));
        try {
            assertThat(client.models().list().data())
                    .anyMatch(model -> model.id().equals("agent/" + name));
            var whole = client.chat()
                    .completions()
                    .create(ask("agent/" + name, "tea").build());
            assertThat(whole.choices().getFirst().message().content()).contains("You said tea");
            var json = client.chat()
                    .completions()
                    .create(ask("agent/" + name + "@1", "{\"message\": \"json\"}")
                            .build());
            assertThat(json.choices().getFirst().message().content()).contains("You said json");
            var asked = client.chat()
                    .completions()
                    .create(ask("agent/" + waiting, "it").build());
            assertThat(asked.choices().getFirst().message().content().orElseThrow())
                    .startsWith("Send it?")
                    .contains("/agents?run=");
            var written = client.chat()
                    .completions()
                    .create(ask("agent/Writes " + name, "first")
                            .addUserMessage("second")
                            .build());
            assertThat(written.choices().getFirst().message().content()).contains("user: first\n\nuser: second");
            assertThat(written.usage().orElseThrow().completionTokens()).isBetween(1L, 4L);

            StringBuilder text = new StringBuilder();
            try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                    .completions()
                    .createStreaming(ask("agent/" + name, "stream").build())) {
                stream.stream()
                        .flatMap(chunk -> chunk.choices().stream())
                        .flatMap(choice -> choice.delta().content().stream())
                        .forEach(text::append);
            }
            assertThat(text.toString()).isEqualTo("You said stream");
        } finally {
            client.close();
        }
        Visitor program = Visitor.withKey(HOUSE.server, key(member, "\"USE_MODELS\"", ""));
        assertThat(program.get("/v1/models").text()).doesNotContain("agent/");
        assertThat(program.post("/v1/chat/completions", chat("agent/" + name, "x"))
                        .status())
                .isEqualTo(403);
        assertThat(member.post("/v1/chat/completions", chat("agent/no-such", "x"))
                        .status())
                .isEqualTo(404);
        String stream = member.post(
                        "/v1/chat/completions",
                        chat("agent/" + name, "x").replace("\"stream\": false", "\"stream\": true"))
                .text();
        assertThat(stream)
                .contains("\"reasoning_content\":\"start (input)\\n\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void aRunThatFailedIsAnErrorThatClientsDoNotSendAgain() {
        String name = name();
        released(DefinitionReaderTest.WHOLE
                .replace("\"Note\"", "\"" + name + "\"")
                .replace("\"kind\": \"model\"", "\"kind\": \"model\", \"model\": \"no-such\""));
        Visitor member = member();
        OpenAIClient client = client(key(member, "\"USE_MODELS\", \"RUN_AGENTS\"", ""));
        try {
            assertThatThrownBy(() -> client.chat()
                            .completions()
                            .create(ask("agent/" + name, "tea").build()))
                    .isInstanceOf(UnprocessableEntityException.class)
                    .hasMessageContaining("no-such");
        } finally {
            client.close();
        }
        assertThat(member.get("/api/agent-runs").body().size()).isEqualTo(1);
    }

    private static ChatCompletionCreateParams.Builder ask(String model, String message) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(message);
    }

    private static String chat(String model, String message) {
        return "{\"model\": \"" + model + "\", \"stream\": false, \"messages\": [{\"role\": \"user\", \"content\": \""
                + message + "\"}]}";
    }

    private static String trigger(Visitor who, String agent, String more) {
        return "{\"agent\": \"" + agent + "\", \"name\": \"Tick\", " + more + "}";
    }

    private static void makeDue(String trigger, String ago) {
        Tenant.SYSTEM.run(() -> HOUSE.server
                .bean(JdbcClient.class)
                .sql("update agent_trigger set next_at = now() - cast(? as interval) where id = cast(? as uuid)")
                .params(ago, trigger)
                .update());
        HOUSE.server.bean(Schedules.class).changed();
    }

    private static Reply triggerWhen(Visitor who, String field) {
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> who.get("/api/agent-triggers"),
                        reply -> !reply.at("/0/" + field).isNull()
                                && !reply.at("/0/" + field).asString().isEmpty());
    }

    @Test
    void aScheduleStartsOneRunADueTimeAndSkipsOrMakesUpForTheMissed() {
        Visitor member = member();
        String agent = released(echo(name(), "done"));
        String body =
                "\"kind\": \"SCHEDULE\", \"cron\": \"30 8 * * MON-FRI\", \"zone\": \"Asia/Shanghai\", \"missed\": \"ONCE\","
                        + " \"input\": {\"message\": \"x\"}";
        Reply made = member.post("/api/agent-triggers", trigger(member, agent, body));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String id = made.at("/trigger/id").asString();
        assertThat(made.at("/trigger/next").size()).isEqualTo(4);
        assertThat(Instant.parse(made.at("/trigger/nextAt").asString()).atZone(java.time.ZoneId.of("Asia/Shanghai")))
                .satisfies(time -> assertThat(time.getHour()).isEqualTo(8))
                .satisfies(time -> assertThat(time.getMinute()).isEqualTo(30));

        makeDue(id, "3 hours");

        String run = triggerWhen(member, "lastRun").at("/0/lastRun").asString();
        when(member, run, "DONE");
        assertThat(member.get("/api/agent-runs").body().size()).isEqualTo(1);
        assertThat(Instant.parse(
                        member.get("/api/agent-triggers").at("/0/nextAt").asString()))
                .isAfter(Instant.now());

        member.send("PUT", "/api/agent-triggers/" + id, trigger(member, agent, body.replace("ONCE", "SKIP")));
        makeDue(id, "3 hours");
        assertThat(triggerWhen(member, "problem").at("/0/problem").asString()).contains("skipped");
        assertThat(member.get("/api/agent-runs").body().size()).isEqualTo(1);

        assertThat(OWNER.get("/api/agent-triggers").text()).contains(id);
        assertThat(OWNER.send("PUT", "/api/agent-triggers/" + id, trigger(OWNER, agent, body))
                        .status())
                .as("its runs are on another's account")
                .isEqualTo(403);
        assertThat(member().get("/api/agent-triggers").text()).isEqualTo("[]");
        for (String wrong : List.of("61 * * * *", "* * * *", "0 0 31 2 *", "* * * * * *")) {
            assertThat(member.post(
                                    "/api/agent-triggers",
                                    trigger(member, agent, body.replace("30 8 * * MON-FRI", wrong)))
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(member.post("/api/agent-triggers", trigger(member, agent, body.replace("Asia/Shanghai", "Moon")))
                        .status())
                .isEqualTo(400);
        assertThat(member.get("/api/agent-triggers/times?cron=@daily&zone=UTC")
                        .at("/next")
                        .size())
                .isEqualTo(5);
        assertThat(member.send("DELETE", "/api/agent-triggers/" + id, "").status())
                .isEqualTo(204);
    }

    private static Reply call(String address, String body, String... headers) {
        Visitor other = Visitor.stranger(HOUSE.server);
        for (int i = 0; i < headers.length; i += 2) {
            other = other.with(headers[i], headers[i + 1]);
        }
        return other.post(address, body);
    }

    private static List<String> spans() {
        return HOUSE.server.bean(InMemorySpanExporter.class).getFinishedSpanItems().stream()
                .map(span -> span.getAttributes().toString())
                .toList();
    }

    private static byte[] hmac(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aWebhookStartsARunOfWhatItIsSentOnceForEachDeliveryAndSignedWhereItWantsThat() throws Exception {
        Visitor member = member();
        String agent = released(echo(name(), "{{start.message}}"));
        Reply made = member.post(
                "/api/agent-triggers",
                trigger(member, agent, "\"kind\": \"WEBHOOK\", \"input\": {\"message\": \"nothing\"}"));
        String address = made.at("/address").asString();
        assertThat(made.at("/secret").isNull()).isTrue();
        assertThat(HOUSE.tablesWith(address.substring(address.lastIndexOf('/') + 1)))
                .isEmpty();

        Reply first = call(address, "{\"message\": \"hello\", \"other\": 1}", "X-GitHub-Delivery", "d-1");
        Awaitility.await()
                .atMost(LONG)
                .untilAsserted(() -> assertThat(spans())
                        .as("the address is a secret, and traces are read elsewhere")
                        .anyMatch(span -> span.contains(Triggers.ADDRESS))
                        .noneMatch(span -> span.contains(address)));
        Reply again = call(address, "{\"message\": \"hello\", \"other\": 1}", "X-GitHub-Delivery", "d-1");
        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(again.at("/run")).isEqualTo(first.at("/run"));
        assertThat(when(member, first.at("/run").asString(), "DONE")
                        .at("/run/output/text")
                        .asString())
                .isEqualTo("hello");
        assertThat(when(member, call(address, "").at("/run").asString(), "DONE")
                        .at("/run/output/text")
                        .asString())
                .isEqualTo("nothing");
        assertThat(call(address, "no json").status()).isEqualTo(400);
        assertThat(call(address, "{\"message\": 3}").status()).isEqualTo(400);
        assertThat(call(address, " ".repeat(Hooks.MOST_BYTES + 1)).status()).isEqualTo(400);
        assertThat(call(address + "x", "{}").status()).isEqualTo(404);
        assertThat(member.get("/api/agent-runs").body().size()).isEqualTo(2);

        Reply signed = member.post(
                "/api/agent-triggers",
                trigger(member, agent, "\"kind\": \"WEBHOOK\", \"signed\": true, \"input\": {\"message\": \"x\"}"));
        String secret = signed.at("/secret").asString();
        String to = signed.at("/address").asString();
        assertThat(HOUSE.tablesWith(secret)).isEmpty();
        assertThat(call(to, "{}").status()).isEqualTo(401);
        assertThat(call(
                                to,
                                "{}",
                                "X-Hub-Signature-256",
                                "sha256=" + HexFormat.of().formatHex(hmac("other", "{}")))
                        .status())
                .isEqualTo(401);
        assertThat(call(
                                to,
                                "{}",
                                "X-Hub-Signature-256",
                                "sha256=" + HexFormat.of().formatHex(hmac(secret, "{}")))
                        .status())
                .isEqualTo(202);

        int status = 0;
        for (int i = 0; i <= 130 && status != 429; i++) {
            status = call(address, "no json").status();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void whoAsksForItIsToldOfTheEndOfARunAndToldAgainWhereItWasNotTaken() throws Exception {
        BlockingQueue<List<String>> told = new LinkedBlockingQueue<>();
        HttpServer receiver = receiver(told);
        try {
            Visitor member = member();
            String agent = released(echo(name(), "done"));
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/told";
            String secret = "a secret of many letters";
            String run = member.post("/api/agent-runs", """
                            {"agent": "%s", "input": {"message": "x"}, "callback": {"url": "%s", "secret": "%s"}}""".formatted(agent, url, secret))
                    .at("/id")
                    .asString();

            List<String> refused = told.poll(60, TimeUnit.SECONDS);
            assertThat(refused).isNotNull();
            Tenant.SYSTEM.run(() -> HOUSE.server
                    .bean(JdbcClient.class)
                    .sql("update agent_callback set next_at = now() where run = ? and problem <> ''")
                    .param(UUID.fromString(run))
                    .update());
            HOUSE.server.bean(RunNews.class).tell(UUID.fromString(run), RunNews.What.STATE);
            List<String> taken = told.poll(60, TimeUnit.SECONDS);
            assertThat(taken).isNotNull();
            assertThat(taken.get(0)).isEqualTo(run);
            assertThat(taken.get(3)).contains("\"run.ended\"", "\"DONE\"");
            String expected = "v1,"
                    + Base64.getEncoder().encodeToString(hmac(secret, run + "." + taken.get(1) + "." + taken.get(3)));
            assertThat(taken.get(2)).isEqualTo(expected);
            assertThat(HOUSE.tablesWith(secret)).isEmpty();

            for (String wrong : List.of("http://127.0.0.2/x", "file:///etc/passwd", "http://a@127.0.0.1:1/", "x")) {
                assertThat(member.post("/api/agent-runs", """
                                {"agent": "%s", "input": {"message": "x"}, "callback": {"url": "%s"}}""".formatted(agent, wrong))
                                .status())
                        .as(wrong)
                        .isEqualTo(400);
            }
        } finally {
            receiver.stop(0);
        }
    }

    /** Refuses the first. */
    private static HttpServer receiver(BlockingQueue<List<String>> told) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        boolean[] first = {true};
        server.createContext("/told", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(first[0] ? 503 : 204, -1);
            exchange.close();
            first[0] = false;
            told.add(List.of(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    body));
        });
        server.start();
        return server;
    }

    @Test
    void somebodyWhoIsGoneStartsNothing() {
        Visitor member = member();
        String agent = released(echo(name(), "done"));
        Reply made = member.post(
                "/api/agent-triggers",
                trigger(member, agent, "\"kind\": \"WEBHOOK\", \"input\": {\"message\": \"x\"}"));
        String person = member.get("/api/account").at("/id").asString();
        assertThat(HOUSE.people
                        .get(Role.ADMIN)
                        .send("PATCH", "/api/members/" + person, "{\"role\": \"GUEST\"}")
                        .status())
                .isLessThan(300);

        assertThat(call(made.at("/address").asString(), "{}").status()).isEqualTo(403);
        assertThat(OWNER.get("/api/agent-triggers").text()).contains("may not run agents any more");
    }
}
