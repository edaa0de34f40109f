package org.liaoyuan.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.backup.age.Age;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Database;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a backup while others work: the database as of the moment it began, then the files.
 *
 * <p>The key that opens stored secrets goes in only where the backup itself is encrypted: beside them in the clear it would be no
 * key any more.
 */
public final class Backup {

    private final Database database;
    private final Home home;
    private final String product;
    private final Consumer<String> progress;

    /** @param progress is told the name of each table and file as its turn comes */
    public Backup(Database database, Home home, String product, Consumer<String> progress) {
        this.database = database;
        this.home = home;
        this.product = product;
        this.progress = progress;
    }

    /**
     * @param file is made, readable by its owner only; it is there whole or not at all
     * @param passphrase encrypts it; empty for none
     * @throws FileAlreadyExistsException if the file is there already
     * @throws BackupException if the database can't be read
     */
    public Manifest write(Path file, Optional<String> passphrase) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file + " is there already; name another file");
        }
        Path target = file.toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".part");
        try (FileChannel channel = create(fresh)) {
            // closing the archive closes the channel, so its last act is to be forced to the disk
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel)) {
                @Override
                public void close() throws IOException {
                    flush();
                    channel.force(true);
                    super.close();
                }
            };
            Manifest manifest =
                    write(passphrase.isPresent() ? Age.encrypt(out, passphrase.get()) : out, passphrase.isPresent());
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        Files.deleteIfExists(file);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            return FileChannel.open(
                    file, Set.copyOf(EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)), ownerOnly);
        } catch (NoSuchFileException e) {
            throw new BackupException("the folder " + file.getParent() + " does not exist", e);
        }
    }

    private Manifest write(OutputStream out, boolean withSecrets) throws IOException {
        try (ArchiveWriter archive = new ArchiveWriter(out)) {
            Manifest dump = dump(archive);
            List<Manifest.File> files = copy(archive, withSecrets);
            Manifest manifest = new Manifest(
                    dump.format(),
                    dump.product(),
                    dump.schema(),
                    dump.createdAt(),
                    dump.tables(),
                    dump.sequences(),
                    files);
            archive.add(Manifest.NAME, entry -> {
                byte[] json = new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
                entry.write(json);
                return json.length;
            });
            return manifest;
        }
    }

    private Manifest dump(ArchiveWriter archive) throws IOException {
        try (Connection connection = database.connect()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            Tables tables = new Tables(connection);
            String schema = tables.schema();
            Instant at = Instant.now();
            List<Manifest.Table> written = new ArrayList<>();
            for (String name : tables.names()) {
                progress.accept(name);
                written.add(dump(archive, tables, name));
            }
            List<Manifest.Sequence> sequences = tables.sequences();
            connection.rollback();
            return new Manifest(Manifest.FORMAT, product, schema, at, written, sequences, List.of());
        } catch (SQLException e) {
            throw new BackupException("the database can't be read: " + e.getMessage(), e);
        }
    }

    private static Manifest.Table dump(ArchiveWriter archive, Tables tables, String name)
            throws IOException, SQLException {
        List<String> columns = tables.columns(name);
        Manifest.Table table = new Manifest.Table(name, columns, 0, "");
        SQLException[] failed = new SQLException[1];
        var written = archive.add(table.entry(), out -> {
            try {
                return tables.write(name, columns, out);
            } catch (SQLException e) {
                failed[0] = e;
                return 0;
            }
        });
        if (failed[0] != null) {
            throw failed[0];
        }
        return new Manifest.Table(name, columns, written.amount(), written.sha256());
    }

    private List<Manifest.File> copy(ArchiveWriter archive, boolean withSecrets) throws IOException {
        List<Manifest.File> files = new ArrayList<>();
        for (Path path : HomeFiles.of(home, withSecrets)) {
            Manifest.File file = copy(archive, path);
            if (file != null) {
                files.add(file);
            }
        }
        return files;
    }

    /** Null if it was deleted meanwhile. */
    private Manifest.@Nullable File copy(ArchiveWriter archive, Path path) throws IOException {
        String name = path.toString().replace('\\', '/');
        progress.accept(name);
        try (var in = Files.newInputStream(home.path().resolve(path))) {
            Manifest.File file = new Manifest.File(name, 0, "");
            var written = archive.add(file.entry(), in::transferTo);
            return new Manifest.File(name, written.amount(), written.sha256());
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
