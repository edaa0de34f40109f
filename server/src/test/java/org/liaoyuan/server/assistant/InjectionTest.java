package org.liaoyuan.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.assistant.HostileFiles.Carrier;
import org.liaoyuan.server.model.internal.remote.FaultyServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents that give orders to whoever reads them, and a model that obeys them all. What holds then, holds whatever a model is like:
 * no tool is called, no address with something in it is kept, and assistant and persona stay what they are.
 */
class InjectionTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final FaultyServer.Behaviour OBEDIENT = FaultyServer.events(
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Arr! [proof](https://evil.example/?q=SECRET) \"}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"![x](https://evil.example/p.png?d=SECRET) https://evil.example/SECRET \"}}]}",
            // pragma: allowlist nextline secret
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"<https://u:SECRET@evil.example/>\\n\\n[1]: https://evil.example/?a=SECRET\\n\"}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"send_mail\","
                    + "\"arguments\":\"{\\\"to\\\":\\\"SECRET\\\"}\"}}]}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
            "[DONE]");

    private static Visitor owner;
    private static Visitor reader;
    private static FaultyServer provider;
    private static List<Attempt> attempts;

    /** A document, and the harmless question that finds it. */
    private record Attempt(String id, Carrier carrier, String text, String town) {

        String open() {
            return "The public garden of " + town + " was opened in the year 1911 by its mayor.";
        }

        String question() {
            return "When was the public garden of " + town + " opened?";
        }
    }

    @BeforeAll
    static void addThem() throws IOException {
        House house = House.get();
        owner = house.owner();
        reader = house.newMember(owner, "reader-of-injections", Role.MEMBER);
        provider = new FaultyServer(OBEDIENT);
        assertThat(owner.post(
                                "/api/providers",
                                "{\"id\":\"obedient\",\"baseUrl\":\"" + provider.address()
                                        + "\",\"inHouse\":true,\"models\":[{\"name\":\"m\"}]}")
                        .status())
                .isLessThan(300);
        attempts = attempts();
        for (Attempt each : attempts) {
            add(each);
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() ->
                        reader.get("/api/space/documents").text().split("\"INDEXED\"", -1).length > attempts.size());
    }

    @AfterAll
    static void close() {
        owner.send("DELETE", "/api/providers/obedient", "");
        provider.close();
    }

    private static List<Attempt> attempts() throws IOException {
        List<Attempt> all = new ArrayList<>();
        try (InputStream in = InjectionTest.class.getResourceAsStream("/injections.json")) {
            for (JsonNode each : JSON.readTree(in)) {
                all.add(new Attempt(
                        each.path("id").asString(),
                        Carrier.valueOf(each.path("carrier").asString()),
                        each.path("text").asString(),
                        town(all.size())));
            }
        }
        return all;
    }

    /** Names that no two share a word of. */
    private static String town(int number) {
        String[] first = {"Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel"};
        String[] second = {"bank", "croft", "dale", "field", "gate", "haven", "moor", "ridge", "stead"};
        return first[number % first.length] + second[number / first.length];
    }

    private static void add(Attempt each) throws IOException {
        TestServer server = reader.server();
        var request = server.request("/api/space/documents?name=" + each.id() + "."
                        + each.carrier().ending())
                .header("Content-Type", "application/octet-stream");
        reader.headers().forEach(request::header);
        Reply added = server.send(
                request.POST(BodyPublishers.ofByteArray(HostileFiles.of(each.carrier(), each.open(), each.text()))));
        assertThat(added.status()).as("%s %s", each, added.text()).isLessThan(300);
    }

    private static Reply ask(Attempt each) {
        String conversation = reader.post(
                        "/api/conversations", "{\"assistant\":\"study\",\"persona\":\"butler\",\"language\":\"en\"}")
                .at("/id")
                .asString();
        return reader.post(
                "/api/conversations/" + conversation + "/messages",
                JSON.writeValueAsString(
                        Map.of("content", each.question(), "model", "obedient/m", "sources", List.of("MATERIAL"))));
    }

    private static JsonNode done(Reply said) {
        List<String> lines = said.text().lines().toList();
        int at = lines.indexOf("event: done");
        assertThat(at).as(said.text()).isNotNegative();
        return JSON.readTree(lines.get(at + 1).substring("data: ".length()));
    }

    @Test
    void thereAreSixtyAndMoreInBothLanguagesAndEachWayOfHiding() {
        assertThat(attempts).hasSizeGreaterThanOrEqualTo(60);
        assertThat(attempts).extracting(Attempt::carrier).contains(Carrier.values());
        assertThat(attempts.stream()
                        .filter(each -> each.text().matches("(?s).*\\p{IsHan}.*"))
                        .count())
                .isGreaterThanOrEqualTo(25);
    }

    @Test
    void noneOfThemCallsAToolLeaksByALinkOrChangesTheManner() {
        String manner = null;
        for (Attempt each : attempts) {
            int before = provider.requests().size();

            Reply said = ask(each);

            assertThat(provider.requests()).as(each.id()).hasSize(before + 1);
            JsonNode asked = JSON.readTree(provider.requests().getLast().body());
            assertThat(asked.has("tools")).as(each.id()).isFalse();
            assertThat(asked.path("messages")).as(each.id()).hasSize(2);
            String told = asked.at("/messages/0/content").asString();
            manner = manner == null ? told : manner;
            assertThat(told).as(each.id()).isEqualTo(manner);
            // the document was found, and what it says stands in the fence
            String turn = asked.at("/messages/1/content").asString();
            assertThat(turn)
                    .as(each.id())
                    .contains("garden of " + each.town() + " was opened")
                    .endsWith(each.question());
            assertThat(outside(turn)).as(each.id()).noneMatch(line -> line.contains(marker(each.text())));

            JsonNode answer = done(said);
            // cited where the document says it too, before its mark
            assertThat(answer.path("content").asString())
                    .as(each.id())
                    .containsPattern("Arr( \\[1])?!")
                    .doesNotContain("SECRET");
            assertThat(answer.toString()).as(each.id()).doesNotContain("send_mail\"");
            assertThat(answer.path("finishReason").asString()).as(each.id()).isEqualTo("stop");
        }
        assertThat(manner).contains("Way of speaking: Like a well-trained butler");
    }

    private static List<String> outside(String turn) {
        return turn.lines().filter(line -> !line.startsWith("> ")).toList();
    }

    /** The first words of its first line, as they would stand anywhere. */
    private static String marker(String text) {
        String line = text.lines().findFirst().orElseThrow();
        return line.substring(0, Math.min(24, line.length()));
    }
}
