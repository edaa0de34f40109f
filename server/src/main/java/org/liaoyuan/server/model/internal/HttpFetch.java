package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches over HTTP, going on where a {@code .part} ends. A connection that breaks or falls silent is taken up again as long
 * as each try brings something.
 */
final class HttpFetch {

    private static final Duration CONNECT = Duration.ofSeconds(8);
    private static final Duration FIRST_BYTE = Duration.ofSeconds(30);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final String hub;

    /** @param hub base address of the model hub */
    HttpFetch(String hub) {
        this.hub = hub;
    }

    /** The address of {@code owner/repository/file}. */
    String hubUrl(String name) {
        String[] parts = name.split("/", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("'" + name + "' is no hub name; expected owner/repository/file.gguf");
        }
        return hub + "/" + parts[0] + "/" + parts[1] + "/resolve/main/" + parts[2];
    }

    /** The sha256 that the hub itself names for a file; hubs send it with the redirect to their store. */
    String hubSha256(String name) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpRequest head = HttpRequest.newBuilder(URI.create(hubUrl(name)))
                    .timeout(FIRST_BYTE)
                    .HEAD()
                    .build();
            HttpResponse<Void> response = client.send(head, HttpResponse.BodyHandlers.discarding());
            return response.headers()
                    .firstValue("X-Linked-Etag")
                    .map(etag -> etag.replace("\"", ""))
                    .orElseThrow(() -> new IOException("the hub answered with status " + response.statusCode()
                            + " and no sha256 for " + name + "; check the name, or give --sha256"));
        }
    }

    void fetch(String url, Path part, Progress progress) throws IOException, InterruptedException {
        for (; ; ) {
            long before = sizeOf(part);
            try {
                fetchOnce(url, part, progress);
                return;
            } catch (IOException e) {
                if (sizeOf(part) <= before) {
                    throw e;
                }
            }
        }
    }

    private static long sizeOf(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private static void fetchOnce(String url, Path part, Progress progress) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            long here = sizeOf(part);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(FIRST_BYTE);
            if (here > 0) {
                request.header("Range", "bytes=" + here + "-");
            }
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == 416) {
                    return; // nothing is missing: the hash decides
                }
                if (response.statusCode() != 200 && response.statusCode() != 206) {
                    throw new IOException("answered with status " + response.statusCode());
                }
                boolean continues = response.statusCode() == 206;
                long from = continues ? here : 0;
                response.headers().firstValueAsLong("Content-Length").ifPresent(n -> progress.learnSize(from + n));
                append(body, part, from, progress);
            } finally {
                client.shutdownNow();
            }
        }
    }

    private static void append(InputStream body, Path part, long from, Progress progress) throws IOException {
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        AtomicLong heard = new AtomicLong(System.nanoTime());
        Thread watch = Thread.ofVirtual().start(() -> closeWhenSilent(body, heard));
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] buffer = new byte[1 << 16];
            long done = from;
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                out.write(buffer, 0, n);
                done += n;
                progress.at(done);
                heard.set(System.nanoTime());
            }
        } finally {
            watch.interrupt();
        }
    }

    /** The client has no limit for a body that stops coming; closing it ends the read with an error. */
    private static void closeWhenSilent(InputStream body, AtomicLong heard) {
        try {
            while (System.nanoTime() - heard.get() < SILENCE.toNanos()) {
                Thread.sleep(SILENCE.dividedBy(10));
            }
            body.close();
        } catch (InterruptedException | IOException theBodyHasEnded) {
            // nothing is left to watch
        }
    }
}
