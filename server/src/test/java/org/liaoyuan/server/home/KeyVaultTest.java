package org.liaoyuan.server.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyVaultTest {

    @Test
    void aKeyComesBackAndItsFileIsTheOwnersOnly(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("secret.key");

        byte[] sealed = new KeyVault(file).seal("far", "sk-123");

        assertThat(new KeyVault(file).open("far", sealed)).isEqualTo("sk-123");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("sk-123");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void aKeyOfOneProviderDoesNotOpenForAnother(@TempDir Path folder) {
        KeyVault vault = new KeyVault(folder.resolve("secret.key"));
        byte[] sealed = vault.seal("far", "sk-123");

        assertThatThrownBy(() -> vault.open("near", sealed)).hasMessageContaining("enter it again");
    }

    @Test
    void twoSealsOfOneKeyDiffer(@TempDir Path folder) {
        KeyVault vault = new KeyVault(folder.resolve("secret.key"));

        assertThat(vault.seal("far", "sk-123")).isNotEqualTo(vault.seal("far", "sk-123"));
    }

    @Property(tries = 50)
    void whatIsNoSealIsRefused(@ForAll byte[] junk) throws Exception {
        Path folder = Files.createTempDirectory("vault");
        try {
            KeyVault vault = new KeyVault(folder.resolve("secret.key"));
            assertThatThrownBy(() -> vault.open("far", junk)).isInstanceOf(IllegalStateException.class);
        } finally {
            Files.deleteIfExists(folder.resolve("secret.key"));
            Files.delete(folder);
        }
    }
}
