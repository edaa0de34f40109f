package org.liaoyuan.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of algorithms in docs/asvs.md is the whole list. */
class CryptographyTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern ASKED_FOR = Pattern.compile(
            "\\b(MessageDigest|Mac|Cipher|Signature|KeyGenerator|KeyPairGenerator|KeyAgreement|SecretKeyFactory|KDF|SSLContext)"
                    + "\\s*\\.getInstance\\(\\s*([^,)]+)");

    @Test
    void whatIsHashedAndEncryptedIsSoByTheListedAlgorithms() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                ASKED_FOR
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(m -> found.add(m.group(1) + " " + m.group(2) + where(m.group(2), file)));
            }
        }

        assertThat(found)
                .containsExactlyInAnyOrder(
                        "Cipher \"AES/GCM/NoPadding\"",
                        "Cipher \"ChaCha20-Poly1305\"",
                        "KDF \"HKDF-SHA256\"",
                        "Mac \"HmacSHA1\" in Totp.java",
                        "Mac \"HmacSHA256\"",
                        "MessageDigest \"SHA-256\"",
                        "SSLContext \"TLS\"");
    }

    /** SHA-1 is what authenticator apps can do, and nothing else may use it. */
    private static String where(String algorithm, Path file) {
        return algorithm.contains("SHA1") ? " in " + file.getFileName() : "";
    }
}
