package org.liaoyuan.server.assistant.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SearchApiTest {

    private static final House HOUSE = House.get();

    private static Visitor member(String name) {
        return HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER);
    }

    private static Reply search(Visitor who, String question) {
        return who.get("/api/search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
    }

    private static String conversation(Visitor who, String title, String... contents) {
        String id = who.post("/api/conversations", "{\"title\":\"" + title + "\"}")
                .at("/id")
                .asString();
        JdbcClient jdbc = HOUSE.server.bean(JdbcClient.class);
        for (String content : contents) {
            Tenant.SYSTEM.run(() -> jdbc.sql("""
                            insert into message (id, conversation_id, role, content, organisation, person)
                            select ?, id, 'user', ?, organisation, person from conversation where id = ?""")
                    .params(UUID.randomUUID(), content, UUID.fromString(id))
                    .update());
        }
        return id;
    }

    /** The part of a text that a mark names. */
    private static String marked(JsonNode found, String text, String marks) {
        JsonNode mark = found.at(marks).get(0);
        return found.at(text)
                .asString()
                .substring(mark.at("/start").asInt(), mark.at("/end").asInt());
    }

    @Test
    void conversationsAreFoundByTitleAndByWhatIsSaidInChineseToo() {
        Visitor ada = member("ada-finds");
        String titled = conversation(ada, "去舟山的计划", "hello");
        String said = conversation(ada, "untitled", "第一句", "东极岛的灯塔建于一九〇七年，Ferry tickets are 100% sold out");

        JsonNode byTitle = search(ada, "舟山").body().at("/conversations");
        assertThat(byTitle).hasSize(1);
        assertThat(byTitle.at("/0/id").asString()).isEqualTo(titled);
        assertThat(byTitle.at("/0/message").isNull()).isTrue();
        assertThat(marked(byTitle.get(0), "/title", "/titleMarks")).isEqualTo("舟山");

        JsonNode byWords = search(ada, "灯塔 ferry").body().at("/conversations");
        assertThat(byWords).hasSize(1);
        assertThat(byWords.at("/0/id").asString()).isEqualTo(said);
        assertThat(byWords.at("/0/message").asString()).hasSize(36);
        assertThat(marked(byWords.get(0), "/text", "/textMarks")).isEqualTo("灯塔");
    }

    /** What means something to SQL's patterns means itself. */
    @ParameterizedTest
    @CsvSource({"100%, 1", "100_, 0", "%, 1", "a\\b, 1", "'灯塔 火车', 0"})
    void whatIsLookedForIsTextAndNoPattern(String question, int found) {
        Visitor who = member("pattern-" + UUID.randomUUID());
        conversation(who, "x", "灯塔 tickets are 100% sold, a\\b");

        assertThat(search(who, question).body().at("/conversations")).hasSize(found);
    }

    @Test
    void notesAreFoundAtOnceAndFilesByNameAndByWhatTheySay() {
        Visitor bob = member("bob-finds");
        String note = bob.post("/api/space/notes", "{\"title\":\"Shopping\",\"text\":\"Buy 酱油 and rice\"}")
                .at("/id")
                .asString();
        String file = bob.post(
                        "/api/space/documents?name=harbour.txt&folder=coast", "The turbine was replaced in March.")
                .at("/document/id")
                .asString();

        assertThat(search(bob, "酱油").at("/notes/0/id").asString()).isEqualTo(note);
        Reply byName = search(bob, "harb");
        assertThat(byName.at("/files/0/id").asString()).isEqualTo(file);
        assertThat(byName.at("/files/0/place").asString()).isEqualTo("coast");
        assertThat(byName.at("/files/0/passage").isNull()).isTrue();
        Reply byText = Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> search(bob, "turbine"),
                        reply -> !reply.body().at("/files").isEmpty());
        assertThat(byText.at("/files/0/passage").asInt()).isZero();
        assertThat(marked(byText.body().at("/files/0"), "/text", "/textMarks")).isEqualTo("turbine");
    }

    @Test
    void withoutWordsItSaysWhatWasInHandLast() {
        Visitor eve = member("eve-recent");
        conversation(eve, "first");
        String second = conversation(eve, "second");
        eve.post("/api/space/notes", "{\"text\":\"a note\"}");

        Reply recent = eve.get("/api/search?limit=1");

        assertThat(recent.body().at("/conversations")).hasSize(1);
        assertThat(recent.at("/conversations/0/id").asString()).isEqualTo(second);
        assertThat(recent.at("/notes/0/text").asString()).isEqualTo("a note");
        assertThat(eve.get("/api/search?limit=21").status()).isEqualTo(400);
        assertThat(eve.get("/api/search?q=" + "x".repeat(201)).text()).contains("201");
    }

    @Test
    void nobodyFindsWhatIsAnothers() {
        Visitor one = member("one-hides");
        Visitor two = member("two-seeks");
        conversation(one, "secret plans", "secret words");
        one.post("/api/space/notes", "{\"text\":\"secret note\"}");

        Reply found = search(two, "secret");
        assertThat(found.at("/conversations")).isEmpty();
        assertThat(found.at("/notes")).isEmpty();
        // collections that are open to everybody may be found too
        assertThat(found.text()).doesNotContain("secret");
    }
}
