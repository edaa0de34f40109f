package org.liaoyuan.server.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.liaoyuan.server.home.Home;

/**
 * A PostgreSQL of our own: fsync on, SCRAM with a random password, loopback only.
 *
 * <p>It never outlives this process, however that ends: a shell between the two waits on a pipe that only this process holds,
 * and shuts PostgreSQL down when the pipe breaks. What was committed is there at the next start.
 */
final class EmbeddedPostgres implements AutoCloseable {

    static final String USER = "liaoyuan";

    private static final long READY_SECONDS = 60;
    private static final long STOP_SECONDS = 30;
    private static final long POLL_MILLIS = 15;
    /** In postmaster.pid, as PostgreSQL writes it. */
    private static final int PORT_LINE = 3;

    private static final int STATUS_LINE = 7;

    /** Runs "$@"; when standard input ends, interrupts it: PostgreSQL's fast shutdown. */
    private static final String GUARD =
            "exec 3<&0; \"$@\" </dev/null & child=$!; (read -r _ <&3; kill -INT $child 2>/dev/null) & wait $child";

    private final Process guard;
    private final int port;
    private final PostgresCluster cluster;

    private EmbeddedPostgres(Process guard, int port, PostgresCluster cluster) {
        this.guard = guard;
        this.port = port;
        this.cluster = cluster;
    }

    /** @throws DatabaseException if it does not start; the message names its log */
    static EmbeddedPostgres start(Home home) {
        Path folder = home.postgres();
        Path binaries = PostgresBinaries.unpack(folder);
        Unprivileged unprivileged = Unprivileged.detect();
        PostgresCluster cluster = PostgresCluster.ensure(folder, binaries, unprivileged);
        Path log = folder.resolve("postgres.log");
        try {
            awaitPredecessor(cluster.data());
            int port = freePort();
            Process guard = launch(binaries, unprivileged, cluster, port, log);
            EmbeddedPostgres postgres = new EmbeddedPostgres(guard, port, cluster);
            postgres.awaitReady(log);
            return postgres;
        } catch (IOException e) {
            throw new DatabaseException("PostgreSQL can't be started: " + e.getMessage() + "; see " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("the start of PostgreSQL was interrupted", e);
        }
    }

    /** The one that another process started in this data folder. */
    static Database running(Home home) {
        Path folder = home.postgres();
        try {
            List<String> lines = Files.readAllLines(PostgresCluster.data(folder).resolve("postmaster.pid"));
            if (lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready")) {
                String password = Files.readString(folder.resolve("password")).strip();
                return new Database(url(Integer.parseInt(lines.get(PORT_LINE).strip())), USER, password, () -> {});
            }
        } catch (NoSuchFileException none) {
            // the message below says it
        } catch (IOException | NumberFormatException e) {
            throw new DatabaseException("the database in " + folder + " can't be found: " + e.getMessage(), e);
        }
        throw new DatabaseException("no database is running in " + folder + "; try again in a moment");
    }

    String url() {
        return url(port);
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    String password() {
        return cluster.password();
    }

    private static Process launch(Path binaries, Unprivileged unprivileged, PostgresCluster cluster, int port, Path log)
            throws IOException {
        List<String> postgres = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "postgres-guard"));
        postgres.addAll(unprivileged.command(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                cluster.data().toString())));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=40",
                "shared_buffers=32MB",
                "timezone=UTC",
                // a failing statement's text may hold what a person wrote
                "log_min_error_statement=panic")) {
            postgres.add("-c");
            postgres.add(setting);
        }
        return new ProcessBuilder(postgres)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
    }

    /** After a kill -9 of this program the old server is on its way out; two on one data folder would be refused. */
    private static void awaitPredecessor(Path data) throws IOException, InterruptedException {
        Path file = data.resolve("postmaster.pid");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            boolean alive = !lines.isEmpty()
                    && lines.getFirst().matches("\\d{1,10}")
                    && ProcessHandle.of(Long.parseLong(lines.getFirst()))
                            .filter(EmbeddedPostgres::isPostgres)
                            .isPresent();
            if (!alive) {
                // killed too: PostgreSQL itself clears the file and recovers
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new DatabaseException("another PostgreSQL (process " + lines.getFirst() + ") is using " + data
                        + ": end the Liaoyuan that runs there");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** The number may have gone to another program since. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(c -> c.endsWith("postgres")).orElse(true);
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        Path file = cluster.data().resolve("postmaster.pid");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (true) {
            if (!guard.isAlive()) {
                throw new DatabaseException(
                        "PostgreSQL ended with " + guard.exitValue() + "; what it said is in " + log);
            }
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                boolean ours =
                        lines.size() > STATUS_LINE && lines.get(PORT_LINE).equals(String.valueOf(port));
                if (ours && lines.get(STATUS_LINE).strip().equals("ready")) {
                    return;
                }
            }
            if (System.nanoTime() > deadline) {
                close();
                throw new DatabaseException("PostgreSQL was not ready after " + READY_SECONDS + " s; see " + log);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                guard.descendants().forEach(ProcessHandle::destroyForcibly);
                guard.destroyForcibly();
            }
        } catch (IOException e) {
            guard.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
