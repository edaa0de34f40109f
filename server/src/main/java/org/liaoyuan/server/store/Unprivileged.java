package org.liaoyuan.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. Where this program does (a container, a small server), PostgreSQL's programs run in a user
 * namespace in which they are nobody; the kernel still lets them at root's files, so nothing changes hands.
 */
final class Unprivileged {

    private static final long PROBE_SECONDS = 10;

    private final List<String> prefix;

    private Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    /** @throws DatabaseException if this is root and there is no way to be less */
    static Unprivileged detect() {
        if (!isRoot()) {
            return new Unprivileged(List.of());
        }
        List<String> namespace = List.of("unshare", "--user");
        if (succeeds(namespace)) {
            return new Unprivileged(namespace);
        }
        throw new DatabaseException("PostgreSQL does not run as root, and this system allows no user namespaces: start"
                + " Liaoyuan as an ordinary user, or set " + Database.VARIABLE + " to a PostgreSQL of your own");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    private static boolean isRoot() {
        try {
            return Files.exists(Path.of("/proc/self"))
                    && (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException | UnsupportedOperationException e) {
            return System.getProperty("user.name", "").equals("root");
        }
    }

    private static boolean succeeds(List<String> prefix) {
        List<String> probe = new ArrayList<>(prefix);
        probe.add("true");
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
