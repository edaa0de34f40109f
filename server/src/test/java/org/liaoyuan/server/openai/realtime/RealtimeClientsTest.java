package org.liaoyuan.server.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.openai.ClientProcess;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/** The official clients, each in a process of its own; with Whisper and Kokoro. */
class RealtimeClientsTest {

    @TempDir
    private Path folder;

    @Test
    void thePythonSdkTalksByText() throws Exception {
        String said = ClientProcess.run(
                folder,
                5,
                TestParts.path("liaoyuan.test.python").toString(),
                ClientProcess.SCRIPTS.resolve("python_realtime.py").toString(),
                TestServer.get().address(),
                TestParts.MODEL);

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(3);
    }

    @Test
    void theNodeSdkTalksByText() throws Exception {
        String modules = TestParts.path("liaoyuan.test.node").toString();
        assumeTrue(Files.exists(Path.of(modules, "node_modules/ws")), "npm ci in " + modules + " brings ws");

        String said = ClientProcess.run(
                folder,
                5,
                "node",
                ClientProcess.SCRIPTS.resolve("node_realtime.mjs").toString(),
                modules,
                TestServer.get().address(),
                TestParts.MODEL);

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(3);
    }

    @Test
    void thePythonSdkTalksAloudAndInterrupts() throws Exception {
        TestServer server = TestServer.get();
        write(server, "question.pcm", "What is the capital city of France?", 3);
        write(server, "stop.pcm", "Stop. That is enough, thank you.", 1.5);

        String said = ClientProcess.run(
                folder,
                5,
                TestParts.path("liaoyuan.test.python").toString(),
                ClientProcess.SCRIPTS.resolve("python_realtime.py").toString(),
                server.address(),
                TestParts.MODEL,
                folder.toString());

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(2);
        System.out.print(said);
    }

    private void write(TestServer server, String name, String text, double silence) throws IOException {
        Clip whole = Clip.silence(SampleRate.HZ_24000, 0.2);
        try (Speech speech = server.bean(ModelService.class)
                .speak(new SpeechRequest(ModelService.DEFAULT, text, "af_heart", 1, Caller.LOCAL))) {
            for (Optional<Clip> piece = speech.next(); piece.isPresent(); piece = speech.next()) {
                whole = whole.then(piece.get());
            }
        }
        whole = whole.then(Clip.silence(SampleRate.HZ_24000, silence));
        Files.write(folder.resolve(name), SoundFormat.PCM.encode(whole.samples(), 0, whole.length()));
    }
}
