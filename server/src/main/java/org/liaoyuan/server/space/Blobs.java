package org.liaoyuan.server.space;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Files in a folder, each named by the SHA-256 of its bytes, so that the same one is there once. What has its name is whole: bytes
 * are written beside, synced, and renamed.
 */
final class Blobs {

    /** Backups leave these out. */
    private static final String PART = ".part";

    private final Path folder;

    Blobs(Path folder) {
        this.folder = folder;
    }

    /**
     * Bytes that are on the disk, and not kept yet; closing it forgets them.
     *
     * @param sha256 in lower-case hexadecimal
     */
    record Staged(Path file, String sha256, long bytes) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Writes a stream to its end.
     *
     * @throws IllegalArgumentException if it has more bytes
     */
    Staged stage(InputStream in, long most) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "upload-", PART);
        MessageDigest digest = sha256();
        long bytes;
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE);
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), digest)) {
            bytes = copy(in, out, most);
            file.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        return new Staged(part, HexFormat.of().formatHex(digest.digest()), bytes);
    }

    private static long copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes += n;
            if (bytes > most) {
                throw new IllegalArgumentException("the file has more than " + most
                        + " bytes; upload a smaller one, or raise liaoyuan.space.most-file");
            }
            out.write(buffer, 0, n);
        }
        return bytes;
    }

    /** Gives it its name; does nothing if it is there already. */
    void keep(Staged staged) throws IOException {
        Path target = path(staged.sha256);
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(parent(target));
        Files.move(staged.file, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(parent(target), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException("a blob lies in no folder");
        }
        return parent;
    }

    /** Where it is, or would be. */
    Path path(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    boolean has(String sha256) {
        return Files.isRegularFile(path(sha256));
    }

    void delete(String sha256) {
        try {
            Files.deleteIfExists(path(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that a process which is gone had not finished. */
    void deleteUnfinished() throws IOException {
        if (Files.isDirectory(folder)) {
            try (var parts = Files.newDirectoryStream(folder, "upload-*" + PART)) {
                for (Path part : parts) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
