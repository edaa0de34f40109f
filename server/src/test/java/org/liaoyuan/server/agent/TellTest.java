package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.when;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People are told of questions by mail and by a group's bot, and answer by the link of a mail. */
class TellTest {

    private static final GreenMail POST = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final Pattern LINK = Pattern.compile("(http://localhost:\\d+/asked)#([A-Za-z0-9_-]{43})");
    private static final String PASSWORD = "open " + UUID.randomUUID();
    private static final Visitor STRANGER = Visitor.stranger(HOUSE.server);

    private Visitor owner;
    private String domain;

    @BeforeAll
    static void start() {
        POST.start();
        POST.setUser("post", PASSWORD);
    }

    @AfterAll
    static void stop() {
        POST.stop();
    }

    @BeforeEach
    void anOrganisationOfItsOwn() {
        String id = UUID.randomUUID().toString();
        domain = id + ".example";
        owner = HOUSE.newOrganisation("Tells " + id, "tells-" + id);
        reachable(owner, "owner", "en");
    }

    private void reachable(Visitor who, String name, String language) {
        Reply reply = who.send(
                "PATCH",
                "/api/account",
                "{\"email\": \"" + name + "@" + domain + "\", \"language\": \"" + language + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private Visitor member(String name, Role role) {
        Visitor who = HOUSE.newMember(owner, name + "-" + UUID.randomUUID(), role);
        reachable(who, name, "zh");
        return who;
    }

    private static int port() {
        return URI.create(HOUSE.server.address()).getPort();
    }

    private Reply set(String mail, String bot) {
        return owner.send("PUT", "/api/agent-telling", """
                {"address": "http://localhost:%d", "mail": %s, "bot": %s}""".formatted(port(), mail, bot));
    }

    private void mail(int port) {
        Reply reply = set("""
                {"server": "127.0.0.1:%d", "security": "none", "user": "post", "password": "%s", "from": "Liaoyuan <agents@%s>"}""".formatted(port, PASSWORD, domain), "null");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private String run(Visitor starter, String node) {
        String agent = owner.post("/api/agents", """
                        {"draft": {"name": "Tells", "nodes": [
                          {"id": "start", "kind": "input", "next": "ask"}, %s,
                          {"id": "said", "kind": "answer", "text": "{{ask}}"}]}}""".formatted(node)).at("/id").asString();
        Reply released = owner.post("/api/agents/" + agent + "/releases", "");
        assertThat(released.status()).as(released.text()).isEqualTo(201);
        String run = starter.post("/api/agent-runs", "{\"agent\": \"" + agent + "\"}")
                .at("/id")
                .asString();
        when(starter, run, "WAITING");
        return run;
    }

    private static String approval(String more) {
        return "{\"id\": \"ask\", \"kind\": \"approval\", \"question\": \"Send 12 boxes?\\nhttps://evil.example\", "
                + more + " \"approved\": \"said\", \"refused\": \"said\"}";
    }

    private static String question(String more) {
        return "{\"id\": \"ask\", \"kind\": \"question\", \"question\": \"Which date?\", " + more
                + " \"next\": \"said\"}";
    }

    private List<MimeMessage> to(String name) {
        return Arrays.stream(POST.getReceivedMessages())
                .filter(mail -> recipient(mail).equals(name + "@" + domain))
                .toList();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private MimeMessage came(String name) {
        return Awaitility.await()
                .atMost(LONG)
                .until(() -> to(name), all -> !all.isEmpty())
                .getFirst();
    }

    private static String token(MimeMessage mail) throws Exception {
        Matcher link = LINK.matcher(mail.getContent().toString());
        assertThat(link.find()).as(mail.getContent().toString()).isTrue();
        return link.group(2);
    }

    private static Reply shown(String token) {
        return STRANGER.post("/api/agent-links/question", "{\"token\": \"" + token + "\"}");
    }

    private static Reply answered(String token, String rest) {
        return STRANGER.post("/api/agent-links/answer", "{\"token\": \"" + token + "\", " + rest + "}");
    }

    private static JsonNode told(Visitor who, String run) {
        return who.get("/api/agent-runs/" + run).at("/approvals/0/told");
    }

    @Test
    void aDecisionIsMadeByTheLinkOfAMailOnceWithoutSigningIn() throws Exception {
        mail(POST.getSmtp().getPort());
        String run = run(owner, approval("\"tell\": [\"mail\"],"));

        MimeMessage mail = came("owner");
        assertThat(mail.getSubject()).isEqualTo("Your decision is needed: Tells");
        assertThat(mail.getContent().toString().replace("\r\n", "\n"))
                .contains("> Send 12 boxes?\n> https://evil.example")
                .doesNotContain("等您");
        String token = token(mail);
        assertThat(HOUSE.tablesWith(token)).as("of the token a hash is kept").isEmpty();

        assertThat(STRANGER.get("/asked").status())
                .as("what a link leads to is a page as any other")
                .isEqualTo(STRANGER.get("/agents").status());
        Reply shown = shown(token);
        assertThat(shown.at("/question").asString()).startsWith("Send 12 boxes?");
        assertThat(shown.at("/asks").asString()).isEqualTo("APPROVAL");
        assertThat(shown.at("/agent").asString()).isEqualTo("Tells");
        shown(token);
        assertThat(owner.get("/api/agent-runs/" + run).at("/run/state").asString())
                .as("looking at it decides nothing")
                .isEqualTo("WAITING");

        assertThat(answered(token, "\"text\": \"yes\"").status())
                .as("no yes or no")
                .isEqualTo(409);
        Reply said = answered(token, "\"approved\": true, \"note\": \"fine\"");
        assertThat(said.status()).as(said.text()).isEqualTo(204);

        Reply done = when(owner, run, "DONE");
        assertThat(done.at("/approvals/0/approved").asBoolean()).isTrue();
        assertThat(done.at("/approvals/0/note").asString()).isEqualTo("fine");
        assertThat(answered(token, "\"approved\": false").status()).isEqualTo(404);
        assertThat(shown(token).status()).isEqualTo(404);
        assertThat(owner.get("/api/audit?action=run.decide").text())
                .contains(run)
                .contains("approved=true by=mail-link");
        assertThat(to("owner")).hasSize(1);
    }

    @Test
    void aQuestionIsAnsweredByItsFormInTheLanguageOfWhoIsAsked() throws Exception {
        mail(POST.getSmtp().getPort());
        Visitor ada = member("ada", Role.MEMBER);
        String run = run(ada, question("""
                "tell": ["mail"], "form": {"required": ["day"], "properties": {"day": {"type": "integer"}}},"""));

        MimeMessage mail = came("ada");
        assertThat(mail.getSubject()).isEqualTo("等您回答：Tells");
        String token = token(mail);
        assertThat(shown(token).at("/form/properties/day/type").asString()).isEqualTo("integer");
        assertThat(answered(token, "\"data\": {\"day\": \"soon\"}").status()).isEqualTo(400);
        assertThat(shown(token).status()).as("what did not fit uses up nothing").isEqualTo(200);
        assertThat(answered(token, "\"data\": {\"day\": 12}").status()).isEqualTo(204);

        assertThat(when(ada, run, "DONE").at("/approvals/0/data/day").asInt()).isEqualTo(12);
        assertThat(to("owner")).isEmpty();
    }

    @Test
    void whoIsHandedAQuestionIsToldTooAndTheFirstLinkStillWorksForWhoMayDecide() throws Exception {
        mail(POST.getSmtp().getPort());
        Visitor ada = member("ada", Role.MEMBER);
        Visitor bob = member("bob", Role.MEMBER);
        String run = run(ada, question("\"tell\": [\"mail\"],"));
        came("ada");
        String name = bob.get("/api/session").at("/person/name").asString();
        assertThat(ada.post("/api/agent-runs/" + run + "/approvals/1/delegation", "{\"to\": \"" + name + "\"}")
                        .status())
                .isEqualTo(204);

        String token = token(came("bob"));
        assertThat(answered(token, "\"text\": \"Friday\"").status()).isEqualTo(204);

        Reply done = when(ada, run, "DONE");
        assertThat(done.at("/approvals/0/answer").asString()).isEqualTo("Friday");
        assertThat(to("ada")).hasSize(1);
        assertThat(shown(token(to("ada").getFirst())).status())
                .as("it is answered")
                .isEqualTo(404);
    }

    @Test
    void whenItGoesToOthersTheyAreToldToo() throws Exception {
        mail(POST.getSmtp().getPort());
        Visitor ada = member("ada", Role.MEMBER);
        String run = run(ada, question("\"tell\": [\"mail\"], \"escalate\": {\"after\": 1},"));

        String token = token(came("owner"));
        assertThat(answered(token, "\"text\": \"Monday\"").status()).isEqualTo(204);

        assertThat(when(ada, run, "DONE").at("/approvals/0/answer").asString()).isEqualTo("Monday");
        assertThat(to("ada")).hasSize(1);
    }

    @Test
    void aLinkIsNoRightThatItsPersonDoesNotHaveAnyMore() throws Exception {
        mail(POST.getSmtp().getPort());
        Visitor ada = member("ada", Role.ADMIN);
        String run = run(owner, question("\"tell\": [\"mail\"], \"by\": \"admin\","));
        String token = token(came("ada"));
        assertThat(shown(token).status()).isEqualTo(200);
        String id = ada.get("/api/account").at("/id").asString();
        assertThat(owner.send("PATCH", "/api/members/" + id, "{\"role\": \"MEMBER\"}")
                        .status())
                .isEqualTo(204);

        assertThat(shown(token).status()).isEqualTo(404);
        assertThat(answered(token, "\"text\": \"mine\"").status()).isBetween(403, 404);
        assertThat(owner.get("/api/agent-runs/" + run).at("/run/state").asString())
                .isEqualTo("WAITING");
        assertThat(shown("x".repeat(43)).status()).isEqualTo(404);
        assertThat(STRANGER.post("/api/agent-links/question", "{}").status()).isEqualTo(404);
    }

    @Test
    void aMailThatDoesNotGoOutIsToldBesideTheQuestionAndTriedAgain() throws Exception {
        mail(1024);
        String run = run(owner, approval("\"tell\": [\"mail\", \"bot\"],"));

        Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> told(owner, run)
                                .valueStream()
                                .filter(each -> !each.at("/problem").asString().isEmpty())
                                .count(),
                        count -> count == 2);
        assertThat(told(owner, run).toString()).contains("can't be reached").contains("has set no bot");
        assertThat(told(owner, run).at("/0/again").asBoolean()).isTrue();
        assertThat(owner.get("/api/agent-runs/" + run).at("/run/state").asString())
                .isEqualTo("WAITING");

        mail(POST.getSmtp().getPort());
        // as after its pause, or after a kill in the middle of the attempt
        HOUSE.server
                .bean(SystemDatabase.class)
                .run(jdbc -> jdbc.sql("update agent_notice set next_at = now() where run = ? and next_at is not null")
                        .param(UUID.fromString(run))
                        .update());
        HOUSE.server.bean(RunNews.class).tell(UUID.fromString(run), RunNews.What.STEP);
        String token = token(came("owner"));
        Awaitility.await()
                .atMost(LONG)
                .until(() -> !told(owner, run).at("/0/sentAt").isNull());
        assertThat(told(owner, run).at("/0/problem").asString()).isEmpty();
        assertThat(told(owner, run).at("/0/again").asBoolean(true)).isFalse();

        // whoever is asked already is not told again
        HOUSE.server
                .bean(SystemDatabase.class)
                .run(jdbc -> jdbc.sql("update agent_wait set tell_at = now() where run = ?")
                        .param(UUID.fromString(run))
                        .update());
        HOUSE.server.bean(RunNews.class).tell(UUID.fromString(run), RunNews.What.STEP);
        Awaitility.await()
                .atMost(LONG)
                .until(() -> HOUSE.server
                        .bean(SystemDatabase.class)
                        .ask(jdbc -> jdbc.sql("select tell_at is null from agent_wait where run = ?")
                                .param(UUID.fromString(run))
                                .query(Boolean.class)
                                .single()));
        assertThat(answered(token, "\"approved\": false").status()).isEqualTo(204);
        assertThat(to("owner")).hasSize(1);
    }

    @Test
    void whatNobodyHasAnAddressForIsToldBesideTheQuestion() {
        mail(POST.getSmtp().getPort());
        Visitor ada = HOUSE.newMember(owner, "ada-" + UUID.randomUUID(), Role.MEMBER);
        String run = run(ada, approval("\"tell\": [\"mail\"],"));

        Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> told(ada, run).at("/0/problem").asString(""),
                        problem -> problem.contains("no mail address"));
    }

    /** Takes what bots are told, and says what it is given. */
    private static HttpServer group(String says, BlockingQueue<String> messages) throws IOException {
        HttpServer group = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        group.createContext("/", exchange -> {
            messages.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = says.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        group.start();
        return group;
    }

    private String botAt(HttpServer group, String kind) {
        return "{\"kind\": \"" + kind + "\", \"url\": \"http://127.0.0.1:"
                + group.getAddress().getPort() + "/hook?key=hidden-" + domain + "\"}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FEISHU | {\"code\":0} | /content/text | {\"msg_type\":\"text\"}",
                "DINGTALK | {\"errcode\":0} | /text/content | {\"msgtype\":\"text\"}",
                "WECOM | {\"errcode\":0} | /text/content | {\"msgtype\":\"text\"}",
                "SLACK | ok | /text | {}"
            })
    void aGroupIsToldByItsBotInItsOwnShapeWithALinkThatAsksToSignIn(String kind, String says, String place, String also)
            throws Exception {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        HttpServer group = group(says, messages);
        try {
            Reply set = set("null", botAt(group, kind));
            assertThat(set.status()).as(set.text()).isEqualTo(200);
            String run = run(owner, approval("\"tell\": [\"bot\"],"));

            JsonMapper json = new JsonMapper();
            JsonNode message = json.readTree(messages.poll(60, TimeUnit.SECONDS));
            assertThat(message.at(place).asString())
                    .contains("Tells")
                    .contains("http://localhost:" + port() + "/agents?run=" + run)
                    .doesNotContain("12 boxes")
                    .doesNotContain("asked#");
            json.readTree(also)
                    .propertyStream()
                    .forEach(each -> assertThat(message.get(each.getKey())).isEqualTo(each.getValue()));
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> !told(owner, run).at("/0/sentAt").isNull());
            assertThat(messages).isEmpty();
        } finally {
            group.stop(0);
        }
    }

    @Test
    void aBotThatRefusesWithStatus200HasNotTakenIt() throws Exception {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        HttpServer group = group("{\"errcode\":310000,\"errmsg\":\"keywords not in content\"}", messages);
        try {
            set("null", botAt(group, "DINGTALK"));
            String run = run(owner, approval("\"tell\": [\"bot\"],"));

            Awaitility.await()
                    .atMost(LONG)
                    .until(
                            () -> told(owner, run).at("/0/problem").asString(""),
                            problem -> problem.contains("refused"));
            assertThat(told(owner, run).at("/0/again").asBoolean()).isTrue();
        } finally {
            group.stop(0);
        }
    }

    @Test
    void settingsAreTheAdministratorsAndKeepTheirSecrets() throws Exception {
        mail(POST.getSmtp().getPort());
        Reply shown = owner.get("/api/agent-telling");
        assertThat(shown.at("/mail/hasPassword").asBoolean()).isTrue();
        assertThat(shown.text()).doesNotContain(PASSWORD);
        assertThat(HOUSE.tablesWith(PASSWORD)).isEmpty();

        String same = "{\"server\": \"127.0.0.1:%d\", \"security\": \"none\", \"user\": \"post\", \"from\": \"a@%s\"}";
        Reply kept = set(same.formatted(POST.getSmtp().getPort(), domain), "null");
        assertThat(kept.at("/mail/hasPassword").asBoolean()).as(kept.text()).isTrue();
        assertThat(set(same.formatted(1025, domain), "null").status())
                .as("a password goes to the server that it was given for")
                .isEqualTo(400);
        assertThat(set("{\"server\": \"no host\", \"from\": \"a@b.example\"}", "null")
                        .status())
                .isEqualTo(400);
        assertThat(set("null", "{\"kind\": \"SLACK\", \"url\": \"file:///etc/passwd\"}")
                        .status())
                .isEqualTo(400);
        Reply elsewhere = owner.send("PUT", "/api/agent-telling", "{\"address\": \"https://evil.example\"}");
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.text()).contains("liaoyuan.access.hosts");
        assertThat(member("ada", Role.BUILDER)
                        .send("PUT", "/api/agent-telling", "{\"address\": \"http://localhost\"}")
                        .status())
                .isEqualTo(403);
        assertThat(HOUSE.owner().get("/api/agent-telling").at("/mail").isNull())
                .as("of another organisation")
                .isTrue();
    }
}
