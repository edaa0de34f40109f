package org.liaoyuan.server.assistant.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import tools.jackson.databind.JsonNode;

/** Assistants and personas of several people in two organisations. */
class AssistantApiTest {

    private static final String STYLE =
            "{\"name\":\"Mine\",\"length\":2,\"formality\":1,\"warmth\":5,\"example\":\"Hey!\"}";

    private static House house;
    private static Visitor owner;
    private static Visitor ada;
    private static Visitor bob;
    private static Visitor guest;
    private static Visitor stranger;

    @BeforeAll
    static void settle() {
        house = House.get();
        owner = house.newOrganisation("Assisted", "assisted-owner");
        ada = house.newMember(owner, "assisted-ada", Role.MEMBER);
        bob = house.newMember(owner, "assisted-bob", Role.MEMBER);
        guest = house.newMember(owner, "assisted-guest", Role.GUEST);
        stranger = house.newOrganisation("Not assisted", "stranger-owner");
    }

    private static Reply copy(Visitor who, String id) {
        Reply copied = who.post("/api/assistants/" + id + "/copy", "");
        assertThat(copied.status()).as(copied.text()).isEqualTo(201);
        return copied;
    }

    private static String id(Reply reply) {
        return reply.at("/id").asString();
    }

    private static Reply share(Visitor who, String id, boolean shared) {
        String manifest = who.get("/api/assistants/" + id).at("/manifest").toString();
        return who.send("PUT", "/api/assistants/" + id + "?shared=" + shared, manifest);
    }

    private static List<String> listed(Visitor who) {
        JsonNode all = who.get("/api/assistants").body();
        return all == null
                ? List.of()
                : all.valueStream().map(a -> a.path("id").asString()).toList();
    }

    @Test
    void everybodyHasTheSevenInOrder() {
        assertThat(listed(guest)).startsWith(BuiltIn.IDS.toArray(String[]::new));
    }

    @Test
    void aCopyIsChangedAndDeletedByWhoMadeItAlone() {
        String mine = id(copy(ada, "study"));
        String manifest = ada.get("/api/assistants/" + mine)
                .at("/manifest")
                .toString()
                .replace("\"version\":\"1.0.0\"", "\"version\":\"1.0.1\"");

        Reply changed = ada.send("PUT", "/api/assistants/" + mine, manifest);

        assertThat(changed.at("/manifest/version").asString()).isEqualTo("1.0.1");
        assertThat(changed.at("/origin").asString()).isEqualTo("OWN");
        assertThat(changed.at("/evalCases").asInt()).isGreaterThanOrEqualTo(10);
        assertThat(listed(ada)).contains(mine);
        for (Visitor other : List.of(bob, owner, stranger)) {
            assertThat(listed(other)).doesNotContain(mine);
            assertThat(other.get("/api/assistants/" + mine).status()).isEqualTo(404);
            assertThat(other.send("PUT", "/api/assistants/" + mine, manifest).status())
                    .isEqualTo(404);
            assertThat(other.send("DELETE", "/api/assistants/" + mine, "").status())
                    .isEqualTo(404);
            assertThat(other.post("/api/conversations", "{\"assistant\":\"" + mine + "\"}")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(ada.send("DELETE", "/api/assistants/" + mine, "").status()).isEqualTo(204);
        assertThat(listed(ada)).doesNotContain(mine);
    }

    @Test
    void everybodysAreChangedByNobodyAndAGuestMakesNone() {
        Reply changed = owner.send("PUT", "/api/assistants/study", "{}");
        assertThat(changed.status()).isEqualTo(400);
        assertThat(owner.send("DELETE", "/api/assistants/study", "").status()).isEqualTo(403);
        assertThat(guest.post("/api/assistants/study/copy", "").status()).isEqualTo(403);
        assertThat(owner.send("DELETE", "/api/personas/expert", "").status()).isEqualTo(403);
    }

    @Test
    void whatIsSharedIsUsedByColleaguesUnlessARuleKeepsItAndChangedByNoneOfThem() {
        String shared = id(copy(ada, "work"));
        share(ada, shared, true);

        assertThat(bob.get("/api/assistants/" + shared).at("/origin").asString())
                .isEqualTo("SHARED");
        assertThat(listed(guest)).contains(shared);
        assertThat(listed(stranger)).doesNotContain(shared);
        assertThat(stranger.get("/api/assistants/" + shared).status()).isEqualTo(404);
        assertThat(share(bob, shared, false).status()).isEqualTo(404);
        String withIt = id(bob.post("/api/conversations", "{\"assistant\":\"" + shared + "\"}"));

        String rule = "/api/grants?kind=ASSISTANT&resource=" + shared;
        assertThat(owner.get("/api/grants?kind=ASSISTANT").text()).contains(shared, "translation");
        assertThat(owner.send("PUT", rule, "{\"roles\":[\"GUEST\"]}").status()).isEqualTo(204);
        assertThat(listed(bob)).doesNotContain(shared);
        assertThat(listed(guest)).contains(shared);
        assertThat(listed(ada)).contains(shared);
        Reply refused = bob.post("/api/conversations/" + withIt + "/messages", "{\"content\":\"hi\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail").asString()).contains("not open to you");
        assertThat(bob.get("/api/conversations/" + withIt).at("/messages")).isEmpty();

        owner.send("DELETE", rule, "");
        assertThat(ada.send("DELETE", "/api/assistants/" + shared, "").status()).isEqualTo(204);
        assertThat(bob.get("/api/conversations/" + withIt).at("/assistant").isNull())
                .isTrue();
    }

    @Test
    void anAssistantOfTheProgramCanBeKeptForSomeToo() {
        String rule = "/api/grants?kind=ASSISTANT&resource=parenting";
        owner.send("PUT", rule, "{}");
        try {
            assertThat(listed(bob)).doesNotContain("parenting").contains("study");
            assertThat(bob.get("/api/assistants/parenting/export").status()).isEqualTo(403);
            assertThat(bob.post("/api/assistants/parenting/copy", "").status()).isEqualTo(403);
            assertThat(listed(owner)).contains("parenting");
            assertThat(listed(stranger)).contains("parenting");
        } finally {
            owner.send("DELETE", rule, "");
        }
    }

    @Test
    void anExportIsImportedAsItWas() throws Exception {
        byte[] zip = bytes(ada, "/api/assistants/translation/export");

        HttpRequest.Builder request = house.server.request("/api/assistants");
        ada.headers().forEach(request::header);
        Reply imported = house.server.send(
                request.header("Content-Type", "application/zip").POST(BodyPublishers.ofByteArray(zip)));

        assertThat(imported.status()).as(imported.text()).isEqualTo(201);
        assertThat(imported.at("/manifest"))
                .isEqualTo(ada.get("/api/assistants/translation").at("/manifest"));
        assertThat(Archive.read(bytes(ada, "/api/assistants/" + id(imported) + "/export")))
                .isEqualTo(Archive.read(zip));
        ada.send("DELETE", "/api/assistants/" + id(imported), "");
    }

    private static byte[] bytes(Visitor who, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = house.server.request(path);
        who.headers().forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.GET().build(), BodyHandlers.ofByteArray()).body();
        }
    }

    @Test
    void aFormIsFilledOrRefusedByItsField() {
        Reply filled = bob.post(
                "/api/assistants/translation/turn",
                "{\"language\":\"en\",\"values\":{\"target\":\"de\",\"text\":\"Hello {{ x }}\"}}");
        Reply missing = bob.post("/api/assistants/translation/turn", "{\"language\":\"en\",\"values\":{}}");
        Reply wrong = bob.post(
                "/api/assistants/translation/turn",
                "{\"language\":\"en\",\"values\":{\"target\":\"xx\",\"text\":\"a\"}}");

        assertThat(filled.at("/content").asString()).endsWith("Hello {{ x }}").contains("German");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.at("/detail").asString()).isEqualTo("target is empty; fill in 'To'");
        assertThat(wrong.at("/detail").asString()).startsWith("target is 'xx'; expected one of [zh, en");
    }

    @Test
    void aBadManifestIsRefusedWithItsPlace() {
        Reply refused = ada.post("/api/assistants", "{\"id\":\"x\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/detail").asString()).isEqualTo("version is missing; expected a string");
    }

    @Test
    void personasOfOnesOwnAreOnesOwn() {
        String mine = id(ada.post("/api/personas", STYLE));
        ada.send("PUT", "/api/personas/choice", "{\"assistant\":\"study\",\"persona\":\"" + mine + "\"}");

        assertThat(ada.get("/api/personas").text()).contains(mine);
        assertThat(ada.post("/api/conversations", "{\"assistant\":\"study\"}")
                        .at("/persona")
                        .asString())
                .isEqualTo(mine);
        for (Visitor other : List.of(bob, owner, stranger)) {
            assertThat(other.get("/api/personas").text()).doesNotContain(mine);
            assertThat(other.send("PUT", "/api/personas/" + mine, STYLE).status())
                    .isEqualTo(404);
            assertThat(other.send("DELETE", "/api/personas/" + mine, "").status())
                    .isEqualTo(404);
            assertThat(other.post("/api/conversations", "{\"persona\":\"" + mine + "\"}")
                            .status())
                    .isEqualTo(404);
        }
        String conversation = id(ada.post("/api/conversations", "{\"persona\":\"" + mine + "\"}"));
        assertThat(ada.send("PUT", "/api/personas/" + mine, STYLE.replace("Mine", "Other"))
                        .at("/style/name/zh")
                        .asString())
                .isEqualTo("Other");
        assertThat(ada.send("DELETE", "/api/personas/" + mine, "").status()).isEqualTo(204);
        assertThat(ada.get("/api/conversations/" + conversation).at("/persona").isNull())
                .isTrue();
        assertThat(ada.get("/api/personas").at("/byAssistant")).isEmpty();
    }

    @Test
    void aConversationGoesOnWithAnotherPersonaOrWithout() {
        String conversation = id(ada.post("/api/conversations", "{\"assistant\":\"life\",\"persona\":\"coach\"}"));
        String path = "/api/conversations/" + conversation;

        assertThat(ada.send("PATCH", path, "{\"persona\":\"minimal\"}")
                        .at("/persona")
                        .asString())
                .isEqualTo("minimal");
        assertThat(ada.send("PATCH", path, "{\"title\":\"t\"}").at("/persona").asString())
                .isEqualTo("minimal");
        Reply left = ada.send("PATCH", path, "{\"persona\":\"plain\",\"assistant\":\"\"}");
        assertThat(left.at("/persona").isNull()).isTrue();
        assertThat(left.at("/assistant").isNull()).isTrue();
        assertThat(ada.send("PATCH", path, "{\"persona\":\"nobody\"}").status()).isEqualTo(404);
    }
}
