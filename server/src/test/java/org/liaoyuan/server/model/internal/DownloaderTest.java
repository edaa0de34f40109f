package org.liaoyuan.server.model.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {

    private static final int SIZE = 300_000;
    private static final byte[] CONTENT = new byte[SIZE];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    @TempDir
    private Path folder;

    private HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    /** The most bytes one answer brings before its connection breaks. */
    private volatile int breaksAfter = SIZE;

    private final Downloader downloader =
            new Downloader(new HttpFetch("http://127.0.0.1:1"), new PackageFetch(java.util.Map.of()));

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/file", exchange -> {
            requests.incrementAndGet();
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (from >= SIZE) {
                exchange.sendResponseHeaders(416, -1);
            } else {
                exchange.sendResponseHeaders(from > 0 ? 206 : 200, SIZE - from);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(CONTENT, from, Math.min(breaksAfter, SIZE - from));
                }
            }
            exchange.close();
        });
        server.createContext("/nothing", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Source at(String path) {
        return Source.ofUrl("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Artifact artifact(Source... sources) throws IOException {
        Path original = folder.resolve("original");
        Files.write(original, CONTENT);
        String hash = Sha256.of(original);
        Files.delete(original);
        return new Artifact("model.gguf", SIZE, hash, List.of(sources));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> !f.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFileComesWholeAndAloneAndIsNotAskedForAgain() throws Exception {
        Path first = downloader.fetch(artifact(at("/file")), folder, new Progress());
        downloader.fetch(artifact(at("/file")), folder, new Progress());

        assertThat(first).hasBinaryContent(CONTENT);
        assertThat(files()).containsExactly("model.gguf");
        assertThat(requests).hasValue(1);
    }

    @Test
    void aBrokenConnectionIsTakenUpWhereItBroke() throws Exception {
        breaksAfter = 100_000;
        Progress progress = new Progress();

        Path file = downloader.fetch(artifact(at("/file")), folder, progress);

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(requests.get()).isGreaterThanOrEqualTo(3);
        assertThat(progress.now().doneBytes()).isEqualTo(SIZE);
    }

    @Test
    void aKillLosesNothing() throws Exception {
        Files.write(folder.resolve("model.gguf.part"), java.util.Arrays.copyOf(CONTENT, 200_000));

        Path file = downloader.fetch(artifact(at("/file")), folder, new Progress());

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(requests).hasValue(1);
    }

    @Test
    void aKillBeforeTheRenamingCostsNoRequest() throws Exception {
        Files.write(folder.resolve("model.gguf.part"), CONTENT);

        assertThat(downloader.fetch(artifact(at("/file")), folder, new Progress()))
                .hasBinaryContent(CONTENT);
        assertThat(requests).hasValue(0);
    }

    @Test
    void aDamagedFileIsNeverShownAndTheNextSourceIsTried() throws Exception {
        byte[] damaged = CONTENT.clone();
        damaged[5] ^= 1;
        Path wrong = Files.write(folder.resolve("wrong"), damaged);

        Path file = downloader.fetch(artifact(Source.ofFile(wrong.toString()), at("/file")), folder, new Progress());

        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void whereNoSourceHasItEachIsNamedWithItsReason() throws Exception {
        Artifact artifact = artifact(
                at("/nothing"),
                Source.ofFile("does-not-exist"),
                new Source(null, "a/b/c.gguf", null, 0, null, null, null));

        assertThatThrownBy(() -> downloader.fetch(artifact, folder, new Progress()))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("/nothing: answered with status 404")
                .hasMessageContaining("file:does-not-exist")
                .hasMessageContaining("hub:a/b/c.gguf")
                .hasMessageContaining(artifact.sha256())
                .hasMessageContaining(folder.resolve("model.gguf").toString());
        assertThat(files()).doesNotContain("model.gguf");
    }

    @Test
    void aDiskWithoutRoomIsNoticedBeforeTheFirstByte() throws Exception {
        Artifact huge = new Artifact("model.gguf", Long.MAX_VALUE / 4, "0".repeat(64), List.of(at("/file")));

        assertThatThrownBy(() -> downloader.fetch(huge, folder, new Progress()))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("free");
        assertThat(requests).hasValue(0);
    }

    @Test
    void aFileNameThatLeavesTheFolderIsRefused() {
        assertThatThrownBy(() -> new Artifact("../model.gguf", 1, "0".repeat(64), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../model.gguf");
    }

    @Test
    void everyEntryOfTheCatalogueIsPinnedAndHasASource() {
        Catalogue catalogue = Catalogue.load();

        assertThat(catalogue.models()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(catalogue.models()).allSatisfy(m -> {
            assertThat(m.artifact().sources()).isNotEmpty();
            assertThat(m.licence()).isNotBlank();
            assertThat(m.memory()).isGreaterThan(m.size());
        });
        assertThat(catalogue.natives())
                .allSatisfy(n -> assertThat(n.artifact().sources()).isNotEmpty());
    }

    @Test
    void twoThatWantTheSameFileGetItAfterOneDownload() throws Exception {
        Artifact artifact = artifact(at("/file"));
        var other = new Downloader(new HttpFetch("http://127.0.0.1:1"), new PackageFetch(java.util.Map.of()));

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Path> one = executor.submit(() -> downloader.fetch(artifact, folder, new Progress()));
            Future<Path> two = executor.submit(() -> other.fetch(artifact, folder, new Progress()));

            assertThat(one.get()).hasBinaryContent(CONTENT);
            assertThat(two.get()).isEqualTo(one.get());
        }
        assertThat(requests).hasValue(1);
    }
}
