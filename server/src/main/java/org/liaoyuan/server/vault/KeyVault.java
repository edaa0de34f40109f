package org.liaoyuan.server.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Seals secrets, so that the database, or a copy of it, alone shows none. What was sealed for one name does not open for another.
 *
 * <p>A sealed secret is the version 2 in one byte, the data key's id in 16, then what {@link Gcm} makes of the text with that data key,
 * bound to the name. Version 1, of before there were data keys, has no id and is sealed with the key file itself.
 */
public final class KeyVault {

    private static final byte WITHOUT_DATA_KEY = 1;
    private static final byte VERSION = 2;
    private static final int HEAD_BYTES = 1 + 2 * Long.BYTES;

    private final DataKeys keys;

    KeyVault(DataKeys keys) {
        this.keys = keys;
    }

    /**
     * Asks the database which data key is the active one, so that it is the same for all processes.
     *
     * @param name whose secret it is: it opens for no other
     * @throws VaultException if the data key does not open
     */
    public byte[] seal(String name, String secret) {
        return seal(keys.forSealing(), name, secret);
    }

    static byte[] seal(DataKeys.Opened with, String name, String secret) {
        byte[] sealed = Gcm.seal(with.key(), name, secret.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                .put(VERSION)
                .putLong(with.id().getMostSignificantBits())
                .putLong(with.id().getLeastSignificantBits())
                .put(sealed)
                .array();
    }

    /** @throws VaultException if it was sealed with another key or for another name, or is changed */
    public String open(String name, byte[] sealed) {
        if (sealed.length == 0 || sealed[0] != WITHOUT_DATA_KEY && sealed[0] != VERSION) {
            throw new VaultException(
                    "the stored secret of '" + name + "' has a form of another version; enter it again");
        }
        Optional<UUID> dataKey = dataKey(sealed);
        try {
            SecretKey key = dataKey.isPresent()
                    ? keys.open(dataKey.get())
                    : keys.masters().file().key();
            byte[] text = Gcm.open(key, name, sealed, dataKey.isPresent() ? HEAD_BYTES : 1);
            return new String(text, StandardCharsets.UTF_8);
        } catch (VaultException e) {
            throw new VaultException(
                    "the stored secret of '" + name + "' does not open; enter it again, or: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new VaultException(
                    "the stored secret of '" + name + "' does not open with the key that it names; enter it again", e);
        }
    }

    /** By which data key it is sealed; empty for one of before there were any. */
    static Optional<UUID> dataKey(byte[] sealed) {
        if (sealed.length < HEAD_BYTES || sealed[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(sealed, 1, HEAD_BYTES - 1);
        return Optional.of(new UUID(head.getLong(), head.getLong()));
    }
}
