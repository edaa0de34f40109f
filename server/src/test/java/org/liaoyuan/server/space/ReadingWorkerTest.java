package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.space.index.Owner;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a killed process leaves, and what the next makes of it. */
class ReadingWorkerTest {

    private static final House HOUSE = House.get();
    private static final JdbcClient JDBC = HOUSE.server.bean(JdbcClient.class);

    @TempDir
    private Path folder;

    private static Desk desk(String name) {
        return new Desk(HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER));
    }

    /** As it is when the process that read it is gone. */
    private static void cutOff(String id, int attempts) {
        Tenant.SYSTEM.run(() -> {
            JDBC.sql("update space_document set state = 'READING', node = gen_random_uuid(), attempts = ?, reason = ''"
                            + " where id = ?::uuid")
                    .params(attempts, id)
                    .update();
            JDBC.sql("delete from space_chunk where document = ?::uuid")
                    .param(id)
                    .update();
        });
        HOUSE.server.bean(ReadingWorker.class).wake();
    }

    private static long passages(String id) {
        return Tenant.SYSTEM.ask(() -> JDBC.sql("select count(*) from space_chunk where document = ?::uuid")
                .param(id)
                .query(Long.class)
                .single());
    }

    @Test
    void whatAKilledProcessWasReadingIsReadByTheNextOnce() {
        Desk ada = desk("ada-killed");
        String id = ada.add("a.txt", SampleFiles.utf8("half read when the light went out"));

        cutOff(id, 1);

        assertThat(ada.settled(id).at("/state").asString()).isEqualTo("INDEXED");
        assertThat(passages(id)).isEqualTo(1);
        assertThat(ada.texts("light went out")).hasSize(1);
    }

    @Test
    void whatEndedTheProcessEachTimeIsGivenUpAndTheNextIsRead() {
        Desk bob = desk("bob-poison");
        String poison = bob.add("a.txt", SampleFiles.utf8("poison"));
        cutOff(poison, Work.MOST_ATTEMPTS);

        String next = bob.add("b.txt", SampleFiles.utf8("harmless"));

        assertThat(bob.settled(poison).at("/reason").asString()).isEqualTo("INTERNAL");
        assertThat(bob.document(next).at("/state").asString()).isEqualTo("INDEXED");
        assertThat(bob.who()
                        .post("/api/space/documents/" + poison + "/retry", "")
                        .status())
                .isEqualTo(200);
        assertThat(bob.settled(poison).at("/state").asString()).isEqualTo("INDEXED");
    }

    @Test
    void whatIsFinishedAfterItsDocumentWasDeletedOrTakenOverIsForgotten() {
        Desk eve = desk("eve-late");
        String id = eve.add("a.txt", SampleFiles.utf8("finished once"));
        Work work = HOUSE.server.bean(Work.class);
        var job = new Work.Job(UUID.fromString(id), null, "", "a.txt", "", 1);

        work.finish(job, "text/plain", null, List.of(), List.of());
        work.fail(job, org.liaoyuan.server.space.read.Unreadable.Reason.DAMAGED);

        assertThat(eve.document(id).at("/state").asString()).isEqualTo("INDEXED");
        assertThat(passages(id)).isEqualTo(1);
    }

    private static IndexMirror mirror(Path home) {
        return new IndexMirror(HOUSE.server.bean(Work.class), HOUSE.server.bean(Changes.class), new Home(home));
    }

    /** The server's own, when it has followed all: what was read is told to be read a moment before it can be found. */
    private static IndexMirror kept() {
        IndexMirror kept = HOUSE.server.bean(IndexMirror.class);
        kept.reconcile();
        return kept;
    }

    /** As the index of another process on the same database does. */
    @Test
    void anotherIndexFollowsWhatCameWentAndCameBack() throws Exception {
        Desk ada = desk("ada-followed");
        UUID stays = UUID.fromString(ada.add("stays.txt", SampleFiles.utf8("stays where it is")));
        UUID old = UUID.fromString(ada.add("notes.txt", SampleFiles.utf8("notes as they were")));
        IndexMirror other = mirror(folder);
        other.reconcile();
        assertThat(other.documents()).contains(stays, old);

        UUID newer = UUID.fromString(ada.add("notes.txt", SampleFiles.utf8("notes as they are")));
        UUID another = UUID.fromString(ada.add("another.txt", SampleFiles.utf8("another file")));
        other.reconcile();
        assertThat(other.documents()).contains(stays, newer, another).doesNotContain(old);

        ada.who().send("DELETE", "/api/space/documents/" + newer, "");
        ada.who().send("DELETE", "/api/space/documents/" + another, "");
        other.reconcile();
        assertThat(other.documents())
                .contains(stays, old)
                .doesNotContain(newer, another)
                .isEqualTo(kept().documents());
        other.close();
    }

    @Test
    void whatIsCommittedAfterALaterTransactionIsFollowedToo() throws Exception {
        Desk bob = desk("bob-slow");
        UUID slow = UUID.fromString(bob.add("slow.txt", SampleFiles.utf8("a slow transaction")));
        Changes changes = HOUSE.server.bean(Changes.class);
        var transactions = new TransactionTemplate(HOUSE.server.bean(PlatformTransactionManager.class));
        Changes.Position start = changes.position();

        Changes.Since whileOpen = Tenant.SYSTEM.ask(() -> transactions.execute(status -> {
            JDBC.sql("update space_document set type = 'text/slow' where id = ?")
                    .param(slow)
                    .update();
            return CompletableFuture.supplyAsync(() -> changes.since(start)).join();
        }));

        assertThat(whileOpen.documents()).doesNotContain(slow);
        assertThat(changes.since(whileOpen.next()).documents()).contains(slow);
        assertThat(whileOpen.complete()).isTrue();
        assertThat(changes.since(new Changes.Position(
                                start.transaction(), start.at().minus(Duration.ofHours(1))))
                        .complete())
                .isFalse();
    }

    @Test
    void anIndexThatIsGoneIsMadeAgainFromTheDatabaseAndAnswersTheSame() throws Exception {
        Desk ada = desk("ada-rebuilds");
        for (int i = 0; i < 12; i++) {
            ada.add(
                    "n" + i + ".txt",
                    SampleFiles.utf8("第 " + i + " 号灯塔在海边，灯光每 " + (i + 2) + " 秒闪一次。Lighthouse number " + i));
        }
        IndexMirror kept = kept();
        kept.tidy();
        IndexMirror anew = mirror(folder);

        anew.reconcile();

        Owner owner = new Owner(
                "local",
                ada.who().get("/api/account").at("/id").asString(),
                UUID.fromString(ada.who().get("/api/space").at("/id").asString()));
        Meaning meaning = HOUSE.server.bean(Meaning.class);
        assertThat(anew.documents()).isEqualTo(kept.documents());
        for (String question : List.of("灯塔", "lighthouse 7", "每 5 秒", "海边的光")) {
            float[] vector = meaning.of(question, Caller.LOCAL);
            assertThat(anew.find(Set.of(owner), question, vector, 10))
                    .as(question)
                    .hasSize(10)
                    .isEqualTo(kept.find(Set.of(owner), question, vector, 10));
        }
        anew.close();
    }
}
