package org.liaoyuan.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client of others in a process of its own, to its end. */
public final class ClientProcess {

    /** Where their programs lie. */
    public static final Path SCRIPTS = Path.of("src/test/clients").toAbsolutePath();

    private ClientProcess() {}

    /**
     * @param folder for what it says
     * @param minutes that it may take
     * @return all of that; of its end nothing is asked but that it comes in time
     */
    public static String run(Path folder, int minutes, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("client.log");
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
            String said = Files.readString(log);
            assertThat(ended).as(said).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
