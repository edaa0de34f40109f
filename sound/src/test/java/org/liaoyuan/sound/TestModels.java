package org.liaoyuan.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Models that tests of recognition use, by the catalogue's file names. */
public final class TestModels {

    private TestModels() {}

    /** The file; the test is skipped where it is absent, but never in CI. */
    public static Path file(String name) {
        String folder = System.getProperty("liaoyuan.test.models");
        Path file = folder == null ? Path.of(name) : Path.of(folder, name);
        if (System.getenv("CI") == null) {
            assumeTrue(Files.exists(file), file + " is absent: ./liaoyuan test fetches it");
        }
        assertThat(file).exists();
        return file;
    }
}
