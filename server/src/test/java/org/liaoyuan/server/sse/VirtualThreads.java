package org.liaoyuan.server.sse;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Virtual threads, which no list of threads but a dump holds. */
final class VirtualThreads {

    private VirtualThreads() {}

    /** The dump's lines of those that a request has: Tomcat's handler, the stream's heartbeat, the answer's time limit. */
    static List<String> ofRequests() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path file = folder.resolve("dump.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
                try (var lines = Files.lines(file)) {
                    return lines.filter(line -> line.matches("#\\d+ \"(tomcat-handler-|sse-heartbeat|answer-limit).*"))
                            .toList();
                }
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
