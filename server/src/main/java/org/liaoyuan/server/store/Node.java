package org.liaoyuan.server.store;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * This server process, among those that use the database. An embedded database has one at a time; of an external one each shows that
 * it is there, every few seconds: see {@link Reconciliation}.
 */
@Component
public class Node {

    /** As SQL: the processes that are there. Seconds are the database's, so clocks need not agree. */
    public static final String PRESENT = "select id from node where seen_at > now() - interval '10 seconds'";

    private final UUID id = UUID.randomUUID();
    private final JdbcClient jdbc;

    Node(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Another at each start. */
    public UUID id() {
        return id;
    }

    @PostConstruct
    void arrive() {
        Tenant.SYSTEM.run(() -> {
            String gone = Database.isEmbedded() ? "true" : "seen_at < now() - interval '1 day'";
            jdbc.sql("delete from node where " + gone).update();
        });
        beat();
    }

    void beat() {
        Tenant.SYSTEM.run(
                () -> jdbc.sql("insert into node (id) values (?) on conflict (id) do update set seen_at = now()")
                        .param(id)
                        .update());
    }

    @PreDestroy
    void leave() {
        try {
            Tenant.SYSTEM.run(
                    () -> jdbc.sql("delete from node where id = ?").param(id).update());
        } catch (DataAccessException e) {
            // the others see it soon
        }
    }
}
