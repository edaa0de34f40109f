package org.liaoyuan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged server in a data folder of its own that borrows the models of the usual one; both end with {@link #close}. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");
    private static final Pattern PSS = Pattern.compile("(?m)^Pss: +(\\d+) kB");
    private static final long STOP_SECONDS = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path home;
    private final String address;

    /**
     * What the server says of itself.
     *
     * @param heapBytes used, garbage included
     * @param gcSeconds spent since the start
     * @param completionTokens generated since the start
     */
    record Figures(double heapBytes, double gcSeconds, double completionTokens) {}

    private ServerProcess(Process process, Path home, String address) {
        this.process = process;
        this.home = home;
        this.address = address;
    }

    static ServerProcess start(Path launcher, String model) throws IOException {
        Path usual = Installed.home();
        Path home = Files.createTempDirectory("liaoyuan-soak");
        for (String folder : List.of("models", "natives")) {
            Files.createSymbolicLink(home.resolve(folder), usual.resolve(folder).toAbsolutePath());
        }
        ProcessBuilder builder =
                new ProcessBuilder(launcher.toAbsolutePath().toString(), "up", "--port", "0").redirectErrorStream(true);
        builder.environment().put("LIAOYUAN_HOME", home.toString());
        builder.environment().put("LIAOYUAN_DEFAULT_MODEL", model);
        builder.environment().remove("LIAOYUAN_DATABASE_URL");
        Process process = builder.start();
        return new ServerProcess(process, home, address(process));
    }

    private static String address(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                // what it says later must be read, or it waits for its reader
                Thread.ofVirtual().start(() -> out.lines().forEach(System.err::println));
                return "http://127.0.0.1:" + matcher.group(1);
            }
            said.append(line).append('\n');
        }
        throw new IOException("the server did not start: " + said);
    }

    String address() {
        return address;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Memory of the server and all its processes (PostgreSQL's too), pages they share counted once. Linux only. */
    double pssBytes() throws IOException {
        double sum = 0;
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        for (ProcessHandle each : all) {
            try {
                Matcher pss = PSS.matcher(Files.readString(Path.of("/proc/" + each.pid() + "/smaps_rollup")));
                sum += pss.find() ? Double.parseDouble(pss.group(1)) * 1024 : 0;
            } catch (IOException e) {
                if (each.pid() == process.pid()) {
                    throw new IOException("the server's memory can't be read (it needs Linux's /proc): " + e, e);
                }
                // a database connection that has just ended
            }
        }
        return sum;
    }

    Figures figures() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/actuator/prometheus"))
                .timeout(Duration.ofSeconds(30))
                .build();
        String text = http.send(request, BodyHandlers.ofString()).body();
        return new Figures(
                sum(text, "jvm_memory_used_bytes{area=\"heap\""),
                sum(text, "jvm_gc_pause_seconds_sum"),
                sum(text, "liaoyuan_engine_completion_tokens_total"));
    }

    private static double sum(String scrape, String metric) {
        return scrape.lines()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        // links are deleted, not what they point at
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
