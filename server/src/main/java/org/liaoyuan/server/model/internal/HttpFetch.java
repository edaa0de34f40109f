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

/** Fetches over HTTP, going on where a {@code .part} ends. */
final class HttpFetch {

    private static final Duration CONNECT = Duration.ofSeconds(8);
    private static final Duration FIRST_BYTE = Duration.ofSeconds(30);

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

    void fetch(String url, Path part, Progress progress) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            long here = Files.exists(part) ? Files.size(part) : 0;
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
                append(body, part, continues ? here : 0, progress);
            } finally {
                client.shutdownNow();
            }
        }
    }

    private static void append(InputStream body, Path part, long from, Progress progress) throws IOException {
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] buffer = new byte[1 << 16];
            long done = from;
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                out.write(buffer, 0, n);
                done += n;
                progress.at(done);
            }
        }
    }
}
