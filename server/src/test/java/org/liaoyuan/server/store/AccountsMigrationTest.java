package org.liaoyuan.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.home.Home;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A data folder from before there were accounts. */
class AccountsMigrationTest {

    @TempDir
    private Path folder;

    private static final String HAS_IDS = " where organisation = 'local' and person = 'local'";

    @Test
    void whatWasThereBeforeBelongsToTheLocalOwner() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(new Home(folder))) {
            Database database = new Database(postgres.url(), EmbeddedPostgres.USER, postgres.password(), () -> {});
            JdbcClient owner = JdbcClient.create(database.ownerSource());
            migrate(database, "4");
            owner.sql("""
                            insert into conversation (id, title, model) values (gen_random_uuid(), 'old', 'default');
                            insert into message (id, conversation_id, role, content)
                              select gen_random_uuid(), id, 'user', 'hello' from conversation;
                            insert into budget (id, subject, subject_id, period, unit, amount)
                              values (gen_random_uuid(), 'person', 'local', 'day', 'tokens', 10);
                            insert into ledger_entry values (gen_random_uuid(), now(), '', 'local', '', 'default', 'm', 'chat', 'stop',
                              1, 1, 0, null, 5, 0, false, 0, 0, 0, 0)""").update();

            migrate(database, "latest");

            JdbcClient program = database.client();
            for (String table : new String[] {"conversation", "message", "ledger_entry"}) {
                assertThat(Tenant.LOCAL.ask(() -> program.sql("select count(*) from " + table + HAS_IDS)
                                .query(Long.class)
                                .single()))
                        .as(table)
                        .isEqualTo(1);
            }
            assertThat(Tenant.LOCAL.<Long>ask(() -> program.sql("select count(*) from budget")
                            .query(Long.class)
                            .single()))
                    .isEqualTo(1);
            assertThat(Tenant.LOCAL.<String>ask(() -> program.sql("select role from membership where person = 'local'")
                            .query(String.class)
                            .single()))
                    .isEqualTo("owner");
        }
    }

    private static void migrate(Database database, String target) {
        Flyway.configure()
                .dataSource(database.ownerSource())
                .target(target)
                .load()
                .migrate();
    }
}
