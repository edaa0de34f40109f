package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;

class SoundCommandsTest {

    private static final Pattern TEXT = Pattern.compile("(?i)^(00:00:0\\d  .*good morning.*)$");

    @TempDir
    Path folder;

    @Test
    void whatIsSaidIntoAFileIsWrittenDownFromIt() throws Exception {
        TestParts.home(folder.resolve("home"));
        Path file = folder.resolve("morning.mp3");

        try (Program say = Program.start(
                folder.resolve("home"), "say", "Good morning, everybody.", "-V", "af_heart", "-o", file.toString())) {
            assertThat(say.exitCode()).isZero();
        }
        assertThat(Files.size(file)).isGreaterThan(5_000);
        try (Program listen = Program.start(folder.resolve("home"), "listen", "--times", file.toString())) {
            assertThat(listen.find(TEXT)).isNotEmpty();
        }
    }

    @Test
    void anUnknownEndingIsRefusedBeforeAnythingIsWritten() throws Exception {
        TestParts.home(folder.resolve("home"));
        Path file = folder.resolve("morning.xyz");

        try (Program say = Program.start(folder.resolve("home"), "say", "Hello.", "-o", file.toString())) {
            assertThat(say.find(Pattern.compile("(does not say in which format)")))
                    .isNotEmpty();
        }
        assertThat(file).doesNotExist();
    }
}
