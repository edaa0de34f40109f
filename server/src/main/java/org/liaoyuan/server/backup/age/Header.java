package org.liaoyuan.server.backup.age;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The lines before the encrypted bytes: the file's key, sealed with the passphrase, and a check of the lines themselves. */
final class Header {

    static final String INTRODUCTION = "age-encryption.org/v1\n";

    /** OWASP's advice for scrypt: 2^17 blocks of 1 KiB. */
    private static final int LOG_COST = 17;

    /** A GiB of memory: other tools choose by how fast the machine is; more is a trap. */
    private static final int MOST_LOG_COST = 20;

    private static final int SALT_BYTES = 16;
    private static final int SEALED_KEY_BYTES = 32;
    private static final int MOST_LINE = 200;
    private static final String STANZA = "-> scrypt ";
    private static final String END = "---";

    private Header() {}

    static void write(OutputStream out, byte[] fileKey, String passphrase, SecureRandom random) throws IOException {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] key = Keys.ofPassphrase(passphrase, salt, LOG_COST);
        String lines = INTRODUCTION + STANZA + encode(salt) + " " + LOG_COST + "\n"
                + encode(Keys.seal(key, Keys.zeroNonce(), fileKey, fileKey.length)) + "\n" + END;
        byte[] bytes = lines.getBytes(StandardCharsets.US_ASCII);
        out.write(bytes);
        out.write((" " + encode(Keys.headerMac(fileKey, bytes)) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The file's key. */
    static byte[] read(InputStream in, String passphrase) throws IOException {
        if (!(line(in) + "\n").equals(INTRODUCTION)) {
            throw new AgeException("this is no file in the age format");
        }
        String stanza = line(in);
        String[] words = stanza.split(" ", -1);
        if (!stanza.startsWith(STANZA) || words.length != 4 || !words[3].matches("[1-9][0-9]?")) {
            throw new AgeException("the file is not encrypted with a passphrase");
        }
        int logCost = Integer.parseInt(words[3]);
        if (logCost > MOST_LOG_COST) {
            throw new AgeException(
                    "the file asks for 2^" + logCost + " rounds of scrypt; at most 2^" + MOST_LOG_COST + " are taken");
        }
        String body = line(in);
        String end = line(in);
        if (!end.startsWith(END + " ")) {
            throw new AgeException("the header of the encrypted file is damaged");
        }
        byte[] fileKey = open(
                Keys.ofPassphrase(passphrase, decode(words[2], SALT_BYTES), logCost), decode(body, SEALED_KEY_BYTES));
        byte[] lines = (INTRODUCTION + stanza + "\n" + body + "\n" + END).getBytes(StandardCharsets.US_ASCII);
        byte[] mac = decode(end.substring(END.length() + 1), SEALED_KEY_BYTES);
        if (!MessageDigest.isEqual(mac, Keys.headerMac(fileKey, lines))) {
            throw new AgeException("the header of the encrypted file was changed");
        }
        return fileKey;
    }

    private static byte[] open(byte[] key, byte[] sealed) throws AgeException {
        try {
            return Keys.open(key, Keys.zeroNonce(), sealed, sealed.length);
        } catch (GeneralSecurityException e) {
            throw new AgeException("the passphrase is not the one that the file was encrypted with");
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() == MOST_LINE) {
                throw new AgeException("the header of the encrypted file is cut or damaged");
            }
            line.append((char) b);
        }
        return line.toString();
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text, int length) throws AgeException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == length && encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // the message below says it
        }
        throw new AgeException("the header of the encrypted file is damaged");
    }
}
