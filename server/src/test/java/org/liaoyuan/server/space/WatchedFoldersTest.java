package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real files, looked at by the server's own watcher. */
class WatchedFoldersTest {

    private static final House HOUSE = House.get();
    private static final JdbcClient JDBC = HOUSE.server.bean(JdbcClient.class);
    private static final Desk OWNER = new Desk(HOUSE.owner());

    @TempDir
    private Path temp;

    private Path folder;
    private String name;
    private String id;

    @BeforeEach
    void aFolderIsFollowed() throws IOException {
        name = "f" + UUID.randomUUID().toString().substring(0, 8);
        folder = Files.createDirectories(temp.toRealPath().resolve(name));
    }

    @AfterEach
    void itIsFollowedNoMore() {
        if (id != null) {
            OWNER.who().send("DELETE", "/api/space/watched/" + id + "?keep=false", "");
        }
    }

    private static String json(Object value) {
        return new JsonMapper().writeValueAsString(value);
    }

    private Reply follow(Path path) {
        Reply reply = OWNER.who().post("/api/space/watched", json(Map.of("path", path.toString())));
        if (reply.status() == 200) {
            id = reply.at("/id").asString();
        }
        return reply;
    }

    private JsonNode watched() {
        for (JsonNode each : OWNER.who().get("/api/space/watched").at("/folders")) {
            if (each.at("/id").asString().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("it is not in the list");
    }

    /** Documents that came from the folder, as "folder/name" and version; those that were read. */
    private Map<String, Integer> documents() {
        Map<String, Integer> found = new TreeMap<>();
        for (JsonNode each : OWNER.who().get("/api/space/documents").body()) {
            String place = each.at("/folder").asString();
            if ((place + "/").startsWith(name + "/")
                    && each.at("/state").asString().equals("INDEXED")) {
                found.merge(
                        place + "/" + each.at("/name").asString(),
                        each.at("/version").asInt(),
                        Math::max);
            }
        }
        return found;
    }

    private Map<String, String> files() {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode each :
                OWNER.who().get("/api/space/watched/" + id + "/files").body()) {
            String reason =
                    each.at("/reason").isNull() ? "" : each.at("/reason").asString();
            found.put(each.at("/path").asString(), each.at("/state").asString() + " " + reason);
        }
        return found;
    }

    private static void until(BooleanSupplier so) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(so::getAsBoolean);
    }

    private void look() {
        OWNER.who().post("/api/space/watched/" + id + "/look", "");
    }

    private static long rows(String sql, Object... params) {
        return Tenant.SYSTEM.ask(
                () -> JDBC.sql(sql).params(params).query(Long.class).single());
    }

    private void daysGoBy() {
        Tenant.SYSTEM.run(() -> JDBC.sql(
                        "update space_watched_file set since = since - interval '40 days' where watch = ?::uuid and state <> 'KEPT'")
                .param(id)
                .update());
    }

    private void bringBack(String path) {
        Reply reply = OWNER.who().post("/api/space/watched/" + id + "/files/back", json(Map.of("path", path)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(204);
    }

    @Test
    void newFilesComeWithTheirFoldersAndChangedOnesAsNextVersions() throws Exception {
        Files.createDirectories(folder.resolve("旅行"));
        Files.writeString(folder.resolve("旅行/plan.txt"), "The zeppelin leaves on Monday from " + name);
        follow(folder);
        String plan = name + "/旅行/plan.txt";
        until(() -> documents().equals(Map.of(plan, 1)));

        Files.writeString(folder.resolve("旅行/plan.txt"), "The zeppelin leaves on Tuesday, from " + name);
        Files.writeString(folder.resolve("later.txt"), "Came later to " + name);
        until(() -> documents().equals(Map.of(plan, 2, name + "/later.txt", 1)));

        assertThat(OWNER.texts("zeppelin leaves from " + name).getFirst()).contains("Tuesday");
        assertThat(rows("select count(*) from space_document where folder = ? and name = 'plan.txt'", name + "/旅行"))
                .isEqualTo(2);
        assertThat(watched().at("/state").asString()).isEqualTo("FOLLOWED");
        assertThat(watched().at("/files").asInt()).isEqualTo(2);
    }

    @Test
    void aRenameMovesTheDocumentWithoutReadingItAgain() throws Exception {
        Files.writeString(folder.resolve("old.txt"), "Renamed words of " + name);
        follow(folder);
        until(() -> documents().equals(Map.of(name + "/old.txt", 1)));
        String before = Tenant.SYSTEM.ask(() -> JDBC.sql(
                        "select id || ' ' || finished_at || ' ' || attempts from space_document where folder = ?")
                .param(name)
                .query(String.class)
                .single());

        Files.createDirectories(folder.resolve("deeper"));
        Files.move(folder.resolve("old.txt"), folder.resolve("deeper/new.txt"));
        until(() -> documents().equals(Map.of(name + "/deeper/new.txt", 1)));

        assertThat(Tenant.SYSTEM.<String>ask(() -> JDBC.sql(
                                "select id || ' ' || finished_at || ' ' || attempts from space_document where folder = ?")
                        .param(name + "/deeper")
                        .query(String.class)
                        .single()))
                .isEqualTo(before);
        assertThat(files()).isEmpty();
        until(() -> OWNER.search("Renamed words of " + name).stream()
                .anyMatch(found -> found.at("/name").asString().equals("new.txt")));
    }

    @Test
    void whatIsGoneLeavesAfterAWhileWithItsVersionsAndCanBeBroughtBack() throws Exception {
        Path file = folder.resolve("a.txt");
        Files.writeString(folder.resolve("stays.txt"), "Stays in " + name);
        Files.writeString(file, "First version of " + name);
        follow(folder);
        until(() -> documents().size() == 2);
        Files.writeString(file, "Second version, of " + name);
        until(() -> documents().getOrDefault(name + "/a.txt", 0) == 2);

        Files.delete(file);
        until(() -> files().equals(Map.of("a.txt", "GONE ")));
        assertThat(documents()).containsKey(name + "/a.txt");

        daysGoBy();
        look();
        until(() -> files().equals(Map.of("a.txt", "REMOVED ")));
        assertThat(documents()).doesNotContainKey(name + "/a.txt");
        until(() -> rows("select count(*) from space_leftover") == 0);

        bringBack("a.txt");
        until(() -> documents().getOrDefault(name + "/a.txt", 0) == 2);
        assertThat(files()).isEmpty();
        assertThat(OWNER.texts("version of " + name)).anyMatch(text -> text.contains("Second version"));
        look();
        assertThat(documents()).containsKey(name + "/a.txt");
    }

    @Test
    void whatWasRemovedIsForgottenInTheEndAndItsBytesGo() throws Exception {
        Files.writeString(folder.resolve("stays.txt"), "Stays here in " + name);
        Files.writeString(folder.resolve("a.txt"), "Soon forgotten " + name);
        follow(folder);
        until(() -> documents().size() == 2);
        String sha256 = Tenant.SYSTEM.ask(
                () -> JDBC.sql("select sha256 from space_document where folder = ? and name = 'a.txt'")
                        .param(name)
                        .query(String.class)
                        .single());
        Blobs blobs = HOUSE.server.bean(Blobs.class);

        Files.delete(folder.resolve("a.txt"));
        until(() -> files().equals(Map.of("a.txt", "GONE ")));
        daysGoBy();
        look();
        until(() -> files().equals(Map.of("a.txt", "REMOVED ")));
        HOUSE.server.bean(Leftovers.class).sweep();
        assertThat(blobs.has(sha256)).isTrue();

        daysGoBy();
        look();
        until(() -> files().isEmpty());
        until(() -> !blobs.has(sha256));
    }

    @Test
    void aFolderThatVanishedOrIsAnotherAllAtOnceIsAnErrorAndNoDeletion() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "On a drive that is pulled, " + name);
        follow(folder);
        until(() -> documents().size() == 1 && watched().at("/state").asString().equals("FOLLOWED"));

        Path away = temp.resolve("away");
        Files.move(folder, away);
        look();
        until(() -> watched().at("/state").asString().equals("UNREACHABLE"));
        // the empty place where a drive is mounted
        Files.createDirectory(folder);
        look();
        until(() -> watched().at("/state").asString().equals("EMPTIED"));
        daysGoBy();
        look();
        assertThat(files()).isEmpty();
        assertThat(documents()).hasSize(1);

        Files.delete(folder);
        Files.move(away, folder);
        look();
        until(() -> watched().at("/state").asString().equals("FOLLOWED"));
        assertThat(documents()).hasSize(1);
        Files.delete(folder.resolve("a.txt"));
        until(() -> files().equals(Map.of("a.txt", "GONE ")));
    }

    @Test
    void noLinkLeadsOutOfTheFolderNotEvenTheFolderItself() throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("a.txt"), "The outsider's words of " + name);
        Files.writeString(folder.resolve("b.txt"), "Inside of " + name);
        Files.createSymbolicLink(folder.resolve("a.txt"), outside.resolve("a.txt"));
        follow(folder);
        until(() -> documents().equals(Map.of(name + "/b.txt", 1)));
        assertThat(files()).isEqualTo(Map.of("a.txt", "LEFT LINK_OUT"));

        Files.delete(folder.resolve("a.txt"));
        Files.delete(folder.resolve("b.txt"));
        Files.delete(folder);
        Files.createSymbolicLink(folder, outside);
        look();
        until(() -> watched().at("/state").asString().equals("OUTSIDE"));
        assertThat(OWNER.texts("outsider's words of " + name)).noneMatch(text -> text.contains("outsider"));
    }

    @Test
    void onlyFoldersBelowTheRootAreTakenAndNeverTheServersOwn() throws Exception {
        assertThat(follow(Path.of("/etc")).at("/detail").asString()).contains("expected a folder below");
        assertThat(follow(temp.resolve("..").resolve("..").resolve("..").resolve("etc"))
                        .status())
                .isEqualTo(400);
        assertThat(OWNER.who().post("/api/space/watched", "{\"name\":\"\"}").text())
                .contains("'path' is missing");
        assertThat(follow(Path.of("relative")).status()).isEqualTo(400);
        assertThat(follow(temp.resolve("none")).at("/detail").asString()).contains("not there");
        Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("/etc"));
        assertThat(follow(link).at("/detail").asString()).contains("expected a folder below");
        assertThat(follow(HOUSE.server.bean(Home.class).blobs()).at("/detail").asString())
                .contains("the server's own");
        assertThat(follow(folder).status()).isEqualTo(200);
        String first = id;
        assertThat(follow(folder).status()).isEqualTo(409);
        assertThat(follow(Files.createDirectory(folder.resolve("inner"))).status())
                .isEqualTo(409);
        id = first;

        var admin = HOUSE.people.get(Role.ADMIN);
        assertThat(admin.get("/api/space/watched").status()).isEqualTo(403);
    }

    @Test
    void whatIsLeftOutIsToldWithItsReason() throws Exception {
        Files.writeString(folder.resolve("empty.txt"), "");
        Files.writeString(folder.resolve("~$draft.docx"), "lock");
        Files.writeString(folder.resolve("x".repeat(210) + ".txt"), "long");
        try (var large =
                new java.io.RandomAccessFile(folder.resolve("large.txt").toFile(), "rw")) {
            large.setLength(100_000_001);
        }
        follow(folder);

        until(() -> files().size() == 4);
        assertThat(files())
                .isEqualTo(Map.of(
                        "empty.txt",
                        "LEFT EMPTY",
                        "~$draft.docx",
                        "LEFT TEMPORARY",
                        "x".repeat(210) + ".txt",
                        "LEFT NAME",
                        "large.txt",
                        "LEFT TOO_LARGE"));
        assertThat(watched().at("/left").asInt()).isEqualTo(4);

        Files.writeString(folder.resolve("empty.txt"), "No longer empty " + name);
        until(() -> documents().equals(Map.of(name + "/empty.txt", 1)));
        assertThat(files()).doesNotContainKey("empty.txt");
    }

    @Test
    void whatWasDeletedInTheSpaceStaysOutUntilItIsBroughtBack() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "Unwanted for now, " + name);
        follow(folder);
        until(() -> documents().size() == 1);
        String document = OWNER.search("Unwanted for now, " + name)
                .getFirst()
                .at("/document")
                .asString();

        OWNER.who().send("DELETE", "/api/space/documents/" + document, "");
        look();
        until(() -> files().equals(Map.of("a.txt", "DROPPED ")));
        Files.setLastModifiedTime(folder.resolve("a.txt"), FileTime.fromMillis(1));
        look();
        assertThat(documents()).isEmpty();

        bringBack("a.txt");
        until(() -> documents().equals(Map.of(name + "/a.txt", 1)));
    }

    @Test
    void aCopyStandsOnTheSameDocumentUntilOneOfThemChanges() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "Twice there, " + name);
        follow(folder);
        until(() -> documents().size() == 1);

        Files.copy(folder.resolve("a.txt"), folder.resolve("b.txt"));
        until(() -> watched().at("/files").asInt() == 2);
        assertThat(documents()).hasSize(1);

        Files.writeString(folder.resolve("a.txt"), "Once another, " + name);
        until(() -> documents().equals(Map.of(name + "/a.txt", 2, name + "/b.txt", 1)));
    }

    /** The last look of a process that was killed did half of it; the next has nothing but the rows. */
    @Test
    void whatAKillCutOffTheNextProcessDoesAndReadsNothingTwice() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "Taken before the kill, " + name);
        Files.writeString(folder.resolve("b.txt"), "Not taken before the kill, " + name);
        Tenant tenant = new Tenant("local", "local", false, false);
        WatchStore store = HOUSE.server.bean(WatchStore.class);
        DocumentStore documents = HOUSE.server.bean(DocumentStore.class);
        UUID watch = tenant.ask(() -> store.add(documents.space(), folder.toString(), name, false));
        id = watch.toString();
        // as of another process that is there no more
        Tenant.SYSTEM.run(() -> JDBC.sql("update space_watch set node = gen_random_uuid() where id = ?")
                .param(watch)
                .update());
        WatchStore.Watch followed = tenant.ask(() -> store.own(watch));
        Path a = folder.resolve("a.txt");
        var seen = new org.liaoyuan.server.space.watch.FolderWalk.Seen(
                "a.txt", a, Files.size(a), Files.getLastModifiedTime(a).to(java.util.concurrent.TimeUnit.NANOSECONDS));
        tenant.call(() -> {
            try (Blobs.Staged staged = HOUSE.server.bean(Blobs.class).stage(Files.newInputStream(a), 1_000)) {
                HOUSE.server.bean(WatchedDocuments.class).keep(followed, null, seen, staged);
            }
            return true;
        });

        HOUSE.server.bean(FolderWatcher.class).wake(watch);
        until(() -> documents().equals(Map.of(name + "/a.txt", 1, name + "/b.txt", 1)));

        assertThat(rows("select count(*) from space_document where folder = ? and attempts = 1", name))
                .isEqualTo(2);
        look();
        until(() -> watched().at("/files").asInt() == 2);
        assertThat(rows("select count(*) from space_document where folder = ?", name))
                .isEqualTo(2);
    }

    /** A look by parts that remember nothing, as after a start. */
    @Test
    void aRestartTakesNothingThatDidNotChange() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "The same before and after, " + name);
        follow(folder);
        until(() -> documents().size() == 1 && watched().at("/files").asInt() == 1);
        Tenant tenant = new Tenant("local", "local", false, false);
        WatchStore.Watch followed =
                tenant.ask(() -> HOUSE.server.bean(WatchStore.class).own(UUID.fromString(id)));
        Stillness nothing = new Stillness(Duration.ofNanos(1));

        boolean more = tenant.ask(
                () -> HOUSE.server.bean(FolderLook.class).look(followed, nothing, (folder, directory) -> {}));

        assertThat(more).isFalse();
        assertThat(documents()).isEqualTo(Map.of(name + "/a.txt", 1));
        assertThat(files()).isEqualTo(Map.of());
        assertThat(List.of(
                        watched().at("/gone").asInt(), watched().at("/removed").asInt()))
                .containsExactly(0, 0);
    }

    private static ConfiguredFolders configured(WatchSettings.Named... folders) {
        Duration day = Duration.ofDays(1);
        return new ConfiguredFolders(
                new WatchSettings("", List.of(folders), day, day, day, day, 10, 1),
                HOUSE.server.bean(WatchStore.class),
                HOUSE.server.bean(DocumentStore.class),
                HOUSE.server.bean(FolderPlace.class));
    }

    private boolean isListedFor(String person) {
        for (JsonNode each : OWNER.who().get("/api/space/watched").at("/folders")) {
            if (each.at("/path").asString().equals(folder.toString())) {
                assertThat(each.at("/configured").asBoolean()).isTrue();
                assertThat(each.at("/person").asString()).isEqualTo(person);
                return true;
            }
        }
        return false;
    }

    /** The server, whose own configuration names none, ends what it does not name: so it is settled until it is seen. */
    @Test
    void theConfigurationNamesFoldersForAnybodyAndWhatItNamesNoMoreEnds() {
        HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER);
        ConfiguredFolders named = configured(
                new WatchSettings.Named(folder.toString(), name, ""),
                new WatchSettings.Named(folder.toString(), "nobody-of-that-name", ""),
                new WatchSettings.Named(HOUSE.server.bean(Home.class).path().toString(), "", ""));

        until(() -> {
            named.settle();
            return isListedFor(name);
        });
        configured().settle();

        assertThat(isListedFor(name)).isFalse();
        assertThat(rows("select count(*) from space_watch where configured")).isZero();
    }
}
