package org.liaoyuan.server.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.sandbox.LinuxSupport;

/** What {@code doctor} looks at outside the models. */
final class MachineChecks {

    private static final long GIGA = 1_000_000_000L;
    private static final long MEMORY_FOR_DEFAULT = 4 * GIGA;
    private static final long MEMORY_FOR_SMALL = 2 * GIGA;
    private static final long DISK_FOR_DEFAULT = 3 * GIGA;
    private static final int WANTED_JAVA = 25;
    private static final List<String> SIMD = List.of("avx2", "fma", "f16c", "avx512f", "avx512_vnni", "amx_int8");

    private MachineChecks() {}

    static Finding java() {
        String found = "Java " + Runtime.version() + ", " + System.getProperty("java.home");
        return Runtime.version().feature() >= WANTED_JAVA
                ? Finding.ok(found)
                : Finding.bad(found, "install a JDK 25 and set LIAOYUAN_JAVA_HOME to its folder");
    }

    static Finding memory() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize();
        long free = availableMemory(system);
        String found = "memory: %.1f GB, %.1f GB free".formatted(total / 1e9, free / 1e9);
        if (free >= MEMORY_FOR_DEFAULT) {
            return Finding.ok(found);
        }
        return free >= MEMORY_FOR_SMALL
                ? Finding.note(found, "close other programs, or use the small model: ./liaoyuan up --small")
                : Finding.bad(found, "the small model needs 2 GB: close other programs or add memory");
    }

    /** Free memory in Java's sense leaves out what the system would give back from its file cache. */
    private static long availableMemory(OperatingSystemMXBean system) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseGet(system::getFreeMemorySize);
        } catch (IOException notLinux) {
            return system.getFreeMemorySize();
        }
    }

    static Finding processor() {
        int cores = Runtime.getRuntime().availableProcessors();
        String base = "processor: %d cores, %s".formatted(cores, System.getProperty("os.arch"));
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            List<String> flags = lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> List.of(line.split("\\s+")))
                    .orElse(List.of());
            if (flags.isEmpty()) {
                return Finding.ok(base);
            }
            List<String> useful = SIMD.stream().filter(flags::contains).toList();
            return useful.contains("avx2")
                    ? Finding.ok(base + ", " + String.join(" ", useful))
                    : Finding.note(
                            base + ", no AVX2",
                            "local models run, but several times slower than on a processor since about 2013");
        } catch (IOException notLinux) {
            return Finding.ok(base);
        }
    }

    static Finding disk(Home home) {
        try {
            Path folder = Files.createDirectories(home.path());
            if (!Files.isWritable(folder)) {
                return Finding.bad(
                        "data folder: " + folder + " can't be written", "set LIAOYUAN_HOME to a folder you may write");
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            String found = "data folder: %s, %.1f GB free".formatted(folder, free / 1e9);
            return free >= DISK_FOR_DEFAULT
                    ? Finding.ok(found)
                    : Finding.note(
                            found,
                            "the default model and the database need about 3 GB: make room, or set LIAOYUAN_HOME to"
                                    + " another disk");
        } catch (IOException e) {
            return Finding.bad(
                    "data folder: " + home.path() + " can't be made: " + e.getMessage(),
                    "set LIAOYUAN_HOME to a folder you may write");
        }
    }

    /** Nobody needs it who does not let agents run Python. */
    static Finding programs() throws InterruptedException {
        LinuxSupport support = LinuxSupport.found(Path.of("/usr/bin/python3"));
        return support.how()
                .map(how -> Finding.ok("programs of agents: Python can be locked in by "
                        + how.name().toLowerCase(Locale.ROOT)))
                .orElseGet(() -> Finding.note(
                        "programs of agents: JavaScript only",
                        "Python can't be locked in here, see docs/sandbox.md: "
                                + String.join("; ", support.reasons())));
    }

    static Finding port(Home home, int port) throws InterruptedException {
        var server = ServerClient.of(home);
        if (server.isPresent()) {
            server.get().close();
            return Finding.ok("server: runs in this data folder");
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return Finding.ok("port: " + socket.getLocalPort() + " is free");
        } catch (IOException | IllegalArgumentException e) {
            return Finding.bad(
                    "port: " + port + " can't be used: " + e.getMessage(),
                    "end the program that uses it, or take another: ./liaoyuan up --port 7861");
        }
    }
}
