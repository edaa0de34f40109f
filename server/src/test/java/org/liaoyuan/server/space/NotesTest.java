package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class NotesTest {

    private static final House HOUSE = House.get();
    private static final JsonMapper JSON = new JsonMapper();

    private static Desk desk(String name) {
        return new Desk(HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER));
    }

    private static Reply add(Desk desk, String title, String text) {
        return desk.who()
                .post(
                        "/api/space/notes",
                        JSON.writeValueAsString(
                                JSON.createObjectNode().put("title", title).put("text", text)));
    }

    private static Reply change(Desk desk, Reply note, String text, boolean finished) {
        String body = JSON.writeValueAsString(JSON.createObjectNode()
                .put("title", note.at("/title").asString())
                .put("text", text)
                .put("revision", note.at("/revision").asInt())
                .put("finished", finished));
        return desk.who().send("PUT", path(note), body);
    }

    private static String path(Reply note) {
        return "/api/space/notes/" + note.at("/id").asString();
    }

    private static Reply versions(Desk desk, Reply note) {
        return desk.who().get(path(note) + "/versions");
    }

    /** As if that many minutes had passed since all that there is was made. */
    private static void later(int minutes) {
        JdbcClient jdbc = HOUSE.server.bean(JdbcClient.class);
        Tenant.SYSTEM.run(() -> {
            jdbc.sql(
                            "update space_document set created_at = created_at - make_interval(mins => ?) where note is not null")
                    .param(minutes)
                    .update();
            jdbc.sql("update space_note set updated_at = updated_at - make_interval(mins => ?)")
                    .param(minutes)
                    .update();
        });
    }

    @Test
    void aNoteIsReadAndFoundAsAFileIs() {
        Desk ada = desk("ada-notes");

        Reply note = add(ada, "东极岛", "灯塔建于一九〇七年。");

        assertThat(note.status()).isEqualTo(201);
        String document = versions(ada, note).at("/0/id").asString();
        ada.settled(document);
        assertThat(ada.document(document).at("/name").asString()).isEqualTo("东极岛.md");
        assertThat(ada.search("灯塔").getFirst().at("/document").asString()).isEqualTo(document);
        assertThat(ada.search("灯塔").getFirst().at("/headings/0").asString()).isEqualTo("东极岛");
    }

    @Test
    void whatIsSavedWhileOneWritesIsKeptAndNoVersionOfItsOwn() {
        Desk bob = desk("bob-writes");
        Reply note = add(bob, "Plan", "a");

        for (String text : new String[] {"ab", "abc", "abcd"}) {
            note = change(bob, note, text, false);
        }

        assertThat(bob.who().get(path(note)).at("/text").asString()).isEqualTo("abcd");
        assertThat(note.at("/revision").asInt()).isEqualTo(4);
        assertThat(versions(bob, note).body()).hasSize(1);
        Reply finished = change(bob, note, "abcd", true);
        assertThat(finished.at("/revision").asInt()).isEqualTo(4);
        assertThat(versions(bob, note).body()).hasSize(2);
    }

    @Test
    void versionsThatAreKeptLieApartAndTheNewestIsFound() throws Exception {
        Desk eve = desk("eve-keeps");
        Reply note = add(eve, "", "monday ferry");
        note = change(eve, note, "tuesday ferry", true);
        note = change(eve, note, "wednesday ferry", true);

        assertThat(versions(eve, note).body()).hasSize(2);

        later(11);
        note = change(eve, note, "thursday ferry", true);
        note = change(eve, note, "friday ferry", true);

        // what was written within the ten minutes is there by its last state
        Reply versions = versions(eve, note);
        assertThat(versions.body()).hasSize(3);
        assertThat(new String(eve.file(versions.at("/2/id").asString()), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("monday ferry");
        eve.settled(versions.at("/0/id").asString());
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(eve.texts("ferry")).containsExactly("friday ferry"));
    }

    @Test
    void whoSawAnOlderRevisionDoesNotOverwriteTheNewerOne() {
        Desk desk = desk("two-tabs");
        Reply note = add(desk, "Shared", "first");
        change(desk, note, "second", false);

        Reply late = change(desk, note, "third", false);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("revision is 1, it is at 2");
        assertThat(desk.who().get(path(note)).at("/text").asString()).isEqualTo("second");
    }

    @Test
    void aNoteWhosePageWasClosedInTheMiddleIsReadWhenItHasRested() {
        Desk desk = desk("closes-the-page");
        Reply note = change(desk, add(desk, "Left", "nothing yet"), "quinces ripen in October", false);
        RestedNotes rested = HOUSE.server.bean(RestedNotes.class);

        rested.settle(Duration.ofHours(1));
        assertThat(versions(desk, note).body()).hasSize(1);
        rested.settle(Duration.ZERO);

        assertThat(versions(desk, note).body()).hasSize(2);
        desk.settled(versions(desk, note).at("/0/id").asString());
        assertThat(desk.texts("quinces").getFirst()).contains("quinces ripen in October");
    }

    @Test
    void aDeletedNoteLeavesNothing() {
        Desk desk = desk("deletes-notes");
        Reply note = add(desk, "Gone", "persimmons " + UUID.randomUUID());
        String document = versions(desk, note).at("/0/id").asString();
        desk.settled(document);
        assertThat(desk.who()
                        .send("DELETE", "/api/space/documents/" + document, "")
                        .text())
                .contains("delete that one");

        assertThat(desk.who().send("DELETE", path(note), "").status()).isEqualTo(204);

        assertThat(desk.who().get(path(note)).status()).isEqualTo(404);
        assertThat(desk.document(document).status()).isEqualTo(404);
        assertThat(desk.texts("persimmons")).isEmpty();
    }

    @Test
    void notesOfTheSameTitleAndAFileOfThatNameAreNoVersionsOfEachOther() {
        Desk desk = desk("same-titles");
        Reply one = add(desk, "Diary", "one");
        Reply two = add(desk, "Diary", "two");
        desk.add("Diary.md", SampleFiles.utf8("three"));

        desk.settled(versions(desk, one).at("/0/id").asString());
        desk.settled(versions(desk, two).at("/0/id").asString());

        assertThat(desk.texts("one two three")).hasSize(3);
    }

    @Test
    void filesOfTheSameNameInTwoFoldersAreTwo() {
        Desk desk = desk("two-folders");
        String path = "/api/space/documents?name=README.md&folder=";
        String a = desk.who()
                .post(path + "a/docs", "apples of a")
                .at("/document/id")
                .asString();
        String b = desk.who()
                .post(path + "b//../docs/", "apples of b")
                .at("/document/id")
                .asString();
        String again = desk.who()
                .post(path + "a/docs", "apples of a, anew")
                .at("/document/id")
                .asString();
        desk.settled(again);

        assertThat(desk.document(b).at("/version").asInt()).isEqualTo(1);
        assertThat(desk.document(b).at("/folder").asString()).isEqualTo("b/docs");
        assertThat(desk.document(again).at("/version").asInt()).isEqualTo(2);
        assertThat(desk.texts("apples")).containsExactlyInAnyOrder("apples of a, anew", "apples of b");
        assertThat(desk.document(a).status()).isEqualTo(200);
    }

    @Test
    void badInputSaysWhatIsWrong() {
        Desk desk = desk("bad-notes");
        Reply note = add(desk, "Good", "text");

        assertThat(desk.who()
                        .send("PUT", path(note), "{\"text\":\"changed\",\"revision\":1}")
                        .at("/revision")
                        .asInt())
                .isEqualTo(2);

        assertThat(add(desk, "x".repeat(151), "").text()).contains("title has 151 characters; expected at most 150");
        assertThat(add(desk, "", "x".repeat(200_001)).text()).contains("text has 200001 characters");
        assertThat(desk.who().get("/api/space/notes/nothing").status()).isEqualTo(400);
        assertThat(desk.who()
                        .post("/api/space/documents?name=a&folder=" + "x".repeat(501), "x")
                        .text())
                .contains("folder has 501 characters");
    }
}
