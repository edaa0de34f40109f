package org.liaoyuan.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.model.internal.remote.FaultyServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers that stand on the personal space, by a real model. */
class EvidenceTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final House HOUSE = House.get();

    private static final String LIGHTHOUSE =
            "# Coast\n\nThe lighthouse of Dongji was built in 1907. Its lamp is visible for twenty miles.\n";

    private record Event(String name, JsonNode data) {}

    private static Visitor member(String name) {
        return HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER);
    }

    private static String add(Visitor who, String name, String text) {
        HttpRequest.Builder request = who.server()
                .request("/api/space/documents?name=" + name)
                .header("Content-Type", "application/octet-stream");
        who.headers().forEach(request::header);
        String id = who.server()
                .send(request.POST(BodyPublishers.ofString(text)))
                .at("/document/id")
                .asString();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> who.get("/api/space/documents/" + id).at("/state").asString(), "INDEXED"::equals);
        return id;
    }

    private static String conversation(Visitor who) {
        return who.post("/api/conversations", "{}").at("/id").asString();
    }

    private static List<Event> events(Reply reply) {
        List<Event> events = new ArrayList<>();
        String name = "";
        for (String line : reply.text().lines().toList()) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                events.add(new Event(name, JSON.readTree(line.substring("data: ".length()))));
            }
        }
        return events;
    }

    private static List<Event> say(Visitor who, String conversation, String parent, String content, String... sources) {
        var body = JSON.createObjectNode().put("content", content).put("parentId", parent);
        var chosen = body.putArray("sources");
        List.of(sources).forEach(chosen::add);
        return events(who.post("/api/conversations/" + conversation + "/messages", body.toString()));
    }

    private static JsonNode of(List<Event> events, String name) {
        return events.stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(events.toString()))
                .data();
    }

    @Test
    void whatIsFoundIsToldBeforeTheAnswerAndKeptWithIt() {
        Visitor ada = member("ada-evidence");
        String document = add(ada, "lighthouse.md", LIGHTHOUSE);
        String conversation = conversation(ada);

        List<Event> events = say(ada, conversation, null, "When was the lighthouse of Dongji built?", "MATERIAL");

        assertThat(events.stream().map(Event::name).distinct())
                .containsExactly("user", "evidence", "start", "delta", "done");
        JsonNode found = of(events, "evidence").at("/evidence/0");
        assertThat(found.at("/number").asInt()).isEqualTo(1);
        assertThat(found.at("/kind").asString()).isEqualTo("MATERIAL");
        assertThat(found.at("/document").asString()).isEqualTo(document);
        assertThat(found.at("/headings/0").asString()).isEqualTo("Coast");
        assertThat(found.at("/text").asString()).contains("1907");
        assertThat(found.at("/marks")).isNotEmpty();
        Reply kept = ada.get("/api/conversations/" + conversation);
        assertThat(kept.at("/messages/0/sources").toString()).isEqualTo("[\"MATERIAL\"]");
        assertThat(kept.at("/messages/1/sources").toString()).isEqualTo("[\"MATERIAL\"]");
        assertThat(kept.at("/messages/1/evidence/0")).isEqualTo(found);
        assertThat(of(events, "done").at("/evidence/0")).isEqualTo(found);
    }

    private static FaultyServer.Behaviour says(String... pieces) {
        return FaultyServer.events(Stream.concat(
                        Stream.of(pieces)
                                .map(piece ->
                                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + piece + "\"}}]}"),
                        Stream.of(
                                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}",
                                "[DONE]"))
                .toArray(String[]::new));
    }

    @Test
    void anAnswerOfNothingButANumberIsAskedForOnceMore() {
        Visitor ada = member("ada-asks-again");
        add(ada, "lighthouse.md", LIGHTHOUSE);
        try (FaultyServer provider =
                new FaultyServer(says(" [", "1", "]"), says("The lighthouse was", " built in 1907."))) {
            HOUSE.owner()
                    .post(
                            "/api/providers",
                            "{\"id\":\"curt\",\"baseUrl\":\"" + provider.address()
                                    + "\",\"inHouse\":true,\"models\":[{\"name\":\"m\"}]}");
            String conversation = ada.post("/api/conversations", "{\"model\":\"curt/m\"}")
                    .at("/id")
                    .asString();

            List<Event> events = say(ada, conversation, null, "When was the lighthouse of Dongji built?", "MATERIAL");

            assertThat(of(events, "done").at("/content").asString()).isEqualTo("The lighthouse was built in 1907 [1].");
            assertThat(of(events, "done").at("/completionTokens").asInt()).isEqualTo(6);
            assertThat(events.stream()
                            .filter(event -> event.name().equals("delta"))
                            .map(event -> event.data().path("text").asString()))
                    .as("what was said the first time is not heard")
                    .allSatisfy(text -> assertThat(text).doesNotContain("["));
            assertThat(provider.requests()).hasSize(2);
            assertThat(provider.requests().getFirst().body()).contains("in brackets");
            assertThat(provider.requests().getLast().body()).contains("leave out the numbers");
            assertThat(of(say(ada, conversation, null, "Who built it?"), "done")
                            .at("/content")
                            .asString())
                    .as("without passages a model is asked once")
                    .isEqualTo("The lighthouse was built in 1907.");
        } finally {
            HOUSE.owner().send("DELETE", "/api/providers/curt", "");
        }
    }

    @Test
    void withoutSourcesNothingIsLookedFor() {
        Visitor bob = member("bob-evidence");
        add(bob, "lighthouse.md", LIGHTHOUSE);
        String conversation = conversation(bob);

        List<Event> events = say(bob, conversation, null, "When was the lighthouse of Dongji built?");

        assertThat(events.stream().map(Event::name).distinct())
                .as("%s", events)
                .containsExactly("user", "start", "delta", "done");
        assertThat(of(events, "done").at("/evidence")).isEmpty();
        assertThat(of(events, "done").at("/proof").isNull()).isTrue();
    }

    @Test
    void anAnswerMadeAgainStandsOnTheSameSourcesUnlessOthersAreNamed() {
        Visitor ada = member("ada-again");
        add(ada, "lighthouse.md", LIGHTHOUSE);
        String conversation = conversation(ada);
        String answer = of(say(ada, conversation, null, "When was the lighthouse of Dongji built?", "MATERIAL"), "done")
                .at("/id")
                .asString();
        String path = "/api/conversations/" + conversation + "/messages/" + answer + "/regenerate";

        List<Event> again = events(ada.post(path, "{}"));
        List<Event> without = events(ada.post(path, "{\"sources\":[]}"));

        assertThat(of(again, "evidence").at("/evidence/0/text").asString()).contains("1907");
        assertThat(of(again, "done").at("/sources").toString()).isEqualTo("[\"MATERIAL\"]");
        assertThat(without.stream().map(Event::name)).doesNotContain("evidence");
        assertThat(of(without, "done").at("/sources")).isEmpty();
    }

    @Test
    void whatTheMaterialDoesNotSayIsRefusedWithoutAskingAModel() {
        Visitor eve = member("eve-refused");
        add(eve, "lighthouse.md", LIGHTHOUSE);
        String conversation = conversation(eve);

        List<Event> events = say(eve, conversation, null, "杭州到舟山的高速公路全长多少公里？", "MATERIAL");

        JsonNode done = of(events, "done");
        assertThat(done.at("/model").isNull()).isTrue();
        assertThat(done.at("/completionTokens").isNull()).isTrue();
        assertThat(done.at("/proof/verdict").asString()).isEqualTo("NOT_THERE");
        assertThat(done.at("/content").asString()).startsWith("您的资料里没有").contains("lighthouse.md");
        assertThat(of(events, "start").at("/model").isNull()).isTrue();
        assertThat(eve.get("/api/ledger/sums?by=MODEL").text()).doesNotContain("SmolLM");
        assertThat(of(say(eve, conversation(eve), null, "How long is the motorway to Zhoushan?", "MATERIAL"), "done")
                        .at("/content")
                        .asString())
                .startsWith("Your material does not answer");
    }

    @Test
    void nobodyIsShownAnothersMaterial() {
        Visitor ada = member("ada-alone");
        Visitor bob = member("bob-alone");
        Visitor other = HOUSE.newOrganisation("Beside", "owner-beside-evidence");
        add(ada, "lighthouse.md", LIGHTHOUSE);

        for (Visitor stranger : List.of(bob, other)) {
            String conversation = conversation(stranger);
            List<Event> events =
                    say(stranger, conversation, null, "When was the lighthouse of Dongji built?", "MATERIAL");

            assertThat(of(events, "evidence").at("/evidence")).isEmpty();
            assertThat(of(events, "done").at("/proof/verdict").asString()).isEqualTo("NOT_THERE");
            assertThat(events.toString()).doesNotContain("1907", "lighthouse.md");
        }
    }

    @Test
    void aDeletedDocumentLeavesTheAnswerAndTakesItsPassages() {
        Visitor ada = member("ada-deletes");
        String document = add(ada, "lighthouse.md", LIGHTHOUSE);
        String conversation = conversation(ada);
        JsonNode done =
                of(say(ada, conversation, null, "When was the lighthouse of Dongji built?", "MATERIAL"), "done");

        ada.send("DELETE", "/api/space/documents/" + document, "");

        Reply kept = ada.get("/api/conversations/" + conversation);
        assertThat(kept.at("/messages/1/content")).isEqualTo(done.at("/content"));
        assertThat(kept.at("/messages/1/evidence/0/deleted").asBoolean()).isTrue();
        assertThat(kept.at("/messages/1/evidence/0/title").asString()).isEqualTo("lighthouse.md");
        assertThat(kept.at("/messages/1/evidence").toString()).doesNotContain("1907", "Coast", "twenty miles");
    }

    @Test
    void aShortFollowUpFindsWhatTheTurnBeforeWasAbout() {
        Visitor ada = member("ada-follows");
        add(ada, "lighthouse.md", LIGHTHOUSE);
        String conversation = conversation(ada);
        String answer = of(say(ada, conversation, null, "When was the lighthouse of Dongji built?", "MATERIAL"), "done")
                .at("/id")
                .asString();

        JsonNode found = of(say(ada, conversation, answer, "And how far is it seen?", "MATERIAL"), "evidence");

        assertThat(found.at("/question").asString())
                .isEqualTo("When was the lighthouse of Dongji built?\nAnd how far is it seen?");
        assertThat(found.at("/evidence/0/text").asString()).contains("twenty miles");
    }

    @Test
    void aSourceThatCantBeAskedIsNamed() {
        Visitor bob = member("bob-web");
        String path = "/api/conversations/" + conversation(bob) + "/messages";

        Reply refused = bob.post(path, "{\"content\":\"?\",\"sources\":[\"WEB\"]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/detail").asString()).contains("no web search is set up");
        assertThat(bob.post(path, "{\"content\":\"?\",\"sources\":[\"MOON\"]}").status())
                .isEqualTo(400);
    }
}
