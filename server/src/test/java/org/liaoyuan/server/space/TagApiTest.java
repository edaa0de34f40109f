package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class TagApiTest {

    private static final House HOUSE = House.get();
    private static final JsonMapper JSON = new JsonMapper();

    private static Desk desk() {
        return new Desk(HOUSE.newMember(HOUSE.owner(), "tags-" + UUID.randomUUID(), Role.MEMBER));
    }

    private static Reply change(Desk desk, List<String> documents, List<String> add, List<String> remove) {
        var body = JSON.createObjectNode();
        documents.forEach(body.putArray("documents")::add);
        add.forEach(body.putArray("add")::add);
        remove.forEach(body.putArray("remove")::add);
        return desk.who().send("PATCH", "/api/space/tags", body.toString());
    }

    private static String tags(Desk desk, String document) {
        return desk.document(document).at("/tags").toString();
    }

    private static long kept(String document) {
        JdbcClient jdbc = HOUSE.server.bean(JdbcClient.class);
        return Tenant.SYSTEM.ask(() -> jdbc.sql(
                        "select count(*) from space_tag t join space_document d on d.space = t.space where d.id = ?::uuid")
                .param(document)
                .query(Long.class)
                .single());
    }

    @Test
    void severalDocumentsGetTagsAtOnceAndTheSameTagInOtherLettersIsTheSame() {
        Desk ada = desk();
        String one = ada.add("one.txt", SampleFiles.utf8("one"));
        String two = ada.add("two.txt", SampleFiles.utf8("two"));

        Reply given = change(ada, List.of(one, two), List.of("  Été   2026 ", "工作"), List.of());
        change(ada, List.of(two), List.of("E\u0301TE\u0301 2026"), List.of("WORK"));

        assertThat(given.status()).isEqualTo(200);
        assertThat(tags(ada, one)).isEqualTo("[\"Été 2026\",\"工作\"]");
        assertThat(tags(ada, two)).isEqualTo("[\"Été 2026\",\"工作\"]");
        assertThat(ada.who().get("/api/space/tags").text())
                .isEqualTo("[{\"name\":\"Été 2026\",\"documents\":2},{\"name\":\"工作\",\"documents\":2}]");

        change(ada, List.of(one), List.of(), List.of("été 2026"));
        assertThat(tags(ada, one)).isEqualTo("[\"工作\"]");
    }

    @Test
    void allVersionsOfADocumentHaveItsTagsAndWithTheLastTheyGo() {
        Desk bob = desk();
        String first = bob.add("plan.txt", SampleFiles.utf8("Monday"));
        change(bob, List.of(first), List.of("travel"), List.of());
        String second = bob.add("plan.txt", SampleFiles.utf8("Tuesday"));

        assertThat(tags(bob, second)).isEqualTo("[\"travel\"]");
        String other = bob.add("other.txt", SampleFiles.utf8("other"));
        bob.who().send("DELETE", "/api/space/documents/" + first, "");
        assertThat(kept(other)).isEqualTo(1);
        bob.who().send("DELETE", "/api/space/documents/" + second, "");
        assertThat(kept(other)).isZero();
    }

    @Test
    void aTagIsRenamedIntoAnotherOneAndRemovedFromAll() {
        Desk eve = desk();
        String one = eve.add("one.txt", SampleFiles.utf8("one"));
        String two = eve.add("two.txt", SampleFiles.utf8("two"));
        change(eve, List.of(one), List.of("draft", "old"), List.of());
        change(eve, List.of(two), List.of("Final"), List.of());

        Reply merged = eve.who().send("PUT", "/api/space/tags", "{\"name\":\"DRAFT\",\"to\":\"final\"}");
        assertThat(merged.text())
                .isEqualTo("[{\"name\":\"final\",\"documents\":2},{\"name\":\"old\",\"documents\":1}]");
        Reply recased = eve.who().send("PUT", "/api/space/tags", "{\"name\":\"final\",\"to\":\"FINAL\"}");
        assertThat(recased.at("/0/name").asString()).isEqualTo("FINAL");
        assertThat(eve.who().send("DELETE", "/api/space/tags?name=old", "").status())
                .isEqualTo(204);
        assertThat(tags(eve, one)).isEqualTo("[\"FINAL\"]");
        assertThat(eve.who()
                        .send("PUT", "/api/space/tags", "{\"name\":\"gone\",\"to\":\"x\"}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "a,b",
                "甲，乙",
                "a\tb\nc",
                "zero\u200bwidth",
                "a234567890123456789012345678901234567890x"
            })
    void aNameThatIsNoneIsRefusedAndSaysWhy(String name) {
        Desk desk = desk();
        String one = desk.add("one.txt", SampleFiles.utf8("one"));

        Reply refused = change(desk, List.of(one), List.of(name), List.of());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/detail").asString()).contains("a tag has").contains("expected 1 to 40");
        assertThat(tags(desk, one)).isEqualTo("[]");
    }

    @Test
    void oneTagTooManyIsRefusedAndNothingOfItIsKept() {
        Desk desk = desk();
        String one = desk.add("one.txt", SampleFiles.utf8("one"));
        change(desk, List.of(one), IntStream.range(0, 20).mapToObj(i -> "t" + i).toList(), List.of());

        Reply refused = change(desk, List.of(one), List.of("more"), List.of());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(tags(desk, one)).doesNotContain("more");
    }

    @Test
    void nobodyTagsOrSeesWhatIsAnothers() {
        Desk mine = desk();
        Desk other = desk();
        String secret = mine.add("diary.txt", SampleFiles.utf8("diary"));
        change(mine, List.of(secret), List.of("hidden"), List.of());

        assertThat(change(other, List.of(secret), List.of("seen"), List.of()).status())
                .isEqualTo(404);
        other.who().send("PUT", "/api/space/tags", "{\"name\":\"hidden\",\"to\":\"taken\"}");
        other.who().send("DELETE", "/api/space/tags?name=hidden", "");

        assertThat(tags(mine, secret)).isEqualTo("[\"hidden\"]");
        assertThat(other.who().get("/api/space/tags").body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 3",
        "tag=Trip, 2",
        "tag=trip&tag=plan, 1",
        "tag=nothing, 0",
        "kind=TEXT, 2",
        "kind=WEB, 1",
        "kind=WEB&kind=TEXT&tag=trip, 2",
        "folder=year, 2",
        "folder=year/may/, 1",
        "folder=ye, 0",
        "after=2020-01-01T00:00:00Z, 3",
        "before=2020-01-01T00:00:00Z, 0"
    })
    void aSearchIsNarrowedToTagsKindsAFolderAndATime(String filter, int found) {
        Desk desk = desk();
        String a = upload(desk, "year", "a.txt", "The ferry leaves at nine from the harbour.");
        String b = upload(
                desk, "year/may", "b.html", "<html><body><p>The ferry leaves at ten from the pier.</p></body></html>");
        upload(desk, "", "c.txt", "The ferry leaves at noon from the island.");
        change(desk, List.of(a, b), List.of("trip"), List.of());
        change(desk, List.of(b), List.of("plan"), List.of());

        Reply reply = desk.who().get("/api/space/search?q=ferry+leaves" + (filter.isEmpty() ? "" : "&" + filter));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.body()).hasSize(found);
        Reply everywhere = desk.who().get("/api/search?q=ferry" + (filter.isEmpty() ? "" : "&" + filter));
        assertThat(everywhere.at("/files")).hasSize(found);
    }

    private static String upload(Desk desk, String folder, String name, String text) {
        String id = desk.who()
                .post("/api/space/documents?name=" + name + "&folder=" + Desk.encoded(folder), text)
                .at("/document/id")
                .asString();
        desk.settled(id);
        return id;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tag=a%2Cb%2C%20",
                "kind=MUSIC",
                "after=yesterday",
                "after=%2B1000000000-12-31T00:00:00Z",
                "folder=%00"
            })
    void aFilterThatMeansNothingIsRefused(String filter) {
        assertThat(desk().who().get("/api/space/search?q=x&" + filter).status()).isEqualTo(400);
    }
}
