package org.liaoyuan.server.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) with random nonces: a nonce of 12 bytes, then the text and a tag of 16 bytes. */
final class Gcm {

    static final int KEY_BYTES = 32;

    /** What is added to a text. */
    static final int OVERHEAD_BYTES = 28;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Gcm() {}

    static byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    /** @param bound what it is sealed for: it opens for nothing else */
    static byte[] seal(SecretKey key, String bound, byte[] text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, bound, nonce, 0).doFinal(text);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM can't be used here", e);
        }
    }

    /**
     * @param offset where the nonce begins
     * @throws GeneralSecurityException if it was sealed with another key, for something else, or is changed
     */
    static byte[] open(SecretKey key, String bound, byte[] sealed, int offset) throws GeneralSecurityException {
        if (sealed.length < offset + OVERHEAD_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        int text = offset + NONCE_BYTES;
        return cipher(Cipher.DECRYPT_MODE, key, bound, sealed, offset).doFinal(sealed, text, sealed.length - text);
    }

    private static Cipher cipher(int mode, SecretKey key, String bound, byte[] nonce, int offset)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
