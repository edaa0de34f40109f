package org.liaoyuan.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Vaults as server processes have them: each with a data folder of its own, on one database. */
@ExtendWith(AsSystem.class)
class VaultTest {

    private static final Identity OWNER = Identity.local(Identity.Way.COMMAND, "");
    private static final String SECRET = "sk-ember-0451";

    private static TestServer server;
    private static JdbcClient jdbc;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = TestServer.another();
        jdbc = server.bean(JdbcClient.class);
    }

    @BeforeEach
    void forgetEverything() {
        Tenant.SYSTEM.run(() -> {
            jdbc.sql("delete from provider").update();
            jdbc.sql("delete from data_key").update();
        });
    }

    /** A process's parts. */
    private record Process(
            DataKeys keys, KeyVault vault, SealedSecrets secrets, Rotation rotation, StartOfSecrets start) {

        static Process in(Path folder, String... command) {
            return in(folder, Duration.ofSeconds(20), command);
        }

        static Process in(Path folder, Duration limit, String... command) {
            KeyFile file = new KeyFile(folder.resolve("secret.key"));
            Masters masters = new Masters(file, command.length == 0 ? null : new KeyCommand(List.of(command), limit));
            DataKeys keys = new DataKeys(jdbc, server.bean(PlatformTransactionManager.class), masters);
            KeyVault vault = new KeyVault(keys);
            SystemDatabase database = server.bean(SystemDatabase.class);
            Audit audit = server.bean(Audit.class);
            SealedSecrets secrets = new SealedSecrets(database, server.beans(SealedColumn.class), vault);
            NewKeyFile next = new NewKeyFile(file);
            return new Process(
                    keys,
                    vault,
                    secrets,
                    new Rotation(keys, secrets, next, database, audit),
                    new StartOfSecrets(keys, secrets, next, database, audit));
        }

        void keepProviderKey(String id) {
            keep(id, vault.seal(id, SECRET));
        }
    }

    private static void keep(String id, byte[] sealed) {
        jdbc.sql("insert into provider (id, settings, sealed_key) values (?, '{}', ?)")
                .params(id, sealed)
                .update();
    }

    private static byte[] kept(String id) {
        return jdbc.sql("select sealed_key from provider where id = ?")
                .param(id)
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    private static long dataKeys() {
        return jdbc.sql("select count(*) from data_key").query(Long.class).single();
    }

    private Path keyFile(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(file, Gcm.randomKey());
    }

    /** A stand-in for a key management service: base64 in, other base64 out. */
    private Path program(String... lines) throws Exception {
        Path program = folder.resolve("kms");
        Files.writeString(program, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private Path turningProgram() throws Exception {
        return program(
                "[ \"$1\" = key-7 ] || exit 9", "case $2 in wrap|unwrap) tr A-Za-z N-ZA-Mn-za-m;; *) exit 9;; esac");
    }

    @Test
    void aSecretComesBackAndTheKeyFileIsItsOwnersOnly() throws Exception {
        byte[] sealed = Process.in(folder).vault().seal("far", SECRET);

        assertThat(Process.in(folder).vault().open("far", sealed)).isEqualTo(SECRET);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secret.key"))))
                .isEqualTo("rw-------");
        assertThat(Files.list(folder)).containsExactly(folder.resolve("secret.key"));
    }

    @Test
    void whatWasSealedForOneNameOpensForNoOtherAndTwoSealsDiffer() {
        KeyVault vault = Process.in(folder).vault();
        byte[] sealed = vault.seal("far", SECRET);

        assertThatThrownBy(() -> vault.open("near", sealed)).hasMessageContaining("enter it again");
        assertThat(vault.seal("far", SECRET)).isNotEqualTo(sealed);
    }

    @Test
    void whatIsNoSealOrOnlyAPartOrChangedIsRefused() {
        KeyVault vault = Process.in(folder).vault();
        byte[] sealed = vault.seal("far", SECRET);

        for (int length = 0; length < sealed.length; length++) {
            byte[] part = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> vault.open("far", part)).isInstanceOf(VaultException.class);
        }
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.open("far", changed))
                    .as("byte %d", i)
                    .isInstanceOf(VaultException.class);
        }
    }

    @Test
    void processesThatSealTheirFirstSecretAtTheSameMomentShareOneDataKey() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> sealed = IntStream.range(0, 4)
                    .mapToObj(
                            i -> threads.submit(() -> Process.in(folder).vault().seal("far", SECRET)))
                    .toList();
            for (Future<byte[]> each : sealed) {
                assertThat(Process.in(folder).vault().open("far", each.get())).isEqualTo(SECRET);
            }
        }
        assertThat(dataKeys()).isEqualTo(1);
    }

    @Test
    void aSecretOfBeforeThereWereDataKeysOpensAndIsSealedAnewAtARotation() throws Exception {
        KeyFile file = new KeyFile(keyFile("secret.key"));
        byte[] body = Gcm.seal(file.key(), "far", SECRET.getBytes(StandardCharsets.UTF_8));
        byte[] older =
                ByteBuffer.allocate(1 + body.length).put((byte) 1).put(body).array();
        keep("far", older);
        Process process = Process.in(folder);
        process.start().check(false);
        assertThat(process.vault().open("far", older)).isEqualTo(SECRET);

        Rotation.Rotated done = process.rotation().rotate(OWNER, null);

        assertThat(done.sealed()).isEqualTo(1);
        assertThat(done.left()).isEmpty();
        assertThat(KeyVault.dataKey(kept("far"))).contains(done.dataKey());
        assertThat(process.vault().open("far", kept("far"))).isEqualTo(SECRET);
    }

    @Test
    void aRotationSealsEverythingWithANewDataKeyThatOtherProcessesFind() {
        Process one = Process.in(folder);
        Process other = Process.in(folder);
        one.keepProviderKey("far");
        byte[] before = kept("far");
        assertThat(other.vault().open("far", before)).isEqualTo(SECRET);

        Rotation.Rotated done = one.rotation().rotate(OWNER, null);

        assertThat(other.vault().open("far", kept("far"))).isEqualTo(SECRET);
        assertThat(other.vault().open("far", before)).isEqualTo(SECRET);
        assertThat(KeyVault.dataKey(other.vault().seal("near", SECRET))).contains(done.dataKey());
        assertThat(one.keys().all())
                .hasSize(2)
                .filteredOn(row -> row.retiredAt() == null)
                .hasSize(1);
    }

    @Test
    void anotherKeyFileTakesThePlaceOfTheFirstWhichIsKeptBeside() throws Exception {
        Process process = Process.in(folder);
        process.keepProviderKey("far");
        byte[] first = Files.readAllBytes(folder.resolve("secret.key"));
        Path chosen = keyFile("chosen");

        Rotation.Rotated done = process.rotation().rotate(OWNER, chosen.toString());

        assertThat(done.master()).isEqualTo(new KeyFile(chosen).name());
        assertThat(folder.resolve("secret.key")).hasSameBinaryContentAs(chosen);
        assertThat(folder.resolve("secret.key.before")).hasBinaryContent(first);
        assertThat(folder.resolve("secret.key.next")).doesNotExist();
        Process later = Process.in(folder);
        later.start().check(false);
        assertThat(later.vault().open("far", kept("far"))).isEqualTo(SECRET);
    }

    @Test
    void aKillWhileTheKeyFileIsChangedLeavesTheOneThatTheDatabaseNeeds() throws Exception {
        Process process = Process.in(folder);
        process.keepProviderKey("far");
        byte[] first = Files.readAllBytes(folder.resolve("secret.key"));
        Path chosen = keyFile("chosen");
        NewKeyFile next = new NewKeyFile(new KeyFile(folder.resolve("secret.key")));
        KeyFile beside = next.prepare(new KeyFile(chosen));

        // killed before the database changed
        Process.in(folder).start().check(false);
        assertThat(folder.resolve("secret.key")).hasBinaryContent(first);
        assertThat(beside.exists()).isFalse();

        // killed after
        KeyFile again = next.prepare(new KeyFile(chosen));
        server.bean(SystemDatabase.class).run(db -> process.keys().wrapAnew(db, again));
        Process later = Process.in(folder);
        later.start().check(false);
        assertThat(folder.resolve("secret.key")).hasSameBinaryContentAs(chosen);
        assertThat(later.vault().open("far", kept("far"))).isEqualTo(SECRET);
    }

    @Test
    void aCommandWrapsInTheFilesPlaceAndTheFileIsNotNeededAnyMore() throws Exception {
        Process.in(folder).keepProviderKey("far");
        Process process = Process.in(folder, turningProgram().toString(), "key-7");
        process.start().check(false);

        Rotation.Rotated done = process.rotation().rotate(OWNER, Rotation.COMMAND);

        assertThat(done.master()).isEqualTo("command kms");
        Files.delete(folder.resolve("secret.key"));
        Process later = Process.in(folder, turningProgram().toString(), "key-7");
        later.start().check(false);
        assertThat(later.vault().open("far", kept("far"))).isEqualTo(SECRET);
        later.keepProviderKey("near");
        assertThat(folder.resolve("secret.key")).doesNotExist();
        assertThatThrownBy(() -> Process.in(folder).start().check(false))
                .hasMessageContaining("need command kms")
                .hasMessageContaining("liaoyuan.secrets.command")
                .hasMessageContaining("provider far, provider near");
        assertThatThrownBy(() -> Process.in(folder).rotation().rotate(OWNER, Rotation.COMMAND))
                .hasMessageContaining("no command is set");
    }

    @Test
    void aCommandThatFailsIsQuotedByWhatItSaidAndNeverByWhatItAnswered() throws Exception {
        Path fails = program("echo c2VjcmV0LWFuc3dlcg==", "echo no such key >&2", "exit 3");
        assertThatThrownBy(() -> Process.in(folder, fails.toString()).vault().seal("far", SECRET))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("kms wrap ended with 3: no such key")
                .hasMessageNotContaining("c2VjcmV0");

        Path talks = program("cat >/dev/null", "echo 'secret-answer'");
        assertThatThrownBy(() -> Process.in(folder, talks.toString()).vault().seal("far", SECRET))
                .hasMessageContaining("no base64")
                .hasMessageNotContaining("secret-answer")
                .hasNoCause();
        Path forgets = program("cat >/dev/null", "echo c29tZXRoaW5n");
        assertThatThrownBy(() -> Process.in(folder, forgets.toString()).vault().seal("far", SECRET))
                .hasMessageContaining("something else than the data key");
        Path passes = program("cat");
        assertThatThrownBy(() -> Process.in(folder, passes.toString()).vault().seal("far", SECRET))
                .hasMessageContaining("expected it encrypted");
        assertThatThrownBy(() -> Process.in(folder, folder.resolve("none").toString())
                        .vault()
                        .seal("far", SECRET))
                .hasMessageContaining("can't be run");
        assertThat(dataKeys()).isZero();
    }

    @Test
    void aCommandThatHangsOrNeverStopsTalkingIsEnded() throws Exception {
        Duration limit = Duration.ofMillis(300);
        Path hangs = program("sleep 600");
        assertThatThrownBy(() ->
                        Process.in(folder, limit, hangs.toString()).vault().seal("far", SECRET))
                .hasMessageContaining("did not end within");
        Path talks = program("yes");
        assertThatThrownBy(() ->
                        Process.in(folder, limit, talks.toString()).vault().seal("far", SECRET))
                .hasMessageContaining("did not end within");
    }

    @Test
    void aStartWithoutTheRightKeyFileIsRefusedWithWhatToDo() throws Exception {
        Process.in(folder).keepProviderKey("far");
        Path file = folder.resolve("secret.key");
        byte[] right = Files.readAllBytes(file);

        Files.delete(file);
        assertThatThrownBy(() -> Process.in(folder).start().check(false))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining(file + " is missing: put it back")
                .hasMessageContaining("--forget-secrets")
                .hasMessageContaining("provider far");
        assertThatThrownBy(() -> Process.in(folder).vault().seal("near", SECRET))
                .isInstanceOf(VaultException.class);
        assertThat(file).doesNotExist();

        keyFile("secret.key");
        assertThatThrownBy(() -> Process.in(folder).start().check(false))
                .hasMessageContaining("put the right file back");
        Files.write(file, new byte[5]);
        assertThatThrownBy(() -> Process.in(folder).start().check(false)).hasMessageContaining("5 bytes; expected 32");

        Files.write(file, right);
        Process.in(folder).start().check(false);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Process.in(folder).start().check(false))
                .hasMessageContaining("rw-r-----")
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void whatDoesNotOpenIsForgottenWhenThatIsWantedAndNothingElse() throws Exception {
        Process.in(folder).keepProviderKey("lost");
        Files.delete(folder.resolve("secret.key"));

        Process later = Process.in(folder);
        later.start().check(true);
        later.keepProviderKey("near");
        later.start().check(true);

        assertThat(jdbc.sql("select sealed_key is null from provider where id = 'lost'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(later.vault().open("near", kept("near"))).isEqualTo(SECRET);
        assertThat(dataKeys()).isEqualTo(1);
        assertThat(server.get("/api/audit?action=secrets.forget")
                        .at("/0/details")
                        .asString())
                .isEqualTo("secrets=1");
    }

    @Test
    void aDataKeyThatIsLostWithNothingSealedByItKeepsNobodyFromStarting() throws Exception {
        Process.in(folder).vault().seal("far", SECRET);
        Files.delete(folder.resolve("secret.key"));

        Process later = Process.in(folder);
        later.start().check(false);
        later.keepProviderKey("near");

        assertThat(later.vault().open("near", kept("near"))).isEqualTo(SECRET);
    }

    @Test
    void theRouteRotatesAndTellsHowMuchIsSealedWithWhichKey() throws Exception {
        Process own = Process.in(server.bean(Home.class).path());
        own.keepProviderKey("far");

        var done = server.post("/api/secrets/rotation", "{}");
        var status = server.get("/api/secrets");

        assertThat(done.at("/sealed").asInt()).isEqualTo(1);
        assertThat(status.at("/master").asString()).startsWith("file ");
        assertThat(status.at("/dataKeys/0/secrets").asInt()).isZero();
        assertThat(status.at("/dataKeys/0/retiredAt").isNull()).isFalse();
        assertThat(status.at("/dataKeys/1/secrets").asInt()).isEqualTo(1);
        assertThat(status.at("/withoutDataKey").asInt()).isZero();
        var refused = server.post("/api/secrets/rotation", "{\"master\":\"/etc/passwd\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail").asString()).contains("--master");
        assertThat(server.get("/api/audit?action=secrets.rotate").body()).isNotEmpty();
    }
}
