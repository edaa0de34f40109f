package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs package managers' own clients, one at a time in a scratch folder; they end when this process ends, however it ends. */
final class PackageClient {

    private static final long MOST_MINUTES = 60;

    /**
     * Runs "$@" and ends as it ends; when standard input breaks off, because this process was killed, it ends "$@": a client
     * that nobody waits for would go on fetching, into a folder that the next start clears. Its whole group, where the system
     * has setsid: python3 may be a script (pyenv) that waits for the real one.
     */
    private static final String TETHER = """
            exec 3<&0
            own_group=$(command -v setsid)
            $own_group "$@" </dev/null 3<&- &
            client=$!
            (read -r _ <&3; kill -- -$client || kill $client) 2>/dev/null &
            watch=$!
            wait $client
            status=$?
            kill $watch 2>/dev/null
            exit $status
            """;

    private final Map<String, String> environment;

    /** @param environment what the clients find in theirs beside ours, such as another index */
    PackageClient(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Runs a client to its end.
     *
     * @param scratch its working and temporary folder; what it says goes into {@code client.log} there
     * @param tick called a few times a second while it works
     * @throws IOException if it can't be started, fails, or takes longer than an hour; the message has its last line
     */
    void run(Path scratch, List<String> command, Runnable tick) throws IOException, InterruptedException {
        Path log = scratch.resolve("client.log");
        ProcessBuilder builder = new ProcessBuilder(tethered(command))
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("TMPDIR", scratch.toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException(command.getFirst() + " can't be started (" + e.getMessage() + "); install it", e);
        }
        try {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
            while (!process.waitFor(300, TimeUnit.MILLISECONDS)) {
                tick.run();
                if (System.nanoTime() > deadline) {
                    throw new IOException(command.getFirst() + " did not finish in " + MOST_MINUTES + " min");
                }
            }
            if (process.exitValue() != 0) {
                List<String> lines = Files.readAllLines(log);
                String last = lines.isEmpty() ? "no message" : lines.getLast();
                throw new IOException(command.getFirst() + " ended with " + process.exitValue() + ": " + last);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** The command by way of a shell that ends it when this process is gone; where there is no shell, the command itself. */
    private static List<String> tethered(List<String> command) {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", TETHER, "tether"));
        whole.addAll(command);
        return whole;
    }
}
