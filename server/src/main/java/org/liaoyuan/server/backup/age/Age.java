package org.liaoyuan.server.backup.age;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;

/**
 * Streams encrypted with a passphrase: scrypt for the key, ChaCha20-Poly1305 over chunks of 64 KiB, each of which is checked
 * before any of it is given out.
 */
public final class Age {

    private static final int FILE_KEY_BYTES = 16;
    private static final int NONCE_BYTES = 16;

    private Age() {}

    /** Whether a file that begins so is in this format. */
    public static boolean isAge(byte[] beginning) {
        return new String(beginning, java.nio.charset.StandardCharsets.ISO_8859_1).startsWith(Header.INTRODUCTION);
    }

    /**
     * What is written goes to {@code out}, encrypted; closing ends the file and closes {@code out}.
     *
     * @param passphrase not empty
     */
    public static OutputStream encrypt(OutputStream out, String passphrase) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] fileKey = new byte[FILE_KEY_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(fileKey);
        random.nextBytes(nonce);
        Header.write(out, fileKey, passphrase, random);
        out.write(nonce);
        return new ChunkWriter(out, Keys.payload(fileKey, nonce));
    }

    /** @throws AgeException if it is no age file with a passphrase, or the passphrase is another one */
    public static InputStream decrypt(InputStream in, String passphrase) throws IOException {
        byte[] fileKey = Header.read(in, passphrase);
        byte[] nonce = in.readNBytes(NONCE_BYTES);
        if (nonce.length < NONCE_BYTES) {
            throw new AgeException("the encrypted file ends after its header");
        }
        return new ChunkReader(in, Keys.payload(fileKey, nonce));
    }
}
