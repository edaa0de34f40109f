package org.liaoyuan.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;

/** The official Python and Node clients, and LangChain's, each in a process of its own. */
class OtherClientsTest {

    @TempDir
    private Path folder;

    @Test
    void thePythonSdkAndLangchainAreServed() throws Exception {
        String python = TestParts.path("liaoyuan.test.python").toString();

        String said = ClientProcess.run(
                folder,
                6,
                python,
                ClientProcess.SCRIPTS.resolve("python_client.py").toString(),
                TestServer.get().address(),
                TestParts.MODEL);

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(9);
    }

    @Test
    void theNodeSdkIsServed() throws Exception {
        String modules = TestParts.path("liaoyuan.test.node").toString();

        String said = ClientProcess.run(
                folder,
                6,
                "node",
                ClientProcess.SCRIPTS.resolve("node_client.mjs").toString(),
                modules,
                TestServer.get().address(),
                TestParts.MODEL);

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(6);
    }

    @Test
    void thePythonSdkAndLangchainAreServedResponses() throws Exception {
        String python = TestParts.path("liaoyuan.test.python").toString();

        String said = ClientProcess.run(
                folder,
                6,
                python,
                ClientProcess.SCRIPTS.resolve("python_responses.py").toString(),
                TestServer.get().address(),
                TestParts.MODEL,
                TestParts.CODE_MODEL);

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(9);
    }

    @Test
    void theNodeSdkIsServedResponses() throws Exception {
        String modules = TestParts.path("liaoyuan.test.node").toString();

        String said = ClientProcess.run(
                folder,
                6,
                "node",
                ClientProcess.SCRIPTS.resolve("node_responses.mjs").toString(),
                modules,
                TestServer.get().address(),
                TestParts.MODEL,
                TestParts.CODE_MODEL);

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(6);
    }

    @Test
    void thePythonSdkHearsAndIsHeard() throws Exception {
        String python = TestParts.path("liaoyuan.test.python").toString();

        String said = ClientProcess.run(
                folder,
                6,
                python,
                ClientProcess.SCRIPTS.resolve("python_audio.py").toString(),
                TestServer.get().address());

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(10);
    }

    @Test
    void theNodeSdkHearsAndIsHeard() throws Exception {
        String modules = TestParts.path("liaoyuan.test.node").toString();

        String said = ClientProcess.run(
                folder,
                6,
                "node",
                ClientProcess.SCRIPTS.resolve("node_audio.mjs").toString(),
                modules,
                TestServer.get().address());

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(3);
    }
}
