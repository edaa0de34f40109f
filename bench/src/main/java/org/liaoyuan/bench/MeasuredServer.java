package org.liaoyuan.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server started for a measurement, in a folder that goes with it. */
final class MeasuredServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);
    private static final long END_SECONDS = 20;

    private final Process process;
    private final Path folder;
    private final int port;

    private MeasuredServer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * @param command by the port to listen at
     * @param health a path that answers once the server is ready
     */
    static MeasuredServer start(
            Path folder, IntFunction<List<String>> command, Map<String, String> environment, String health)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command.apply(port));
        builder.environment().putAll(environment);
        MeasuredServer server = new MeasuredServer(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), folder, port);
        if (!server.isReady(health)) {
            String said = Files.readString(log);
            server.close();
            throw new IOException("the server did not start: " + said);
        }
        return server;
    }

    /**
     * Our own server, with one provider, whose model {@code m} is also the default: none is downloaded.
     *
     * @param launcher null for the one that started this program
     */
    static MeasuredServer ours(@Nullable Path launcher, int upstream) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("liaoyuan-bench");
        String program = launcher == null ? System.getenv().getOrDefault("LIAOYUAN_LAUNCHER", "") : launcher.toString();
        if (program.isEmpty()) {
            throw new IOException("where is the server? Give --launcher, or start this with ./liaoyuan bench");
        }
        String options = System.getenv().getOrDefault("LIAOYUAN_JAVA_OPTIONS", "")
                + " -Dliaoyuan.providers.fake.base-url=http://127.0.0.1:" + upstream + "/v1"
                + " -Dliaoyuan.providers.fake.in-house=true -Dliaoyuan.aliases.default.targets=fake/m";
        return start(
                folder,
                port -> List.of(program, "up", "--port", "" + port),
                Map.of("LIAOYUAN_HOME", folder.toString(), "LIAOYUAN_JAVA_OPTIONS", options),
                "/v1/models");
    }

    private boolean isReady(String health) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + health))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline && process.isAlive()) {
                try {
                    if (http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return true;
                    }
                } catch (IOException notYet) {
                    // it is still starting
                }
                Thread.sleep(200);
            }
        }
        return false;
    }

    int port() {
        return port;
    }

    /** What it has said so far. */
    String said() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** Memory it holds now, in MB; NaN where the system does not say. */
    double residentMegabytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(l -> l.startsWith("VmRSS:"))
                    .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
