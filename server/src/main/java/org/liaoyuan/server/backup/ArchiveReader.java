package org.liaoyuan.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A backup that was opened: what is in it was written by us and is unchanged, or {@link #verify} says what is not. */
final class ArchiveReader implements AutoCloseable {

    private static final int MOST_MANIFEST_BYTES = 64 << 20;

    private final ZipFile zip;
    private final Manifest manifest;

    private ArchiveReader(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /** @throws BackupException if it is no backup that this program can read */
    static ArchiveReader open(Path file) throws IOException {
        ZipFile zip = zip(file);
        try {
            return new ArchiveReader(zip, manifest(zip, file));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new BackupException(file + " is no backup, or only a part of one: " + e.getMessage(), e);
        }
    }

    private static Manifest manifest(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new BackupException(file + " is no backup: it has no " + Manifest.NAME);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] json = in.readNBytes(MOST_MANIFEST_BYTES);
            int format = new JsonMapper().readTree(json).path("format").asInt(0);
            if (format != Manifest.FORMAT) {
                throw new BackupException(file + " is a backup of format " + format + "; this program reads format "
                        + Manifest.FORMAT + ": use the version that wrote it");
            }
            return new JsonMapper().readValue(json, Manifest.class);
        } catch (JacksonException e) {
            throw new BackupException(file + " is no backup: its " + Manifest.NAME + " can't be read", e);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** Reads everything once. @throws BackupException naming the first entry that is missing, changed or not listed */
    void verify() throws IOException {
        Set<String> listed = new HashSet<>(Set.of(Manifest.NAME));
        for (Manifest.Table table : manifest.tables()) {
            listed.add(table.entry());
            verify(table.entry(), table.sha256());
        }
        for (Manifest.File file : manifest.files()) {
            listed.add(file.entry());
            verify(file.entry(), file.sha256());
        }
        zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> !listed.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new BackupException("the backup holds " + name + ", which its manifest does not list");
                });
    }

    private void verify(String name, String sha256) throws IOException {
        MessageDigest digest = ArchiveWriter.sha256();
        try (InputStream in = new DigestInputStream(entry(name), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException e) {
            throw new BackupException("the backup is damaged at " + name + ": " + e.getMessage(), e);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new BackupException("the backup is damaged: " + name + " is not what its manifest says");
        }
    }

    InputStream entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BackupException("the backup is damaged: " + name + " is missing");
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
