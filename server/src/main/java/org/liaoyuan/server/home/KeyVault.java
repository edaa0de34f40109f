package org.liaoyuan.server.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets by AES-256-GCM (NIST SP 800-38D) with the key in the data folder, so that the database, or a copy of it,
 * alone shows none. What was sealed for one name does not open for another. Layout: version 1, nonce of 12 bytes, text and tag.
 */
public final class KeyVault {

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Path file;

    KeyVault(Path file) {
        this.file = file;
    }

    /** @param name whose secret it is: it opens for no other */
    public byte[] seal(String name, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret of '" + name + "' can't be encrypted", e);
        }
    }

    /** @throws IllegalStateException if it was sealed with another key file, or changed */
    public String open(String name, byte[] sealed) {
        if (sealed.length < 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new IllegalStateException(
                    "the stored secret of '" + name + "' has a form of another version; enter it again");
        }
        try {
            byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
            byte[] text = cipher(Cipher.DECRYPT_MODE, name, nonce)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the stored secret of '" + name + "' does not open with " + file + "; enter it again", e);
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] key() {
        try {
            if (!Files.exists(file)) {
                create();
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException(
                        file + " has " + key.length + " bytes; expected " + KEY_BYTES
                                + ": put the right file back, or delete it and enter every provider's key again; authenticator apps then have to be set up anew");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + file + " can't be read", e);
        }
    }

    /** Written beside and moved into place: nobody ever sees half a key, or one that others may read. */
    private void create() throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".new", ownerOnly());
        try {
            Files.write(fresh, key);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            // theirs is the key
        } catch (UnsupportedOperationException noLinksHere) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
