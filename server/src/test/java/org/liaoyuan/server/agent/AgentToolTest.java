package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.created;
import static org.liaoyuan.server.agent.Agency.decide;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.nodes;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.step;
import static org.liaoyuan.server.agent.Agency.when;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Tenant;
import org.liaoyuan.server.tool.Desk;
import tools.jackson.databind.JsonNode;

/** Agents that act with other systems, from the definition to what those were asked. */
class AgentToolTest {

    private static final Desk DESK = new Desk()
            .json("/items", "{\"name\": \"tea & {{secret.KEY}}\", \"tags\": [\"a\", \"b\"], \"odd\": \"\\u0000\"}")
            .json("/kept", "{\"ok\": true}")
            .silent("/silent")
            .answer("/moved", (exchange, turn) -> {
                exchange.getResponseHeaders().set("Location", "/items");
                exchange.sendResponseHeaders(302, -1);
            });

    @AfterAll
    static void close() {
        DESK.close();
    }

    private static String http(String id, String path, String fields, String next) {
        return "{\"id\": \"%s\", \"kind\": \"http\", \"url\": \"%s%s\", %s \"next\": \"%s\"}"
                .formatted(id, DESK.address(), path, fields, next);
    }

    private static String agent(String nodes) {
        return """
                {"name": "Acts", "input": {"type": "object", "properties": {"what": {"type": "string"}}}, "nodes": [
                  {"id": "start", "kind": "input", "next": "one"}, %s, {"id": "said", "kind": "answer", "text": "{{one}}"}]}""".formatted(nodes);
    }

    private static Reply ended(Visitor who, String run) {
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> who.get("/api/agent-runs/" + run),
                        reply -> !reply.at("/run/endedAt").isNull());
    }

    private static Reply ended(String nodes) {
        Visitor member = member();
        return ended(member, started(member, released(agent(nodes)), "{\"what\": \"green tea/?&\"}"));
    }

    private static Reply failed(String nodes, String reason) {
        Reply run = ended(nodes);
        assertThat(run.at("/run/state").asString()).as(run.text()).isEqualTo("FAILED");
        assertThat(run.at("/run/failedNode").asString()).isEqualTo("one");
        assertThat(run.at("/run/failure").asString()).as(run.text()).isEqualTo(reason);
        return run;
    }

    private static void secret(String name, String secret, String host) {
        Reply set = HOUSE.owner()
                .send(
                        "PUT",
                        "/api/agent-secrets/" + name,
                        "{\"secret\": \"" + secret + "\", \"hosts\": [\"" + host + "\"]}");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    @Test
    void whatAnotherSystemGaveIsReferredToByItsFields() {
        Reply run = ended(
                http("one", "/items", "\"query\": {\"q\": \"{{start.what}}\", \"n\": \"1\"},", "two")
                        + ", {\"id\": \"two\", \"kind\": \"template\", \"text\": \"{{one.status}} {{one.body.name}} {{one.body.tags}}\", \"next\": \"said\"}");

        assertThat(run.at("/run/state").asString()).as(run.text()).isEqualTo("DONE");
        assertThat(step(run, "2").at("/output/text").asString())
                .as("what is put in is not looked through")
                .isEqualTo("200 tea & {{secret.KEY}} [\"a\",\"b\"]");
        assertThat(step(run, "1").at("/input/query/q").asString()).isEqualTo("green tea/?&");
        assertThat(step(run, "1").at("/output/headers/content-type").asString()).isEqualTo("application/json");
        assertThat(step(run, "1").at("/kind").asString()).isEqualTo("http");
        assertThat(DESK.asked("/items"))
                .anySatisfy(asked -> assertThat(asked.uri()).isEqualTo("/items?q=green+tea%2F%3F%26&n=1"));
    }

    @Test
    void aSecretIsFilledInOnItsWayOutAndStandsNowhereElse() {
        String secret = "s" + UUID.randomUUID().toString().replace("-", "");
        DESK.json("/secret", "{\"mark\": \"{{secret.KEY}}\"}");
        secret("KEY", secret, "127.0.0.1");

        Reply run = ended(http("one", "/secret", "\"headers\": {\"Authorization\": \"Bearer {{secret.KEY}}\"},", "two")
                + ", "
                + http(
                        "two",
                        "/kept",
                        "\"method\": \"put\", \"unattended\": true, \"body\": \"{\\\"mark\\\": \\\"{{one.body.mark}}\\\"}\",",
                        "said"));

        assertThat(run.at("/run/state").asString()).as(run.text()).isEqualTo("DONE");
        assertThat(DESK.asked("/secret").getFirst().header("Authorization")).isEqualTo("Bearer " + secret);
        assertThat(DESK.asked("/kept").getFirst().body())
                .as("what others wrote names no secret")
                .isEqualTo("{\"mark\": \"{{secret.KEY}}\"}");
        assertThat(step(run, "1").at("/input/headers/Authorization").asString()).isEqualTo("Bearer {{secret.KEY}}");
        assertThat(HOUSE.tablesWith(secret)).isEmpty();
        assertThat(BUILDER.get("/api/agent-secrets").text())
                .contains("KEY", "127.0.0.1")
                .doesNotContain(secret);
    }

    @Test
    void aSecretGoesToItsHostsAloneAlsoWhereOneOfThemSendsElsewhere() {
        secret("ELSEWHERE", "hidden", "crm.example.com");
        secret("HERE", "hidden", "127.0.0.1");
        DESK.answer("/away", (exchange, turn) -> {
            exchange.getResponseHeaders().set("Location", "http://localhost:" + DESK.port() + "/landed");
            exchange.sendResponseHeaders(307, -1);
        });
        DESK.json("/landed", "{}");

        Reply refused = failed(
                http("one", "/items", "\"headers\": {\"X-Key\": \"{{secret.ELSEWHERE}}\"},", "said"), "NOT_OPEN");
        Reply unknown =
                failed(http("one", "/items", "\"headers\": {\"X-Key\": \"{{secret.NONE}}\"},", "said"), "VALUE");
        Reply away = ended(http("one", "/away", "\"headers\": {\"X-Key\": \"{{secret.HERE}}\"},", "said"));

        assertThat(refused.at("/run/detail").asString())
                .contains("ELSEWHERE", "127.0.0.1")
                .doesNotContain("hidden");
        assertThat(unknown.at("/run/detail").asString()).contains("NONE");
        assertThat(away.at("/run/state").asString()).isEqualTo("DONE");
        assertThat(DESK.asked("/away").getFirst().header("X-key")).isEqualTo("hidden");
        assertThat(DESK.asked("/landed").getFirst().header("X-key")).isEmpty();
    }

    @Test
    void anAddressInsideIsNotReachedUnlessTheOperatorAllowsIt() {
        String inside =
                "{\"id\": \"one\", \"kind\": \"http\", \"url\": \"http://127.0.0.2:%d/items\", \"next\": \"said\"}"
                        .formatted(DESK.port());
        DESK.answer("/inward", (exchange, turn) -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data/");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThat(failed(inside, "NOT_OPEN").at("/run/detail").asString()).contains("liaoyuan.tools.inside");
        failed(http("one", "/inward", "", "said"), "NOT_OPEN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`http://{{start.what}}/x` | `` | url",
                "`{{start.what}}` | `` | url",
                "`https://user@crm.example.com/` | `` | url",
                "`https://crm.example.com:25/` | `` | url",
                "`ftp://crm.example.com/` | `` | url",
                "`https://crm.example.com/` | `\"headers\": {\"Host\": \"x\"},` | headers/Host",
                "`https://crm.example.com/` | `\"headers\": {\"a b\": \"x\"},` | headers/a b",
                "`https://crm.example.com/` | `\"expect\": \"fine\",` | expect",
                "`https://crm.example.com/` | `\"body\": \"x\",` | body",
                "`https://crm.example.com/?k={{secret.KEY}}` | `` | url"
            })
    void whatNoRequestCanHaveIsToldBeforeTheRelease(String url, String fields, String field) {
        Reply draft = BUILDER.get("/api/agents/"
                + created(agent("{\"id\": \"one\", \"kind\": \"http\", \"url\": \"%s\", %s \"next\": \"said\"}"
                        .formatted(url, fields == null ? "" : fields))));

        assertThat(draft.at("/problems")
                        .valueStream()
                        .map(problem -> problem.at("/field").asString()))
                .as(draft.text())
                .containsExactly(field);
    }

    @Test
    void whatPassesIsTriedAgainAndWhatDoesNotFailsWithItsReason() {
        DESK.answer(
                "/busy",
                (exchange, turn) ->
                        Desk.send(exchange, turn == 1 ? 503 : 200, "application/json", "{\"turn\": " + turn + "}"));
        DESK.answer("/broken", (exchange, turn) -> Desk.send(exchange, 500, "text/plain", ""));
        DESK.answer("/long", (exchange, turn) -> Desk.send(exchange, 200, "text/plain", "x".repeat(2_000)));

        assertThat(step(ended(http("one", "/busy", "", "said")), "1")
                        .at("/output/body/turn")
                        .asInt())
                .isEqualTo(2);
        failed(http("one", "/broken", "\"tries\": 2,", "said"), "NO_ANSWER");
        assertThat(DESK.asked("/broken")).hasSize(2);
        assertThat(failed(http("one", "/none", "", "said"), "REFUSED")
                        .at("/run/detail")
                        .asString())
                .contains("404");
        assertThat(DESK.asked("/none")).as("saying it again does not help").hasSize(1);
        failed(http("one", "/long", "\"mostBytes\": 1000,", "said"), "TOO_LONG");
        assertThat(step(ended(http("one", "/none", "\"expect\": \"2xx, 404\",", "said")), "1")
                        .at("/output/text")
                        .asString())
                .isEqualTo("nothing here");
        assertThat(step(ended(http("one", "/moved", "", "said")), "1")
                        .at("/output/body/tags/1")
                        .asString())
                .isEqualTo("b");
    }

    @Test
    void aCallThatTheOtherSideKnowsByItsKeyIsMadeAgain() {
        DESK.answer("/keyed", (exchange, turn) -> {
            if (turn > 1) {
                Desk.send(exchange, 201, "application/json", "{}");
            }
        });

        Reply run = ended(http(
                "one",
                "/keyed",
                "\"method\": \"post\", \"keyed\": true, \"content\": \"form\", \"body\": \"a={{start.what}}\",",
                "said"));

        assertThat(run.at("/run/state").asString()).as(run.text()).isEqualTo("DONE");
        assertThat(DESK.asked("/keyed")).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.header("Idempotency-key")).isNotEmpty();
            assertThat(asked.body()).isEqualTo("a=green+tea%2F%3F%26");
        });
        assertThat(DESK.asked("/keyed").stream()
                        .map(asked -> asked.header("Idempotency-key"))
                        .distinct())
                .hasSize(1);
    }

    private static final String POST =
            "\"method\": \"post\", \"seconds\": 1, \"body\": \"{\\\"a\\\": {{start.what}}}\",";

    private static Reply answer(Visitor who, String run, String position, String answer) {
        return who.post("/api/agent-runs/" + run + "/outcomes/" + position, answer);
    }

    private static Reply asking(Visitor who, String run) {
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> who.get("/api/agent-runs/" + run),
                        reply -> reply.at("/outcomes")
                                        .valueStream()
                                        .anyMatch(one -> one.at("/open").asBoolean())
                                && reply.at("/run/state").asString().equals("WAITING"));
    }

    @Test
    void whereNobodyKnowsWhatBecameOfACallAPersonSaysIt() {
        Visitor member = member();
        String agent = released(agent(http("one", "/silent", POST, "said")));
        int before = DESK.asked("/silent").size();
        String done = started(member, agent, "{\"what\": \"tea\"}");
        Reply asks = asking(member, done);
        assertThat(asks.at("/outcomes/0/sent/body").asString()).isEqualTo("{\"a\": \"tea\"}");
        assertThat(asks.at("/outcomes/0/known").asString()).contains("1 seconds");
        assertThat(member.get("/api/agent-outcomes").at("/0/run").asString()).isEqualTo(done);
        assertThat(HOUSE.owner().get("/api/agent-outcomes").text()).contains(done);
        assertThat(BUILDER.get("/api/agent-outcomes").text()).doesNotContain(done);
        assertThat(answer(member(), done, "1", "{\"answer\": \"DONE\"}").status())
                .isEqualTo(404);
        assertThat(answer(member, done, "2", "{\"answer\": \"DONE\"}").status()).isEqualTo(404);
        assertThat(answer(member, done, "1", "{\"answer\": \"PERHAPS\"}").status())
                .isEqualTo(400);

        assertThat(answer(member, done, "1", "{\"answer\": \"DONE\", \"output\": {\"text\": \"it came\"}}")
                        .status())
                .isEqualTo(200);

        Reply ended = when(member, done, "DONE");
        assertThat(ended.at("/run/output/text").asString()).isEqualTo("it came");
        assertThat(step(ended, "1").at("/input/body").asString()).isEqualTo("{\"a\": \"tea\"}");
        assertThat(nodes(ended)).containsExactly("start", "one", "said");
        assertThat(answer(member, done, "1", "{\"answer\": \"AGAIN\"}").status())
                .isEqualTo(409);
        assertThat(DESK.asked("/silent")).as("not repeated").hasSize(before + 1);
        assertThat(HOUSE.owner().get("/api/audit").text()).contains("run.outcome", done + " 1");

        String again = started(member, agent, "{\"what\": \"1\"}");
        asking(member, again);
        DESK.json("/silent", "{\"late\": true}");
        assertThat(answer(HOUSE.owner(), again, "1", "{\"answer\": \"AGAIN\"}").status())
                .isEqualTo(200);
        assertThat(step(when(member, again, "DONE"), "1")
                        .at("/output/body/late")
                        .asBoolean())
                .isTrue();
        DESK.silent("/silent");

        String end = started(member, agent, "{\"what\": \"1\"}");
        asking(member, end);
        assertThat(answer(member, end, "1", "{\"answer\": \"END\"}")
                        .at("/run/failure")
                        .asString())
                .isEqualTo("OUTCOME");
        assertThat(member.get("/api/agent-outcomes").body()).isEmpty();
    }

    @Test
    void aCallInABranchIsAskedAboutBesideOthers() {
        Visitor member = member();
        String run = started(
                member, released(agent("""
                {"id": "one", "kind": "parallel", "join": "both", "branches": [{"name": "left", "next": "post"}, {"name": "right", "next": "ask"}]},
                {"id": "ask", "kind": "approval", "question": "?", "approved": "fine", "refused": "fine"},
                {"id": "fine", "kind": "template", "text": "fine", "next": "both"},
                %s, {"id": "both", "kind": "join", "next": "said"}""".formatted(http("post", "/silent", POST, "both")))), "{\"what\": \"1\"}");
        Reply asks = asking(member, run);

        assertThat(answer(member, run, asks.at("/outcomes/0/position").asString(), "{\"answer\": \"DONE\"}")
                        .status())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(LONG)
                .until(() -> member.get("/api/agent-runs/" + run)
                        .at("/run/state")
                        .asString()
                        .equals("WAITING"));
        decide(member, run, Agency.open(asks).getFirst(), true);

        assertThat(nodes(when(member, run, "DONE"))).contains("post", "fine", "both", "said");
    }

    @Test
    void aRunThatIsCancelledInterruptsItsCall() {
        Visitor member = member();
        ToolWork work = HOUSE.server.bean(ToolWork.class);
        String run = started(member, released(agent(http("one", "/silent", "\"seconds\": 300,", "said"))), "{}");
        Awaitility.await().atMost(LONG).until(() -> work.atWork().contains(UUID.fromString(run)));

        long asked = System.nanoTime();
        member.post("/api/agent-runs/" + run + "/cancellation", "");
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(30))
                .until(() -> !work.atWork().contains(UUID.fromString(run)));

        System.out.println(
                "a call ended " + Duration.ofNanos(System.nanoTime() - asked).toMillis() + " ms after its run");
        assertThat(nodes(member.get("/api/agent-runs/" + run))).containsExactly("start");
    }

    @Test
    void aRunWritesFilesReadsThemSendsThemAndTheyGoWithIt() throws Exception {
        String mark = "m" + UUID.randomUUID().toString().replace("-", "");
        GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        secret("SMTP", mark, "127.0.0.1");
        mails.setUser("post", mark);
        Visitor member = member();
        String agent = released(agent("""
                {"id": "one", "kind": "file", "name": "{{start.what}}.json", "format": "json", "content": "{\\"n\\": 5}", "next": "two"},
                {"id": "two", "kind": "file", "does": "read", "name": "{{one}}", "format": "json", "next": "three"},
                {"id": "three", "kind": "mail", "server": "127.0.0.1:%d", "security": "none", "user": "post", "password": "{{secret.SMTP}}",
                 "from": "agent@example.com", "to": "ada@example.com", "subject": "n is {{two.body.n}}", "text": "见附件", "attachments": "{{one}}", "next": "said"}""".formatted(mails.getSmtp().getPort())));
        try {
            String run = started(member, agent, "{\"what\": \"周报\"}");
            Reply done = ended(member, run);

            assertThat(done.at("/run/state").asString()).as(done.text()).isEqualTo("DONE");
            assertThat(mails.getReceivedMessages()).singleElement().satisfies(mail -> {
                assertThat(mail.getSubject()).isEqualTo("n is 5");
                assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(2);
            });
            assertThat(step(done, "3").at("/input/password").asString()).isEqualTo("{{secret.SMTP}}");
            assertThat(HOUSE.tablesWith(mark)).isEmpty();
            String files = "/api/agent-runs/" + run + "/files";
            assertThat(member.get(files).at("/0/name").asString()).isEqualTo("周报.json");
            assertThat(member.get(files).at("/0/bytes").asInt()).isEqualTo(8);
            Reply file = member.get(files + "/%E5%91%A8%E6%8A%A5.json");
            assertThat(file.text()).isEqualTo("{\"n\": 5}");
            assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment");
            assertThat(member().get(files).status()).isEqualTo(404);
            assertThat(member.get(files + "/none.txt").status()).isEqualTo(404);
            String person = member.get("/api/account").at("/id").asString();
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            new Tenant(member.get("/api/session").at("/organisation/id").asString(), person, true, false).call(() -> {
                HOUSE.server.bean(RunData.class).writeTo((name, content) -> {
                    archive.writeBytes(name.getBytes(StandardCharsets.UTF_8));
                    content.writeTo(archive);
                });
                return true;
            });
            assertThat(archive.toString(StandardCharsets.UTF_8))
                    .contains("agents/files/" + run + "/1-周报.json{\"n\": 5}");
        } finally {
            mails.stop();
        }
    }

    @Test
    void aFileThatNoRunCanHaveFailsAtItsNode() {
        for (String name : List.of("../x", "a/b", ".hidden", "a\\nb", "x..y")) {
            failed(
                    "{\"id\": \"one\", \"kind\": \"file\", \"name\": \"" + name
                            + "\", \"content\": \"x\", \"next\": \"said\"}",
                    "VALUE");
        }
        failed(
                "{\"id\": \"one\", \"kind\": \"file\", \"does\": \"read\", \"name\": \"none\", \"next\": \"said\"}",
                "VALUE");
    }

    @Test
    void theKindsOfToolsAreToldToThoseWhoBuild() {
        JsonNode http = BUILDER.get("/api/agent-tools")
                .body()
                .valueStream()
                .filter(tool -> tool.at("/kind").asString().equals("http"))
                .findFirst()
                .orElseThrow();

        assertThat(http.at("/fields")
                        .valueStream()
                        .map(field -> field.at("/name").asString()))
                .contains("url", "query");
        assertThat(http.at("/fields/0/type").asString()).isEqualTo("CHOICE");
        assertThat(member().get("/api/agent-tools").status()).isEqualTo(403);
    }
}
