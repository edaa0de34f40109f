package org.liaoyuan.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.audit.AuditChain.Verification;
import org.liaoyuan.server.store.OwnerAccess;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(AsSystem.class)
class AuditTest {

    private static House house;
    private static TestServer server;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        house = House.get();
        server = house.server;
        jdbc = server.bean(JdbcClient.class);
    }

    private static void write(String action) {
        server.bean(Audit.class).write(Identity.local(Identity.Way.COMMAND, "127.0.0.0/24"), action, "target", "x=1");
    }

    @Test
    void signingInAndFailingToAreToldWithoutWhatWasTyped() {
        house.newMember(house.owner(), "watched", Role.MEMBER);
        Visitor.signIn(server, "watched", "my secret in the wrong field");

        String rows = house.owner().get("/api/audit?action=session").text();

        assertThat(rows).contains("session.start", "session.refuse").doesNotContain("my secret");
        assertThat(house.owner().get("/api/audit?action=member").text()).contains("member.add", "role=member");
    }

    @Test
    void whatOtherRoomsDoIsToldByTheirRoutes() {
        house.owner().send("PUT", "/api/aliases/audited", "{\"targets\":[{\"model\":\"default\"}]}");
        house.owner().get("/api/ledger/entries.csv");

        assertThat(house.owner().get("/api/audit?action=alias.put").text()).contains("\"target\":\"audited\"");
        assertThat(house.owner().get("/api/audit?action=ledger.export").body()).isNotEmpty();
        assertThat(house.owner().get("/api/audit/rows.csv").text()).startsWith("seq,at,");
        house.owner().send("DELETE", "/api/aliases/audited", "");
    }

    @Test
    void manyWritersLeaveOneChainWithoutAGap() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> write("test.many")))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        Verification found = AuditChain.verify(jdbc);

        assertThat(found.problem()).isNull();
        assertThat(found.rows()).isGreaterThanOrEqualTo(40);
        assertThat(house.owner().get("/api/audit/verification").at("/problem").isNull())
                .isTrue();
    }

    @Test
    void theProgramCanNeitherChangeNorDeleteARow() {
        write("test.stays");

        for (String sql : List.of("update audit set action = 'x'", "delete from audit", "truncate audit")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).isInstanceOf(Exception.class);
        }
        // nor does the tables' owner by accident
        assertThatThrownBy(() -> OwnerAccess.of(server).sql("delete from audit").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void aRowThatWasChangedOrTakenOutIsNamed() {
        write("test.first");
        write("test.second");
        long seq = jdbc.sql("select max(seq) - 1 from audit").query(Long.class).single();

        assertThat(afterTampering(owner -> owner.sql("update audit set target = 'other' where seq = ?")
                        .param(seq)
                        .update()))
                .contains("row " + seq, "is changed");
        assertThat(afterTampering(owner ->
                        owner.sql("delete from audit where seq = ?").param(seq).update()))
                .isEqualTo("row " + seq + " is missing");
        assertThat(AuditChain.verify(jdbc).problem()).isNull();
    }

    /** What the verification says of a log that somebody who owns the database changed; the change is taken back. */
    private static String afterTampering(Consumer<JdbcClient> change) {
        return OwnerAccess.rolledBack(server, owner -> {
            owner.sql("alter table audit disable trigger user").update();
            change.accept(owner);
            return String.valueOf(AuditChain.verify(owner).problem());
        });
    }
}
