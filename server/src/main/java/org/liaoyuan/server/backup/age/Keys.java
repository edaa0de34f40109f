package org.liaoyuan.server.backup.age;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/** The algorithms of the age format with its parameters. */
final class Keys {

    static final int TAG_BYTES = 16;

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int SCRYPT_BLOCK = 8;
    private static final byte[] SCRYPT_LABEL = "age-encryption.org/v1/scrypt".getBytes(StandardCharsets.US_ASCII);

    private Keys() {}

    static byte[] ofPassphrase(String passphrase, byte[] salt, int logCost) {
        byte[] labelled = new byte[SCRYPT_LABEL.length + salt.length];
        System.arraycopy(SCRYPT_LABEL, 0, labelled, 0, SCRYPT_LABEL.length);
        System.arraycopy(salt, 0, labelled, SCRYPT_LABEL.length, salt.length);
        return SCrypt.generate(
                passphrase.getBytes(StandardCharsets.UTF_8), labelled, 1 << logCost, SCRYPT_BLOCK, 1, KEY_BYTES);
    }

    static byte[] payload(byte[] fileKey, byte[] nonce) {
        return expand(fileKey, nonce, "payload");
    }

    static byte[] headerMac(byte[] fileKey, byte[] header) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(expand(fileKey, new byte[0], "header"), "HmacSHA256"));
            return mac.doFinal(header);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** ChaCha20-Poly1305 with a nonce for this key alone. */
    static byte[] seal(byte[] key, byte[] nonce, byte[] text, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(text, 0, length);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** @throws GeneralSecurityException if it was changed, or sealed with another key */
    static byte[] open(byte[] key, byte[] nonce, byte[] sealed, int length) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed, 0, length);
    }

    /** Of a key that seals one thing only. */
    static byte[] zeroNonce() {
        return new byte[NONCE_BYTES];
    }

    /** A chunk's number, and whether it is the last. */
    static byte[] chunkNonce(long number, boolean last) {
        byte[] nonce = new byte[NONCE_BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[NONCE_BYTES - 2 - i] = (byte) (number >>> (i * Byte.SIZE));
        }
        nonce[NONCE_BYTES - 1] = (byte) (last ? 1 : 0);
        return nonce;
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        return cipher;
    }

    private static byte[] expand(byte[] fileKey, byte[] salt, String purpose) {
        try {
            var parameters = HKDFParameterSpec.ofExtract().addIKM(fileKey);
            if (salt.length > 0) {
                parameters.addSalt(salt);
            }
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(parameters.thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
