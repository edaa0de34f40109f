package org.liaoyuan.sound.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of models that tests need; where they are absent, a test fails in CI and is skipped elsewhere. */
public final class TestModels {

    private TestModels() {}

    public static Path file(String name) {
        Path file = Path.of(System.getProperty("liaoyuan.test.models", "")).resolve(name);
        if (System.getenv("CI") != null) {
            assertThat(file).exists();
        }
        assumeTrue(Files.exists(file), file + " is not here: ./liaoyuan test fetches it");
        return file;
    }
}
