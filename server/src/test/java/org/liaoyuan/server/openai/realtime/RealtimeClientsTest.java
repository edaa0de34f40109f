package org.liaoyuan.server.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/** The official clients, each in a process of its own; with Whisper and Kokoro where their files are. */
class RealtimeClientsTest {

    private static final Path SCRIPTS = Path.of("src/test/clients").toAbsolutePath();
    private static final List<String> FILES = List.of(
            "whisper-base-ct2.bin",
            "silero_vad-6.2.3-py3-none-any.whl",
            "kokoro-v1.0-int8.onnx",
            "kokoro-js-1.2.1.tgz",
            "misaki-0.9.4-py3-none-any.whl");
    private static final List<String> DERIVED = List.of("whisper-base-f16.ggml");

    @TempDir
    private Path folder;

    @Test
    void thePythonSdkTalksByText() throws Exception {
        String said = run(
                TestParts.path("liaoyuan.test.python").toString(),
                SCRIPTS.resolve("python_realtime.py").toString(),
                TestServer.get().address(),
                TestParts.MODEL);

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(3);
    }

    @Test
    void theNodeSdkTalksByText() throws Exception {
        String modules = TestParts.path("liaoyuan.test.node").toString();
        assumeTrue(Files.exists(Path.of(modules, "node_modules/ws")), "npm ci in " + modules + " brings ws");

        String said = run(
                "node",
                SCRIPTS.resolve("node_realtime.mjs").toString(),
                modules,
                TestServer.get().address(),
                TestParts.MODEL);

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(3);
    }

    @Test
    void thePythonSdkTalksAloudAndInterrupts() throws Exception {
        TestServer server = TestServer.get();
        linkSoundModels(server);
        write(server, "question.pcm", "What is the capital city of France?", 3);
        write(server, "stop.pcm", "Stop. That is enough, thank you.", 1.5);

        String said = run(
                TestParts.path("liaoyuan.test.python").toString(),
                SCRIPTS.resolve("python_realtime.py").toString(),
                server.address(),
                TestParts.MODEL,
                folder.toString());

        assertThat(said.lines().filter(l -> l.startsWith("ok "))).as(said).hasSize(2);
        System.out.print(said);
    }

    private static void linkSoundModels(TestServer server) throws IOException {
        Path from = TestParts.models();
        boolean here = FILES.stream().allMatch(file -> Files.exists(from.resolve(file)));
        assumeTrue(here || System.getenv("CI") != null, "the models of sound are not in " + from);
        Path to = server.bean(Home.class).models();
        List<String> files = new ArrayList<>(FILES);
        DERIVED.stream().filter(file -> Files.exists(from.resolve(file))).forEach(files::add);
        for (String file : files) {
            if (Files.notExists(to.resolve(file))) {
                Files.createSymbolicLink(to.resolve(file), from.resolve(file));
            }
        }
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

    private String run(String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("client.log");
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            String said = Files.readString(log);
            assertThat(ended).as(said).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
