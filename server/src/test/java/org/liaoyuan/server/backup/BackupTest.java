package org.liaoyuan.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.backup.age.AgeException;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Database;
import org.liaoyuan.server.store.Migrations;

/** On real databases: one that is written to, and others that take what was backed up. */
class BackupTest {

    /** Quotes, line ends, commas, a backslash, and what CSV readers take for nothing. */
    private static final String ODD = "\"逗号，引号\"\r\n\\N, \\. \t\u0001 🔥\n\\.\n";

    @TempDir
    private Path folder;

    private Home home;
    private Database database;

    @BeforeEach
    void start() {
        home = new Home(folder.resolve("home"));
        database = Database.begin(home).join();
        Migrations.migrate(database, Migrations.newest());
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private Manifest write(Path file, Optional<String> passphrase) throws IOException {
        return new Backup(database, home, "test", name -> {}).write(file, passphrase);
    }

    /** A conversation of two turns, at once or not at all. */
    private static UUID write(Connection connection, String title) throws SQLException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement conversation =
                        connection.prepareStatement("insert into conversation (id, title, model) values (?, ?, 'm')");
                PreparedStatement message = connection.prepareStatement("insert into message"
                        + " (id, conversation_id, parent_id, role, content, joules) values (?, ?, ?, ?, ?, ?)")) {
            conversation.setObject(1, id);
            conversation.setString(2, title);
            conversation.execute();
            UUID parent = null;
            for (String role : List.of("user", "assistant")) {
                UUID turn = UUID.randomUUID();
                message.setObject(1, turn);
                message.setObject(2, id);
                message.setObject(3, parent);
                message.setString(4, role);
                message.setString(5, role.equals("user") ? ODD : "");
                message.setObject(6, role.equals("user") ? null : 0.1 + 0.2);
                message.execute();
                parent = turn;
            }
        }
        connection.commit();
        return id;
    }

    private static List<String> rows(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }

    @Test
    void aBackupUnderWriteLoadIsOfOneMomentAndComesBackWhole() throws Exception {
        List<UUID> before = new ArrayList<>();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 50; i++) {
                before.add(write(connection, "before " + i));
            }
        }
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        Path file = folder.resolve("backup.zip");
        try (ExecutorService writers = Executors.newFixedThreadPool(3)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                writing.add(writers.submit(() -> {
                    try (Connection connection = database.connect()) {
                        connection.setAutoCommit(false);
                        while (!stop.get()) {
                            write(connection, "meanwhile");
                            written.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> written.get() > 50);
            int atBegin = written.get();
            write(file, Optional.empty());
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> written.get() > atBegin + 20);
            stop.set(true);
            for (Future<?> each : writing) {
                each.get(30, TimeUnit.SECONDS);
            }
        }

        Home other = new Home(folder.resolve("other"));
        Manifest manifest = new Restore(other, name -> {}).from(file, Optional.empty());

        assertThat(other.path().resolve(HomeFiles.RESTORING)).doesNotExist();
        try (Database restored = Database.begin(other).join()) {
            List<String> titles = rows(restored, "select title from conversation");
            assertThat(titles).hasSizeGreaterThan(100).hasSizeLessThan(50 + written.get());
            assertThat(rows(restored, "select id from conversation where title like 'before%'"))
                    .containsExactlyInAnyOrderElementsOf(
                            before.stream().map(UUID::toString).toList());
            assertThat(rows(restored, "select count(*) from message"))
                    .as("no conversation is without its turns")
                    .containsExactly(String.valueOf(2 * titles.size()));
            String everything = "select (c.*)::text || ' ' || (m.*)::text from conversation c"
                    + " join message m on m.conversation_id = c.id order by c.id, m.role";
            assertThat(rows(database, everything)).containsAll(rows(restored, everything));
            assertThat(manifest.rows()).isGreaterThanOrEqualTo(3L * titles.size());
            assertThat(rows(restored, "select content from message where role = 'user'"))
                    .containsOnly(ODD);
            assertThat(rows(restored, "select version from flyway_schema_history order by installed_rank desc limit 1"))
                    .containsExactly(Migrations.newest());
        }
    }

    @Test
    void anEncryptedBackupBringsTheKeysAndAPlainOneDoesNot() throws Exception {
        Files.write(home.secretKeyFile(), new byte[32]);
        Files.createDirectories(home.path().resolve("adapters"));
        Files.writeString(home.path().resolve("adapters/a.gguf"), "kept");
        Files.writeString(home.models().resolve("m.gguf"), "fetched again");
        Path plain = folder.resolve("plain.zip");
        Path sealed = folder.resolve("sealed.age");

        assertThat(write(plain, Optional.empty()).files())
                .extracting(Manifest.File::path)
                .containsExactly("adapters/a.gguf");
        write(sealed, Optional.of("correct horse"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)))
                .isEqualTo("rw-------");
        assertThat(Restore.isEncrypted(plain)).isFalse();
        assertThat(Restore.isEncrypted(sealed)).isTrue();
        Home other = new Home(folder.resolve("other"));
        assertThatThrownBy(() -> new Restore(other, name -> {}).from(sealed, Optional.of("wrong")))
                .isInstanceOf(AgeException.class);
        new Restore(other, name -> {}).from(sealed, Optional.of("correct horse"));
        assertThat(other.secretKeyFile()).hasBinaryContent(new byte[32]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.secretKeyFile())))
                .isEqualTo("rw-------");
        assertThat(other.path().resolve("adapters/a.gguf")).hasContent("kept");
        assertThat(other.path().resolve("models")).doesNotExist();
    }

    @Test
    void onlyAnEmptyFolderTakesABackupAndNoFileIsWrittenOver() throws Exception {
        Path file = folder.resolve("backup.zip");
        write(file, Optional.empty());

        assertThatThrownBy(() -> write(file, Optional.empty())).hasMessageContaining("is there already");
        assertThatThrownBy(() -> new Restore(home, name -> {}).from(file, Optional.empty()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("a database in")
                .hasMessageContaining(Home.VARIABLE);
        Home other = new Home(Files.createDirectory(folder.resolve("other")));
        Files.writeString(other.path().resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> new Restore(other, name -> {}).from(file, Optional.empty()))
                .hasMessageContaining("notes.txt");
    }

    @Test
    void aDamagedAChangedAndANewerBackupAreRefusedBeforeAnythingIsThere() throws Exception {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            write(connection, "title");
        }
        Path file = folder.resolve("backup.zip");
        write(file, Optional.empty());
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(whole, whole.length - 100));

        refused(cut, "is no backup");
        refused(changed(file, "database/conversation.csv", "title", "tatle"), "database/conversation.csv");
        refused(changed(file, Manifest.NAME, "\"format\" : 1", "\"format\" : 2"), "format 2");
        refused(
                changed(file, Manifest.NAME, "\"schema\" : \"" + Migrations.newest() + "\"", "\"schema\" : \"999\""),
                "version 999");
        refused(with(file, "files/../../escaped"), "does not list");
    }

    private void refused(Path file, String why) {
        Home other = new Home(folder.resolve("other"));
        assertThatThrownBy(() -> new Restore(other, name -> {}).from(file, Optional.empty()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(why);
        assertThat(other.path()).isEmptyDirectory();
    }

    private Path changed(Path file, String entry, String from, String to) throws IOException {
        Path copy = Files.copy(file, folder.resolve(UUID.randomUUID() + ".zip"));
        try (FileSystem zip = FileSystems.newFileSystem(copy)) {
            Path inside = zip.getPath(entry);
            String text = Files.readString(inside);
            assertThat(text).contains(from);
            Files.writeString(inside, text.replace(from, to));
        }
        return copy;
    }

    private Path with(Path file, String entry) throws IOException {
        Path copy = folder.resolve(UUID.randomUUID() + ".zip");
        try (ZipFile from = new ZipFile(file.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry each : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(each.getName()));
                from.getInputStream(each).transferTo(to);
            }
            to.putNextEntry(new ZipEntry(entry));
        }
        return copy;
    }

    @Test
    void aBackupThatCannotBeWrittenLeavesNothing() {
        assertThatThrownBy(() -> write(folder.resolve("nowhere/backup.zip"), Optional.empty()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("nowhere");
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }
}
