package org.liaoyuan.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.websearch.RecordingWeb;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers that stand on the web, and those that must not touch it, by a real model. */
class WebEvidenceTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final House HOUSE = House.get();

    private final RecordingWeb web = new RecordingWeb();
    private String service = "";

    @BeforeEach
    void serve() {
        web.json("/search", 200, """
                        {"results": [{"url": "HERE/lamp", "title": "The lamp", "content": "A snippet."}]}""")
                .page(
                        "/lamp",
                        "<title>The lamp of Dongji</title><h1>Lamp</h1><p>The lamp of Dongji is seen for twenty miles.</p>");
        service = HOUSE.owner()
                .post("/api/web/services", "{\"kind\":\"SEARXNG\",\"address\":\"" + web.address() + "\"}")
                .at("/services/0/id")
                .asString();
    }

    @AfterEach
    void close() {
        HOUSE.owner().send("DELETE", "/api/web/services/" + service, "");
        web.close();
    }

    private static Visitor member(String name) {
        return HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER);
    }

    private static Reply say(Visitor who, String question, String... sources) {
        String conversation = who.post("/api/conversations", "{}").at("/id").asString();
        var body = JSON.createObjectNode().put("content", question);
        var chosen = body.putArray("sources");
        List.of(sources).forEach(chosen::add);
        return who.post("/api/conversations/" + conversation + "/messages", body.toString());
    }

    private static JsonNode event(Reply reply, String name) {
        List<String> lines = reply.text().lines().toList();
        int at = lines.indexOf("event: " + name);
        assertThat(at).as("%s in %s", name, reply.text()).isNotNegative();
        return JSON.readTree(lines.subList(at, lines.size()).stream()
                .filter(line -> line.startsWith("data: "))
                .findFirst()
                .orElseThrow()
                .substring("data: ".length()));
    }

    private static void addToSpace(Visitor who) {
        HttpRequest.Builder request = who.server()
                .request("/api/space/documents?name=lamp.txt")
                .header("Content-Type", "application/octet-stream");
        who.headers().forEach(request::header);
        String id = who.server()
                .send(request.POST(BodyPublishers.ofString("The lamp of Dongji was lit in 1907.")))
                .at("/document/id")
                .asString();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> who.get("/api/space/documents/" + id).at("/state").asString(), "INDEXED"::equals);
    }

    @Test
    void whereTheWebIsChosenTheEvidenceHoldsThePassagesOfItsPages() {
        Reply reply = say(member("ada-web"), "How far is the lamp of Dongji seen?", "WEB");

        JsonNode found = event(reply, "evidence").at("/evidence/0");
        assertThat(found.at("/kind").asString()).isEqualTo("WEB");
        assertThat(found.at("/address").asString()).isEqualTo(web.address() + "/lamp");
        assertThat(found.at("/title").asString()).isEqualTo("The lamp of Dongji");
        assertThat(found.at("/text").asString()).contains("twenty miles");
        assertThat(found.at("/score").asDouble()).isBetween(0.2, 1.0);
        assertThat(found.at("/marks")).isNotEmpty();
        assertThat(web.asked()).extracting(RecordingWeb.Asked::path).containsExactly("/search", "/lamp");
    }

    @Test
    void whereItIsNotChosenNoByteLeaves() {
        Visitor bob = member("bob-no-web");
        addToSpace(bob);

        Reply material = say(bob, "When was the lamp of Dongji lit?", "MATERIAL");
        Reply alone = say(bob, "When was the lamp of Dongji lit?");

        assertThat(event(material, "evidence").at("/evidence/0/kind").asString())
                .isEqualTo("MATERIAL");
        assertThat(alone.text()).doesNotContain("event: evidence");
        assertThat(web.asked()).isEmpty();
    }

    @Test
    void whereItIsSwitchedOffItCannotBeChosen() {
        Visitor eve = member("eve-web");
        HOUSE.owner().send("PUT", "/api/web/services/switch", "{\"enabled\":false}");
        try {
            Reply refused = say(eve, "How far is the lamp of Dongji seen?", "WEB");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(web.asked()).isEmpty();
        } finally {
            HOUSE.owner().send("PUT", "/api/web/services/switch", "{\"enabled\":true}");
        }
    }

    @Test
    void aSearchThatFailsLeavesAnAnswerThatSaysSo() {
        web.json("/search", 403, "{}");
        Visitor kim = member("kim-web");
        addToSpace(kim);

        Reply reply = say(kim, "When was the lamp of Dongji lit?", "MATERIAL", "WEB");

        assertThat(event(reply, "evidence").at("/missed/0/source").asString()).isEqualTo("WEB");
        assertThat(event(reply, "evidence").at("/missed/0/message").asString())
                .contains("SEARXNG: it answered 403", "settings.yml");
        assertThat(event(reply, "evidence").at("/evidence/0/kind").asString()).isEqualTo("MATERIAL");
    }
}
