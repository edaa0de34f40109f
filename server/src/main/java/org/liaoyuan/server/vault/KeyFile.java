package org.liaoyuan.server.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * A master key in a file: 32 random bytes that its owner alone may read. It is read each time, so that one that is put back counts
 * without a restart.
 */
final class KeyFile implements MasterKey {

    static final String KIND = "file ";

    private static final int FINGERPRINT_BYTES = 8;
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** {@code file} and the first 16 digits of the key's SHA-256: the key is random, so they tell nothing of it. */
    @Override
    public String name() {
        return name(read());
    }

    private static String name(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return KIND + HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    @Override
    public byte[] wrap(UUID dataKey, byte[] key) {
        return Gcm.seal(key(), dataKey.toString(), key);
    }

    @Override
    public byte[] unwrap(UUID dataKey, byte[] wrapped, String by) {
        byte[] present = read();
        String name = name(present);
        if (!name.equals(by)) {
            throw new VaultException("the secrets here need the key file with the fingerprint "
                    + by.substring(KIND.length()) + "; " + file + " has " + name.substring(KIND.length())
                    + ": put the right file back");
        }
        try {
            return Gcm.open(Gcm.key(present), dataKey.toString(), wrapped, 0);
        } catch (GeneralSecurityException e) {
            throw new VaultException("the data key " + dataKey + " was changed in the database: restore a backup", e);
        }
    }

    /** @throws VaultException if it is missing, has another length, or others may read it */
    SecretKey key() {
        return Gcm.key(read());
    }

    private byte[] read() {
        if (!exists()) {
            throw new VaultException("the key file " + file + " is missing: put it back");
        }
        requirePrivate();
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length != Gcm.KEY_BYTES) {
                throw new VaultException(file + " has " + key.length + " bytes; expected " + Gcm.KEY_BYTES
                        + ": put the right file back");
            }
            return key;
        } catch (IOException e) {
            throw new VaultException("the key file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** @throws VaultException if it is there and others than its owner may do anything with it */
    void requirePrivate() {
        if (!exists() || !isPosix()) {
            return;
        }
        try {
            Set<PosixFilePermission> all = Files.getPosixFilePermissions(file);
            if (!OWNERS.containsAll(all)) {
                throw new VaultException("others than its owner may use the key file " + file + " ("
                        + PosixFilePermissions.toString(all) + "): chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new VaultException("the key file " + file + " can't be looked at: " + e.getMessage(), e);
        }
    }

    /** Where there is none yet. Written beside and moved into place: nobody ever sees half a key, or one that others may read. */
    void createIfMissing() {
        if (exists()) {
            return;
        }
        try {
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "secret.key.", ".new", ownerOnly());
            try {
                write(fresh, Gcm.randomKey());
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException somebodyWasFaster) {
                // theirs is the key
            } catch (UnsupportedOperationException noLinksHere) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + file + " can't be made", e);
        }
    }

    /** A copy of this one, on the disk when it returns. */
    KeyFile copyTo(Path target) {
        byte[] key = read();
        try {
            Files.deleteIfExists(target);
            Files.createFile(target, ownerOnly());
            write(target, key);
            return new KeyFile(target);
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + target + " can't be written", e);
        }
    }

    private static void write(Path target, byte[] key) throws IOException {
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(key);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
