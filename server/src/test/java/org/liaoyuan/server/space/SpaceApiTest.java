package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SpaceApiTest {

    private static final House HOUSE = House.get();

    private static Desk desk(String name) {
        return new Desk(HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER));
    }

    private static Path blob(String sha256) {
        return HOUSE.server.bean(Blobs.class).path(sha256);
    }

    private static long count(String sql, Object... params) {
        JdbcClient jdbc = HOUSE.server.bean(JdbcClient.class);
        return Tenant.SYSTEM.ask(
                () -> jdbc.sql(sql).params(params).query(Long.class).single());
    }

    @Test
    void whatWasUploadedIsFoundInChineseAndInEnglishByWordsAndByMeaning() throws Exception {
        Desk ada = desk("ada-searches");
        ada.add("西湖.md", SampleFiles.utf8("# 杭州\n\n## 西湖\n\n西湖十景中最有名的是断桥残雪。\n\n## 交通\n\n地铁一号线经过火车东站。\n"));
        ada.add("bread.docx", SampleFiles.docx("Baking", "Sourdough needs flour, water, salt and patience.", "42"));
        ada.add("report.pdf", SampleFiles.pdf("Nothing here", "The turbine was replaced in March."));

        assertThat(ada.texts("断桥残雪").getFirst()).contains("断桥残雪");
        assertThat(ada.texts("怎么坐轨道交通去车站").getFirst()).contains("地铁");
        assertThat(ada.texts("patient bakers and their flour").getFirst()).contains("Sourdough");
        JsonNode turbine = ada.search("turbines").getFirst();
        assertThat(turbine.at("/name").asString()).isEqualTo("report.pdf");
        assertThat(turbine.at("/page").asInt()).isEqualTo(2);
        JsonNode mark = turbine.at("/marks/0");
        assertThat(turbine.at("/text")
                        .asString()
                        .substring(mark.at("/start").asInt(), mark.at("/end").asInt()))
                .isEqualTo("turbine");
        assertThat(ada.search("西湖十景").getFirst().at("/headings").toString()).isEqualTo("[\"杭州\",\"西湖\"]");
    }

    @Test
    void theSameFileTwiceIsStoredOnceAndSaidSo() throws Exception {
        Desk bob = desk("bob-twice");
        byte[] bytes = SampleFiles.utf8("stored once, by " + UUID.randomUUID());
        String id = bob.add("a.txt", bytes);

        var again = bob.upload("a.txt", bytes);
        var elsewhere = bob.upload("other name.txt", bytes);

        assertThat(again.at("/known").asBoolean()).isTrue();
        assertThat(again.at("/document/id").asString()).isEqualTo(id);
        assertThat(elsewhere.at("/document/id").asString()).isEqualTo(id);
        assertThat(bob.who().get("/api/space/documents").body()).hasSize(1);
        assertThat(bob.file(id)).isEqualTo(bytes);
    }

    @Test
    void aChangedFileIsANewVersionAndTheOldOneIsKeptUntilItIsDeleted() throws Exception {
        Desk eve = desk("eve-versions");
        String first = eve.add("plan.txt", SampleFiles.utf8("We leave on Monday by ferry."));
        String second = eve.add("plan.txt", SampleFiles.utf8("We leave on Tuesday by ferry."));

        assertThat(eve.document(second).at("/version").asInt()).isEqualTo(2);
        assertThat(eve.texts("ferry")).containsExactly("We leave on Tuesday by ferry.");
        assertThat(eve.file(first)).isEqualTo(SampleFiles.utf8("We leave on Monday by ferry."));

        String broken = eve.add("plan.txt", new byte[] {1, 2, 3, 0, 0, 9});
        assertThat(eve.document(broken).at("/version").asInt()).isEqualTo(3);
        assertThat(eve.texts("ferry")).containsExactly("We leave on Tuesday by ferry.");

        assertThat(eve.who()
                        .send("DELETE", "/api/space/documents/" + second, "")
                        .status())
                .isEqualTo(204);
        assertThat(eve.texts("ferry")).containsExactly("We leave on Monday by ferry.");
    }

    @Test
    void aDeletedDocumentLeavesNothingAndABlobStaysWhileSomebodyElseHasIt() throws Exception {
        Desk one = desk("one-deletes");
        Desk two = desk("two-keeps");
        byte[] bytes = SampleFiles.utf8("shared words " + UUID.randomUUID());
        String ofOne = one.add("a.txt", bytes);
        String ofTwo = two.add("b.txt", bytes);
        String sha256 = one.document(ofOne).at("/sha256").asString();
        assertThat(count("select count(*) from space_chunk where document = ?::uuid", ofOne))
                .isEqualTo(1);

        one.who().send("DELETE", "/api/space/documents/" + ofOne, "");

        assertThat(one.document(ofOne).status()).isEqualTo(404);
        assertThat(one.texts("shared words")).isEmpty();
        assertThat(count("select count(*) from space_chunk where document = ?::uuid", ofOne))
                .isZero();
        assertThat(blob(sha256)).exists();
        assertThat(two.texts("shared words")).hasSize(1);

        two.who().send("DELETE", "/api/space/documents/" + ofTwo, "");
        assertThat(blob(sha256)).doesNotExist();
        assertThat(count("select count(*) from space_leftover where sha256 = ?", sha256))
                .isZero();
    }

    @Test
    void whoLeavesLeavesNoFileBehind() throws Exception {
        Desk gone = desk("gone-with-files");
        String id = gone.add("a.txt", SampleFiles.utf8("private words " + UUID.randomUUID()));
        String sha256 = gone.document(id).at("/sha256").asString();
        assertThat(blob(sha256)).exists();

        assertThat(gone.who()
                        .send("DELETE", "/api/account", "{\"password\":\"" + House.PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);
        HOUSE.server.bean(Leftovers.class).sweep();
        HOUSE.server.bean(IndexMirror.class).reconcile();

        assertThat(blob(sha256)).doesNotExist();
        assertThat(count("select count(*) from space_document where id = ?::uuid", id))
                .isZero();
        assertThat(HOUSE.server.bean(IndexMirror.class).documents()).doesNotContain(UUID.fromString(id));
    }

    @Test
    void nobodyFindsOrOpensWhatIsAnothers() throws Exception {
        Desk mine = desk("mine-alone");
        Desk colleague = new Desk(HOUSE.newMember(HOUSE.owner(), "curious-admin", Role.ADMIN));
        Desk stranger = new Desk(HOUSE.newOrganisation("Curious", "curious-owner"));
        String id = mine.add("diary.txt", SampleFiles.utf8("The emerald is under the third stone."));

        for (Desk other : List.of(colleague, stranger)) {
            assertThat(other.texts("emerald under the third stone")).isEmpty();
            assertThat(other.document(id).status()).isEqualTo(404);
            assertThat(other.who().get("/api/space/documents/" + id + "/file").status())
                    .isEqualTo(404);
            assertThat(other.who()
                            .post("/api/space/documents/" + id + "/retry", "")
                            .status())
                    .isEqualTo(404);
            other.who().send("DELETE", "/api/space/documents/" + id, "");
            assertThat(other.who().get("/api/space/documents").body()).isEmpty();
        }
        assertThat(mine.texts("emerald")).hasSize(1);
    }

    @Test
    void aKeyThatIsLimitedToAnotherSpaceSeesNothing() throws Exception {
        Desk ada = desk("ada-keys");
        ada.add("a.txt", SampleFiles.utf8("seen by the right key"));
        String space = ada.who().get("/api/space").at("/id").asString();
        String right = key(ada, "\"spaces\":[\"" + space + "\"]");
        String any = key(ada, "\"spaces\":[]");

        assertThat(new Desk(Visitor.withKey(HOUSE.server, right)).texts("right key"))
                .hasSize(1);
        assertThat(new Desk(Visitor.withKey(HOUSE.server, any)).texts("right key"))
                .hasSize(1);
        count(
                "with moved as (update api_key set spaces = array[gen_random_uuid()] where prefix = ? returning 1)"
                        + " select count(*) from moved",
                right.substring(0, prefix(ada).length()));
        Visitor wrong = Visitor.withKey(HOUSE.server, right);
        assertThat(wrong.get("/api/space/search?q=key").status()).isEqualTo(403);
        assertThat(wrong.get("/api/space/documents").status()).isEqualTo(403);
        assertThat(wrong.get("/api/space").status()).isEqualTo(403);
    }

    private static String prefix(Desk who) {
        return who.who().get("/api/keys").at("/0/prefix").asString();
    }

    private static String key(Desk who, String more) {
        return who.who()
                .post("/api/keys", "{\"name\":\"k\",\"scopes\":[\"OWN_SPACE\"]," + more + "}")
                .at("/secret")
                .asString();
    }

    @Test
    void whatCannotBeReadSaysWhyAndCanBeTriedAgain() throws Exception {
        Desk bob = desk("bob-fails");
        String id = bob.add("a.pdf", SampleFiles.encryptedPdf("secret"));

        assertThat(bob.document(id).at("/state").asString()).isEqualTo("FAILED");
        assertThat(bob.document(id).at("/reason").asString()).isEqualTo("ENCRYPTED");
        assertThat(bob.who().post("/api/space/documents/" + id + "/retry", "").status())
                .isEqualTo(200);
        assertThat(bob.settled(id).at("/reason").asString()).isEqualTo("ENCRYPTED");

        String good = bob.add("a.txt", SampleFiles.utf8("read at once"));
        assertThat(bob.who().post("/api/space/documents/" + good + "/retry", "").status())
                .isEqualTo(409);
    }

    @Test
    void badRequestsAreToldWhatIsWrong() {
        Desk eve = desk("eve-errs");

        assertThat(eve.upload("", new byte[] {1}).at("/detail").asString()).contains("name has 0 characters");
        assertThat(eve.upload("a\u0000b", new byte[] {1}).status()).isEqualTo(400);
        assertThat(eve.upload("a.txt", new byte[0]).at("/detail").asString()).contains("no body");
        assertThat(eve.who().get("/api/space/search?q=%20").status()).isEqualTo(400);
        assertThat(eve.who().get("/api/space/search?q=a&limit=51").at("/detail").asString())
                .contains("limit is 51");
        assertThat(eve.who().get("/api/space/documents/none").status()).isEqualTo(400);
        assertThat(HOUSE.server.bean(Home.class).blobs().toFile().list((d, name) -> name.endsWith(".part")))
                .isEmpty();
    }

    @Test
    void thePersonsArchiveHoldsTheirFilesAsTheyWere() throws Exception {
        Desk ada = desk("ada-archive");
        ada.add("notes/one.txt", SampleFiles.utf8("to be taken along"));
        var names = new java.util.ArrayList<String>();
        Tenant tenant =
                new Tenant("local", ada.who().get("/api/account").at("/id").asString(), false, false);

        tenant.call(() -> {
            HOUSE.server.bean(SpaceData.class).writeTo((name, content) -> {
                var out = new java.io.ByteArrayOutputStream();
                content.writeTo(out);
                names.add(name + "=" + out);
            });
            return true;
        });

        assertThat(names)
                .anyMatch(n -> n.startsWith("space/documents.json=") && n.contains("notes/one.txt"))
                .anyMatch(n -> n.matches("space/\\w{8}-notes-one.txt=to be taken along"));
    }

    @Test
    void aFileLiesInTheDataFolderUnderItsDigest() throws Exception {
        Desk bob = desk("bob-blob");
        String id = bob.add("a.txt", SampleFiles.utf8("bytes in a folder"));
        String sha256 = bob.document(id).at("/sha256").asString();

        assertThat(Files.readString(HOUSE.server
                        .bean(Home.class)
                        .blobs()
                        .resolve(sha256.substring(0, 2))
                        .resolve(sha256)))
                .isEqualTo("bytes in a folder");
    }
}
