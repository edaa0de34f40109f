package org.liaoyuan.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;

/** Schemathesis asks every route of the contract what fits it and what does not. */
class SchemathesisTest {

    private static final Path HERE = Path.of("src/test/clients/schemathesis").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void everyRouteAnswersAsItsContractSaysWhateverItIsAsked() throws Exception {
        Path program = TestParts.path("liaoyuan.test.python").resolveSibling("schemathesis");
        String address = TestServer.another().address();
        Path log = folder.resolve("log");
        // it keeps what it finds where it is started, and looks there for its settings
        for (String file : List.of("schemathesis.toml", "hooks.py")) {
            Files.copy(HERE.resolve(file), folder.resolve(file));
        }

        Process process = new ProcessBuilder(
                        program.toString(),
                        "run",
                        address + "/v3/api-docs",
                        "--url=" + address,
                        "--phases=examples,coverage,fuzzing",
                        "--max-examples=3",
                        "--workers=2",
                        "--seed=20",
                        "--request-timeout=120",
                        "--suppress-health-check=all",
                        "--warnings=off",
                        "--no-color")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(15, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(log);

        assertThat(ended).as(said).isTrue();
        assertThat(said).contains("Tested:");
        assertThat(process.exitValue()).as(said).isZero();
    }
}
