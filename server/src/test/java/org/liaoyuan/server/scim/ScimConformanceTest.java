package org.liaoyuan.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

/** The conformance suite that others test their servers with, in a process of its own. */
class ScimConformanceTest {

    @TempDir
    private Path folder;

    @Test
    void theConformanceSuiteFindsNothingWrong() throws Exception {
        House house = House.get();
        Visitor owner = house.newOrganisation("Conforming", "conforming-owner");
        String key = owner.post("/api/keys", "{\"name\":\"suite\",\"scopes\":[\"PROVISION\"]}")
                .at("/secret")
                .asString();
        Path log = folder.resolve("suite.log");
        Process suite = new ProcessBuilder(
                        TestParts.path("liaoyuan.test.python").toString(),
                        Path.of("src/test/clients/scim_tester.py")
                                .toAbsolutePath()
                                .toString(),
                        house.server.address(),
                        key)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(suite.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            suite.destroyForcibly();
        }
        String said = Files.readString(log);

        assertThat(said).contains("states");
        assertThat(said.lines().filter(line -> line.startsWith("ERROR") || line.startsWith("CRITICAL")))
                .as(said)
                .isEmpty();
        assertThat(said).as(said).containsPattern("'SUCCESS': [1-9]");
    }
}
