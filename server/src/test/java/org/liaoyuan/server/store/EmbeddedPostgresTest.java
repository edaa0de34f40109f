package org.liaoyuan.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.home.Home;

class EmbeddedPostgresTest {

    @TempDir
    private Path folder;

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url(), EmbeddedPostgres.USER, postgres.password());
    }

    private static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static ProcessHandle postmaster(Home home) throws Exception {
        String pid = Files.readAllLines(home.postgres().resolve("data-17/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    @Test
    void whatWasCommittedIsThereAfterAStopAndAfterAKill() throws Exception {
        Home home = new Home(folder);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            run(postgres, "create table spark (n int)");
            run(postgres, "insert into spark values (1)");
        }
        EmbeddedPostgres second = EmbeddedPostgres.start(home);
        run(second, "insert into spark values (2)");

        ProcessHandle postmaster = postmaster(home);
        postmaster.destroyForcibly();
        postmaster.onExit().get(30, TimeUnit.SECONDS);
        second.close();

        try (EmbeddedPostgres third = EmbeddedPostgres.start(home)) {
            assertThat(ask(third, "select count(*) from spark")).isEqualTo("2");
        }
    }

    @Test
    void itIsDurableAndKeepsStrangersOut() throws Exception {
        Home home = new Home(folder);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "select rolpassword from pg_authid where rolname = current_user"))
                    .startsWith("SCRAM-SHA-256$");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), EmbeddedPostgres.USER, "guess")
                            .close())
                    .isInstanceOf(SQLException.class);
        }
        try (Stream<Path> files = Files.list(home.postgres())) {
            Path password = files.filter(f -> f.getFileName().toString().contains("password"))
                    .findFirst()
                    .orElseThrow();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anExternalAddressIsTakenApart() {
        Database database = Database.external("postgres://me:p%40ss@db.example:5433/ours?sslmode=require");

        assertThat(database.url()).isEqualTo("jdbc:postgresql://db.example:5433/ours?sslmode=require");
        assertThat(database.user()).isEqualTo("me");
        assertThat(database.password()).isEqualTo("p@ss");
        assertThat(database.toString()).doesNotContain("p@ss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://x/y", "nonsense", "postgres:"})
    void anAddressOfSomethingElseIsRefused(String address) {
        assertThatThrownBy(() -> Database.external(address))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("postgres://");
    }
}
