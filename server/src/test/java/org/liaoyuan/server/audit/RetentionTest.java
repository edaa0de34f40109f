package org.liaoyuan.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.AuditChain.Verification;
import org.liaoyuan.server.store.OwnerAccess;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(AsSystem.class)
class RetentionTest {

    private static final Identity OWNER = Identity.local(Identity.Way.COMMAND, "127.0.0.0/24");

    private static TestServer server;
    private static JdbcClient jdbc;
    private static Audit audit;
    private static Pruning pruning;

    @BeforeAll
    static void start() {
        server = TestServer.another();
        jdbc = server.bean(JdbcClient.class);
        audit = server.bean(Audit.class);
        pruning = server.bean(Pruning.class);
    }

    /** A log of its own for each test, which ends with rows that stay: 1 to 5 of today, and a retention of for ever. */
    @BeforeEach
    void beginAnew() {
        OwnerAccess.of(server).sql("""
                alter table audit disable trigger user;
                truncate audit;
                alter table audit enable trigger user;
                update audit_retention set months = null, looked_at = 'epoch'""").update();
        write(5);
    }

    private static void write(int rows) {
        for (int i = 0; i < rows; i++) {
            audit.write(OWNER, "test.row", "target", "x=1");
        }
    }

    /** Takes out all that is there, with its checkpoint as the first row that is left, and writes three more. */
    private static void pruneAll() {
        pruning.prune(Instant.now());
        write(3);
    }

    private static Reply put(String body) {
        return server.send(server.request("/api/audit/retention")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    @Test
    void whatIsLeftAfterPruningIsVerifiedAndTheCheckpointTellsWhatIsGone() {
        String head = AuditChain.verify(jdbc).head();

        pruneAll();

        Verification found = AuditChain.verify(jdbc);
        assertThat(found.problem()).isNull();
        assertThat(found.pruned()).isEqualTo(5);
        assertThat(found.rows()).isEqualTo(9);
        assertThat(jdbc.sql("select count(*) from audit").query(Long.class).single())
                .isEqualTo(4);
        Reply checkpoint = server.get("/api/audit?action=audit.prune");
        assertThat(checkpoint.at("/0/seq").asLong()).isEqualTo(6);
        assertThat(checkpoint.at("/0/details").asString()).startsWith("hash=" + head + "; rows=5; first=20");
        assertThat(server.get("/api/audit/retention").at("/pruned").asLong()).isEqualTo(5);
        assertThat(server.get("/api/audit/verification").at("/pruned").asLong()).isEqualTo(5);
    }

    @Test
    void aLaterPruningTakesTheCheckpointsBeforeWithIt() {
        pruneAll();
        Instant first = pruning.newest().orElseThrow().first();

        pruneAll();

        assertThat(AuditChain.verify(jdbc)).satisfies(found -> {
            assertThat(found.problem()).isNull();
            assertThat(found.pruned()).isEqualTo(9);
        });
        assertThat(pruning.newest().orElseThrow().first()).isEqualTo(first);
        assertThat(server.get("/api/audit?action=audit.prune").body()).hasSize(1);
    }

    @Test
    void whereNothingIsOldNothingIsWritten() {
        assertThat(pruning.prune(Instant.now().minus(1, ChronoUnit.DAYS))).isZero();

        assertThat(AuditChain.verify(jdbc).rows()).isEqualTo(5);
    }

    @Test
    void aRowThatIsTakenOutOrChangedByHandAfterPruningIsFound() {
        pruneAll();

        assertThat(afterTampering(owner -> delete(owner, 8))).isEqualTo("row 8 is missing");
        assertThat(afterTampering(owner -> {
                    delete(owner, 6);
                    delete(owner, 7);
                }))
                .isEqualTo("the rows up to 7 are missing, and no row says that they were pruned");
        assertThat(afterTampering(owner -> owner.sql("update audit set target = 'other' where seq = 7")
                        .update()))
                .contains("row 7 (test.row", "is changed");
        assertThat(AuditChain.verify(jdbc).problem()).isNull();
    }

    @Test
    void aForgedCheckpointIsFound() {
        pruneAll();
        Checkpoint real = pruning.newest().orElseThrow();
        Checkpoint forHandDeleted = new Checkpoint(7, real.hash(), real.first(), real.last());
        Checkpoint ofAnother = new Checkpoint(real.through(), "ab".repeat(32), real.first(), real.last());

        assertThat(afterTampering(owner -> change(owner, 6, forHandDeleted))).contains("row 6", "is changed");
        // by somebody who knows how hashes are made, at the end, where nothing follows that would tell
        assertThat(afterTampering(owner -> append(owner, forHandDeleted)))
                .isEqualTo("row 10 says that rows were pruned which were not");
        assertThat(afterTampering(owner -> append(owner, ofAnother)))
                .contains("row 6 does not follow the row that row 10 says was pruned last");
        assertThat(afterTampering(owner -> {
                    delete(owner, 6);
                    delete(owner, 7);
                    append(owner, new Checkpoint(7, real.hash(), real.first(), real.last()));
                }))
                .contains("row 8 does not follow the row that row 10 says was pruned last");
        assertThat(AuditChain.verify(jdbc).problem()).isNull();
    }

    private static void delete(JdbcClient owner, long seq) {
        owner.sql("delete from audit where seq = ?").param(seq).update();
    }

    private static void change(JdbcClient owner, long seq, Checkpoint to) {
        owner.sql("update audit set target = ?, details = ? where seq = ?")
                .params(to.target(), to.details(), seq)
                .update();
    }

    private static void append(JdbcClient owner, Checkpoint checkpoint) {
        audit.write(owner, OWNER, Checkpoint.ACTION, checkpoint.target(), checkpoint.details());
    }

    /** What the verification says of a log that somebody who owns the database changed; the change is taken back. */
    private static String afterTampering(Consumer<JdbcClient> change) {
        return OwnerAccess.rolledBack(server, owner -> {
            owner.sql("alter table audit disable trigger user").update();
            change.accept(owner);
            return String.valueOf(AuditChain.verify(owner).problem());
        });
    }

    @Test
    void theDatabaseLetsNoRowGoThatNoCheckpointCovers() {
        pruneAll();

        assertThatThrownBy(() ->
                        jdbc.sql("select audit_prune(7)").query(Long.class).single())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from audit where seq = 6").update())
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> OwnerAccess.of(server).sql("delete from audit").update())
                .hasMessageContaining("append-only");
        assertThat(AuditChain.verify(jdbc).problem()).isNull();
    }

    @Test
    void howLongItIsKeptIsSetAndAuditedAndWhatIsOlderGoesOnceADay() {
        AuditRetention retention = server.bean(AuditRetention.class);
        keepOldRows();

        assertThat(pruning.runDaily()).as("for ever").isZero();
        Reply set = put("{\"months\":2}");
        assertThat(set.at("/months").asInt()).isEqualTo(2);
        assertThat(pruning.runDaily()).isEqualTo(3);

        assertThat(retention.isMyTurn()).isFalse();
        assertThat(pruning.runDaily()).isZero();
        assertThat(AuditChain.verify(jdbc)).satisfies(found -> {
            assertThat(found.problem()).isNull();
            assertThat(found.pruned()).isEqualTo(3);
        });
        assertThat(server.get("/api/audit?action=audit.retention")
                        .at("/0/details")
                        .asString())
                .isEqualTo("months=2");
        assertThat(put("{\"months\":null}").at("/months").isNull()).isTrue();
    }

    /** Three rows of three months ago and one of today, as they would have been written. */
    private static void keepOldRows() {
        JdbcClient owner = OwnerAccess.of(server);
        owner.sql("""
                alter table audit disable trigger user;
                truncate audit;
                alter table audit enable trigger user""").update();
        Instant then =
                Instant.now().atZone(ZoneOffset.UTC).minusMonths(3).toInstant().truncatedTo(ChronoUnit.MICROS);
        String previous = AuditRow.BEGINNING;
        for (int seq = 1; seq <= 3; seq++) {
            AuditRow row = new AuditRow(0, Instant.EPOCH, "local", "local", "", "test.old", "", "", "", "")
                    .after(previous, seq, then.plusSeconds(seq));
            owner.sql("insert into audit values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(List.of(row.values(previous)))
                    .update();
            previous = row.hash();
        }
        assertThat(HexFormat.of().parseHex(previous)).hasSize(32);
        write(1);
    }

    @Test
    void ofSeveralProcessesOneLooksEachDay() throws Exception {
        AuditRetention retention = server.bean(AuditRetention.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> turns = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(retention::isMyTurn))
                    .toList();
            int mine = 0;
            for (Future<Boolean> turn : turns) {
                mine += turn.get() ? 1 : 0;
            }
            assertThat(mine).isEqualTo(1);
        }
    }

    @Test
    void impossibleRetentionsAreRefusedAndOneOfTheSettingsIsNotChangedOnThePage() {
        assertThat(put("{\"months\":0}").at("/detail").asString()).contains("0 months", "1 to 1200");
        assertThat(put("{\"months\":1201}").status()).isEqualTo(400);
        assertThat(put("{\"months\":\"x\"}").status()).isEqualTo(400);

        assertThatThrownBy(() -> new AuditSettings(Period.ofDays(40))).hasMessageContaining("P40D");
        AuditRetention fixed =
                new AuditRetention(server.bean(SystemDatabase.class), audit, new AuditSettings(Period.parse("P1Y")));
        assertThat(fixed.months()).hasValue(12);
        assertThatThrownBy(() -> fixed.change(OWNER, 3))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("liaoyuan.audit.retention");
    }
}
