package org.liaoyuan.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liaoyuan.server.TestParts;

/** The program in a process of its own. */
final class Program implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");
    private static final long LIMIT_SECONDS = 90;

    private final Process process;
    private final BufferedReader out;

    private Program(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static Program start(Path home, String... arguments) throws IOException {
        return start(home, Map.of(), arguments);
    }

    static Program start(Path home, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                // as the launcher says it: notes on the cache are no part of an output
                "-Xlog:disable",
                "-Xlog:all=warning,aot*=off:stderr",
                "-Xmx400m",
                // most of them end before the second compiler's work has paid
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8"));
        command.addAll(program());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LIAOYUAN_HOME", home.toString());
        // what writes the contract is on the tests' class path, but not in the program
        builder.environment().put("SPRINGDOC_API_DOCS_ENABLED", "false");
        builder.environment().put("LIAOYUAN_DEFAULT_MODEL", TestParts.MODEL);
        builder.environment().putAll(environment);
        return new Program(builder.start());
    }

    /** As the launcher starts it, where {@code ./liaoyuan test} built it; else as Maven compiled it. */
    private static List<String> program() {
        String built = System.getProperty("liaoyuan.test.program", "");
        if (built.isEmpty() || built.startsWith("$")) {
            return List.of("-cp", System.getProperty("java.class.path"), Liaoyuan.class.getName());
        }
        Path cache = Path.of(built, "app.aot");
        List<String> jar = List.of("-jar", Path.of(built, "app", "liaoyuan.jar").toString());
        return Files.exists(cache)
                ? Stream.concat(Stream.of("-XX:AOTCache=" + cache), jar.stream())
                        .toList()
                : jar;
    }

    /** Waits until the server says where it is. */
    String address() throws IOException {
        return "http://127.0.0.1:" + find(ADDRESS);
    }

    /** Waits for a line that holds it; returns the pattern's first group. */
    String find(Pattern wanted) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            var matcher = wanted.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the server did not say " + wanted + ": " + said);
    }

    /** Everything it says until it ends. */
    String output() throws IOException {
        return String.join("\n", out.lines().toList());
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the program did not end");
        }
        return process.exitValue();
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    long pid() {
        return process.pid();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C does. */
    int interrupt() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
