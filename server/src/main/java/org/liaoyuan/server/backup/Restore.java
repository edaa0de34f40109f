package org.liaoyuan.server.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.liaoyuan.server.backup.age.Age;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Database;
import org.liaoyuan.server.store.Migrations;
import org.springframework.util.FileSystemUtils;

/**
 * Puts a backup into an empty data folder.
 *
 * <p>Everything is made in a folder beside and moved into place at the end, the database last: a kill at any moment leaves an
 * empty data folder and the backup.
 */
public final class Restore {

    private static final int LONGEST_BEGINNING = 32;

    private final Home home;
    private final Consumer<String> progress;

    /** @param progress is told the name of each table as its turn comes */
    public Restore(Home home, Consumer<String> progress) {
        this.home = home;
        this.progress = progress;
    }

    /** Whether a passphrase is needed. */
    public static boolean isEncrypted(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Age.isAge(in.readNBytes(LONGEST_BEGINNING));
        }
    }

    /**
     * @param passphrase of an encrypted backup
     * @throws BackupException if the folder is not empty, or the file is no backup, is damaged or is of a newer version
     */
    public Manifest from(Path file, Optional<String> passphrase) throws IOException {
        Files.createDirectories(home.path());
        requireEmpty();
        Path building = home.path().resolve(HomeFiles.RESTORING);
        FileSystemUtils.deleteRecursively(building);
        Files.createDirectories(
                building, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        try {
            return restore(passphrase.isPresent() ? decrypt(file, passphrase.get(), building) : file, building);
        } finally {
            FileSystemUtils.deleteRecursively(building);
        }
    }

    private void requireEmpty() throws IOException {
        if (Database.isEmbedded() && Database.existsIn(home)) {
            throw new BackupException("there is a database in " + home.path()
                    + " already; a backup is restored into an empty folder: set " + Home.VARIABLE + " to one");
        }
        Optional<Path> inTheWay = HomeFiles.of(home, true).stream().findFirst();
        if (inTheWay.isPresent()) {
            throw new BackupException(home.path().resolve(inTheWay.get())
                    + " is in the way; a backup is restored into an empty folder: set " + Home.VARIABLE + " to one");
        }
    }

    private static Path decrypt(Path file, String passphrase, Path building) throws IOException {
        Path clear = Files.createTempFile(
                building,
                "backup",
                ".zip",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (InputStream in = Age.decrypt(new BufferedInputStream(Files.newInputStream(file)), passphrase)) {
            Files.copy(in, clear, StandardCopyOption.REPLACE_EXISTING);
        }
        return clear;
    }

    private Manifest restore(Path file, Path building) throws IOException {
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            Manifest manifest = archive.manifest();
            String newest = Migrations.newest();
            if (Migrations.compare(manifest.schema(), newest) > 0) {
                throw new BackupException("the backup was written by Liaoyuan " + manifest.product()
                        + " with database version " + manifest.schema() + "; this program knows versions up to "
                        + newest + ": use that version or a newer one");
            }
            archive.verify();
            Path files = Files.createDirectory(building.resolve("files"));
            for (Manifest.File each : manifest.files()) {
                extract(archive, each, files);
            }
            Home beside = new Home(Files.createDirectory(building.resolve("home")));
            try (Database database = Database.begin(beside).join()) {
                fill(database, archive);
            }
            moveIntoPlace(manifest, files, beside);
            return manifest;
        }
    }

    private static void extract(ArchiveReader archive, Manifest.File file, Path folder) throws IOException {
        Path target = folder.resolve(file.path()).normalize();
        if (!target.startsWith(folder) || target.equals(folder)) {
            throw new BackupException(
                    "the backup names the file " + file.path() + ", which leads out of the data folder");
        }
        Files.createDirectories(target.getParent());
        // whatever they were: nobody else's business
        Files.createFile(target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (InputStream in = archive.entry(file.entry())) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    }

    private void fill(Database database, ArchiveReader archive) throws IOException {
        Manifest manifest = archive.manifest();
        try (Connection connection = database.connect()) {
            Tables tables = new Tables(connection);
            if (!tables.isEmpty()) {
                throw new BackupException("the database that " + Database.VARIABLE
                        + " names is not empty; a backup is restored into an empty one");
            }
            Migrations.migrate(database, manifest.schema());
            connection.setAutoCommit(false);
            List<String> names = tables.names();
            tables.makeReady(names);
            for (Manifest.Table table : manifest.tables()) {
                progress.accept(table.name());
                long rows = tables.read(table.name(), table.columns(), archive.entry(table.entry()));
                if (rows != table.rows()) {
                    throw new BackupException("table " + table.name() + " took " + rows + " rows of " + table.rows());
                }
            }
            for (Manifest.Sequence sequence : manifest.sequences()) {
                tables.set(sequence);
            }
            tables.watchAgain(names);
            connection.commit();
        } catch (SQLException e) {
            throw new BackupException("the database does not take the backup: " + e.getMessage(), e);
        }
    }

    private void moveIntoPlace(Manifest manifest, Path files, Home beside) throws IOException {
        for (Manifest.File file : manifest.files()) {
            Path target = home.path().resolve(file.path());
            Files.createDirectories(target.getParent());
            Files.move(files.resolve(file.path()), target, StandardCopyOption.ATOMIC_MOVE);
        }
        if (Database.isEmbedded()) {
            // at most programs that were unpacked, and the password of a database that was never made
            FileSystemUtils.deleteRecursively(home.postgres());
            Files.move(beside.postgres(), home.path().resolve("postgres"), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
