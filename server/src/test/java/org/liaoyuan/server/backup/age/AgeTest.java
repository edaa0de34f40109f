package org.liaoyuan.server.backup.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.TestParts;

class AgeTest {

    private static final String PASSPHRASE = "星火燎原 correct horse";

    @TempDir
    private Path folder;

    private static byte[] encrypted(byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream age = Age.encrypt(out, PASSPHRASE)) {
            age.write(text);
        }
        return out.toByteArray();
    }

    private static byte[] decrypted(byte[] file, String passphrase) throws IOException {
        try (InputStream age = Age.decrypt(new ByteArrayInputStream(file), passphrase)) {
            return age.readAllBytes();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
    void whatWentInComesOut(int length) throws IOException {
        byte[] file = encrypted(random(length));

        assertThat(Age.isAge(file)).isTrue();
        assertThat(decrypted(file, PASSPHRASE)).isEqualTo(random(length));
    }

    @Test
    void anotherPassphraseOpensNothing() throws IOException {
        byte[] file = encrypted(random(100));

        assertThatThrownBy(() -> decrypted(file, PASSPHRASE + "r"))
                .isInstanceOf(AgeException.class)
                .hasMessageContaining("passphrase");
    }

    @Test
    void everyCutAndEveryChangedByteIsNoticed() throws IOException {
        byte[] file = encrypted(random(70_000));
        Random random = new Random(1);
        int header = new String(file, StandardCharsets.ISO_8859_1).indexOf("\n---");
        // scrypt takes a while: the header's bytes are tried by a few, the rest by more
        for (int i = 0; i < 30; i++) {
            int at = i < 6 ? random.nextInt(header) : header + random.nextInt(file.length - header);
            byte[] changed = file.clone();
            changed[at] ^= (byte) (1 << random.nextInt(7));
            assertThatThrownBy(() -> decrypted(changed, PASSPHRASE))
                    .as("byte %d", at)
                    .isInstanceOf(AgeException.class);
        }
        for (int length : List.of(0, 10, header, file.length - 65_552, file.length - 1)) {
            byte[] cut = java.util.Arrays.copyOf(file, length);
            assertThatThrownBy(() -> decrypted(cut, PASSPHRASE))
                    .as("%d bytes", length)
                    .isInstanceOf(AgeException.class);
        }
        byte[] longer = java.util.Arrays.copyOf(file, file.length + 1);
        assertThatThrownBy(() -> decrypted(longer, PASSPHRASE)).isInstanceOf(AgeException.class);
    }

    @Test
    void aFileThatAsksForAllTheMemoryIsRefused() {
        byte[] file = "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\n"
                .getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> decrypted(file, PASSPHRASE))
                .hasMessageContaining("2^30")
                .hasMessageContaining("2^20");
    }

    /** Another implementation (rage, by its Python binding) reads what we write and writes what we read. */
    @Test
    void othersReadOursAndWeTheirs() throws Exception {
        String python = TestParts.path("liaoyuan.test.python").toString();
        byte[] text = random(150_000);
        Path ours = Files.write(folder.resolve("ours.age"), encrypted(text));
        Path read = folder.resolve("read");
        Path theirs = folder.resolve("theirs.age");
        Process process = new ProcessBuilder(
                        python, "-c", """
                        import pyrage, sys
                        ours, read, theirs, passphrase = sys.argv[1:]
                        text = pyrage.passphrase.decrypt(open(ours, "rb").read(), passphrase)
                        open(read, "wb").write(text)
                        open(theirs, "wb").write(pyrage.passphrase.encrypt(text, passphrase))
                        """, ours.toString(), read.toString(), theirs.toString(), PASSPHRASE)
                .inheritIO()
                .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readAllBytes(read)).isEqualTo(text);
        assertThat(decrypted(Files.readAllBytes(theirs), PASSPHRASE)).isEqualTo(text);
    }
}
