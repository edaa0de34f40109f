package org.liaoyuan.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The files of the embedded database: made once, under a name of their own until complete. */
record PostgresCluster(Path data, String password) {

    private static final String TRY = "initdb-";
    private static final long INITDB_SECONDS = 120;
    private static final int PASSWORD_BYTES = 24;

    static PostgresCluster ensure(Path postgres, Path binaries, Unprivileged unprivileged) {
        try {
            String password = password(postgres.resolve("password"));
            Path data = data(postgres);
            if (!Files.isDirectory(data)) {
                initialise(postgres, binaries, unprivileged, data);
            }
            return new PostgresCluster(data, password);
        } catch (IOException e) {
            throw new DatabaseException("the database in " + postgres + " can't be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("the making of the database was interrupted", e);
        }
    }

    /** Where the files are, or would be. */
    static Path data(Path postgres) {
        return postgres.resolve("data-17");
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Path fresh = file.resolveSibling("password.new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    /** What a kill left half-made. An initdb that outlived the kill may still be writing: its folder goes at a later start. */
    private static void forgetOlderTries(Path postgres) throws IOException {
        try (Stream<Path> files = Files.list(postgres)) {
            for (Path old : files.filter(f -> f.getFileName().toString().startsWith(TRY))
                    .toList()) {
                FileSystemUtils.deleteRecursively(old.toFile());
            }
        }
    }

    private static void initialise(Path postgres, Path binaries, Unprivileged unprivileged, Path data)
            throws IOException, InterruptedException {
        forgetOlderTries(postgres);
        Path fresh = Files.createTempDirectory(postgres, TRY);
        Path log = postgres.resolve("initdb.log");
        Process process = new ProcessBuilder(unprivileged.command(List.of(
                        binaries.resolve("bin/initdb").toString(),
                        "--pgdata=" + fresh,
                        "--username=" + EmbeddedPostgres.USER,
                        "--pwfile=" + postgres.resolve("password"),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--data-checksums")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(INITDB_SECONDS, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            process.destroy();
            throw new DatabaseException(
                    "initdb " + (ended ? "failed" : "took too long") + "; what it said is in " + log);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(log);
    }
}
