package org.liaoyuan.server.space.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.space.BrokenFiles;
import org.liaoyuan.server.space.GoodFiles;

/** As a server reads them by its defaults. */
class BrokenFilesTest {

    private static final Limits LIMITS =
            new Limits(2_000_000, 500 << 20, 2000, Duration.ofMinutes(2), 20, Duration.ofMinutes(10), 20_000_000);

    @TempDir
    private Path folder;

    @Test
    void eachIsToldWhyAndGoodOnesBetweenThemAreRead() throws Exception {
        Map<String, String> wrong = new TreeMap<>();
        try (ReaderProcess reader = new ReaderProcess(LIMITS, 384, folder.resolve("reading"), Optional::empty)) {
            for (BrokenFiles.Broken one : BrokenFiles.of(BrokenFiles.kinds())) {
                String reason = reason(reader, one.name(), one.bytes());
                if (!one.reasons().contains(reason)) {
                    wrong.put(one.name(), reason);
                }
            }
            for (GoodFiles.Good one : GoodFiles.of(12)) {
                assertThat(reader.read(file(one.bytes()), one.name(), PictureReading.Progress.NONE)
                                .blocks())
                        .as(one.name())
                        .anyMatch(block -> block.text().contains(one.word()));
            }
        }

        assertThat(wrong).isEmpty();
    }

    private Path file(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("blob"), bytes);
    }

    private String reason(ReaderProcess reader, String name, byte[] bytes) throws Exception {
        try {
            return "read: "
                    + reader.read(file(bytes), name, PictureReading.Progress.NONE)
                            .blocks()
                            .size() + " blocks";
        } catch (Unreadable e) {
            return e.reason().name();
        }
    }
}
