package org.liaoyuan.server.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a program of the machine is locked in: by bubblewrap, or by {@code unshare} and a script of ours, which do the same. It has
 * no network, a root of {@code /usr} and the libraries beside it, read-only, a folder of a few MB that goes with it, no environment, no
 * capability, and can get none.
 */
public enum Confinement {
    BUBBLEWRAP {
        @Override
        List<String> around(Path python, List<String> program) {
            List<String> words =
                    new ArrayList<>(List.of("bwrap", "--unshare-all", "--unshare-user", "--disable-userns"));
            words.addAll(List.of("--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"));
            words.addAll(List.of("--ro-bind", "/usr", "/usr"));
            for (String each : List.of("bin", "sbin", "lib", "lib32", "lib64")) {
                Path path = Path.of("/" + each);
                if (Files.isSymbolicLink(path)) {
                    words.addAll(List.of("--symlink", "usr/" + each, "/" + each));
                } else if (Files.isDirectory(path)) {
                    words.addAll(List.of("--ro-bind", "/" + each, "/" + each));
                }
            }
            for (String each : List.of("null", "zero", "urandom")) {
                words.addAll(List.of("--dev-bind", "/dev/" + each, "/dev/" + each));
            }
            words.addAll(List.of("--size", Integer.toString(FOLDER_MEGABYTES << 20), "--tmpfs", "/tmp"));
            words.addAll(List.of("--remount-ro", "/", "--chdir", "/tmp", "--"));
            words.addAll(program);
            return words;
        }
    },
    NAMESPACES {
        @Override
        List<String> around(Path python, List<String> program) {
            List<String> words =
                    new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "--net", "--pid"));
            words.addAll(List.of("--ipc", "--uts", "--cgroup", "--fork", "--kill-child=KILL", "--"));
            words.addAll(List.of("/bin/sh", "-c", SCRIPT, "sh", Integer.toString(FOLDER_MEGABYTES)));
            words.add(python.toString());
            words.addAll(program);
            return words;
        }
    };

    /** Of the folder that a program may write to. */
    private static final int FOLDER_MEGABYTES = 16;

    private static final String SCRIPT = Guest.resource("namespaces.sh");
    private static final int NOBODY = 65534;

    abstract List<String> around(Path python, List<String> program);

    /**
     * The whole command: it ends by itself if this process is not there any more to end it, is nobody if this process is root, and has
     * one process, whose memory and time the kernel limits.
     */
    List<String> command(Path python, List<String> options, int megabytes, long seconds) {
        List<String> words = new ArrayList<>(List.of("timeout", "--signal=KILL", Long.toString(seconds + 5)));
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
        }
        long bytes = (long) megabytes << 20;
        List<String> limited =
                new ArrayList<>(List.of("prlimit", "--as=" + bytes, "--data=" + bytes, "--nproc=1", "--core=0"));
        limited.addAll(List.of("--cpu=" + (seconds + 1), "--fsize=" + ((long) FOLDER_MEGABYTES << 20), "--nofile=64"));
        limited.addAll(List.of("--memlock=0", "--msgqueue=0", "--", "env", "-i", "LANG=C.UTF-8"));
        limited.add(python.toString());
        limited.addAll(options);
        words.addAll(around(python, limited));
        return words;
    }

    private static boolean isRoot() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
