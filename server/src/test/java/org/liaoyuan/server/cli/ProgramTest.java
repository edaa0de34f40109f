package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestAdapters;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;

class ProgramTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private static String post(String address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private static String get(String address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void chatAnswersInTheTerminal() throws Exception {
        Home home = TestParts.home(folder);

        try (Program chat = Program.start(home.path(), "chat", "-v", "-n", "20", "Say hello")) {
            List<String> lines = chat.output().lines().toList();

            assertThat(chat.exitCode()).isZero();
            assertThat(lines.getFirst()).isNotBlank();
            assertThat(lines.getLast())
                    .containsPattern("\\+ (1?[0-9]|20) tokens, ")
                    .contains("tokens/s", " J]");
        }
    }

    @Test
    void adaptersAreAddedListedAndRemoved() throws Exception {
        Home home = TestParts.home(folder);
        Path file = TestAdapters.lamb(folder.resolve("lamb.gguf"), "llama");
        Path other = TestAdapters.lamb(folder.resolve("other.gguf"), "qwen2");

        try (Program add = Program.start(home.path(), "adapter", "add", file.toString());
                Program wrong = Program.start(home.path(), "adapter", "add", other.toString())) {
            assertThat(add.output()).contains(TestParts.MODEL + ":lamb");
            assertThat(add.exitCode()).isZero();
            assertThat(wrong.output()).contains("'qwen2', not 'llama'");
            assertThat(wrong.exitCode()).isEqualTo(1);
        }
        try (Program list = Program.start(home.path(), "adapter", "list", "--model", TestParts.MODEL)) {
            assertThat(list.output()).contains(TestParts.MODEL + ":lamb").doesNotContain("other");
        }
        try (Program remove = Program.start(home.path(), "adapter", "remove", "lamb")) {
            assertThat(remove.exitCode()).isZero();
        }
        assertThat(home.adapters().resolve(TestParts.MODEL).resolve("lamb.gguf"))
                .doesNotExist();
    }

    @Test
    void probeMeasuresAModelWithOrWithoutAServer() throws Exception {
        Home home = TestParts.home(folder);
        String[] probe = {"probe", TestParts.MODEL, "--skill", "classify", "--difficulty", "1", "--quick"};

        try (Program alone = Program.start(home.path(), probe)) {
            assertThat(alone.output()).contains("classify", "/2").contains("≈").doesNotContain("failed");
            assertThat(alone.exitCode()).isZero();
        }
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            assertThat(get(address + "/api/profiles")).contains("\"skill\":\"classify\"", "\"n\":2");
            try (Program asked = Program.start(home.path(), probe);
                    Program wrong = Program.start(home.path(), "probe", "--skill", "singing")) {
                assertThat(asked.exitCode()).isZero();
                assertThat(wrong.output()).contains("singing");
                assertThat(wrong.exitCode()).isEqualTo(1);
            }
            server.interrupt();
        }
    }

    @Test
    void aServerIsAloneInItsFolderAnswersChatAndEndsCleanly() throws Exception {
        Home home = TestParts.home(folder);
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();

            try (Program second = Program.start(home.path(), "up", "--port", "0");
                    Program chat = Program.start(home.path(), "chat", "-n", "20", "Say hello")) {
                assertThat(second.output()).contains("already");
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(chat.output()).isNotBlank();
                assertThat(chat.exitCode()).isZero();
            }
            assertThat(get(address + "/api/models")).contains("\"LOADED\"");
            List<ProcessHandle> postgres = server.descendants();
            server.interrupt();

            assertThat(postgres).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(home.serverFile()).doesNotExist();
        }
    }

    @Test
    void costIsAskedOfTheServerAndWithoutOneReadFromTheDatabase() throws Exception {
        Home home = TestParts.home(folder);
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            post(
                    address + "/v1/chat/completions",
                    "{\"model\":\"default\",\"max_tokens\":3,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");

            try (Program cost = Program.start(home.path(), "cost", "--by", "model")) {
                assertThat(cost.output()).contains(TestParts.MODEL, "TOTAL");
                assertThat(cost.exitCode()).isZero();
            }
            server.interrupt();
        }

        try (Program cost = Program.start(home.path(), "cost", "--by", "person", "--csv")) {
            assertThat(cost.output()).startsWith("person,requests,").contains("\nlocal,1,0,");
            assertThat(cost.exitCode()).isZero();
        }
    }

    @Test
    void costCalculatesTheArticlesFiguresWithoutAServer() throws Exception {
        try (Program cost = Program.start(folder, "cost", "--servers", "1000", "--kw", "6.5", "--tariff", "0.63")) {
            assertThat(cost.output()).contains("196.56 yuan", "196,560.00 yuan");
            assertThat(cost.exitCode()).isZero();
        }
    }

    @Test
    void aKillDuringAnAnswerLosesNothingThatWasSaid() throws Exception {
        Home home = TestParts.home(folder);
        String conversation;
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            conversation = post(address + "/api/conversations", "{}").replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");
            List<ProcessHandle> postgres = server.descendants();
            HttpRequest say = HttpRequest.newBuilder(
                            URI.create(address + "/api/conversations/" + conversation + "/messages"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            "{\"content\":\"Write a very long story about the sea, with fifty chapters\"}"))
                    .build();
            try (Stream<String> lines = HTTP.send(say, BodyHandlers.ofLines()).body()) {
                var each = lines.iterator();
                for (int deltas = 0; deltas < 20; ) {
                    deltas += each.next().equals("event: delta") ? 1 : 0;
                }
                Awaitility.await()
                        .atMost(30, TimeUnit.SECONDS)
                        .until(() -> get(address + "/api/conversations/" + conversation)
                                .matches(".*\"role\":\"assistant\",\"content\":\"[^\"]+.*"));
                server.kill();
            }
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> postgres.stream().noneMatch(ProcessHandle::isAlive));
        }

        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String kept = get(server.address() + "/api/conversations/" + conversation);

            assertThat(kept).contains("Write a very long story", "\"finishReason\":\"interrupted\"");
            assertThat(kept).containsPattern("\"role\":\"assistant\",\"content\":\"[^\"]+");
            server.interrupt();
        }
    }

    @Test
    void aKillWhileTheDatabaseIsBeingMadeIsForgotten() throws Exception {
        Home home = TestParts.home(folder);
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> Files.exists(home.postgres().resolve("initdb.log")));
            server.kill();
        }

        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            assertThat(get(server.address() + "/api/conversations")).isEqualTo("[]");
            server.interrupt();
        }
    }

    @Test
    void doctorSaysWhatIsMissingAndWhatIsDamaged() throws Exception {
        Home home = new Home(folder);
        Files.writeString(home.models().resolve("broken.gguf"), "GGUF but no more");

        try (Program doctor = Program.start(home.path(), "doctor")) {
            String said = doctor.output();

            assertThat(said)
                    .contains(
                            "✓ Java",
                            "memory:",
                            "data folder:",
                            "is not here",
                            "./liaoyuan pull",
                            "✗ model: broken.gguf");
            assertThat(doctor.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void usageErrorsEndWithTwoAndNameTheOption() throws Exception {
        try (Program wrong = Program.start(folder, "up", "--prot", "1")) {
            assertThat(wrong.output()).contains("--prot");
            assertThat(wrong.exitCode()).isEqualTo(2);
        }
        try (Program wrong = Program.start(folder, "chat", "-n", "-5", "hi")) {
            assertThat(wrong.output()).contains("--max-tokens is -5");
            assertThat(wrong.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void aModelFromAPathIsCheckedAndTaken() throws Exception {
        Home home = new Home(folder.resolve("home"));
        Files.createSymbolicLink(home.natives().resolve("0.5.0-linux-x64"), TestParts.natives());
        Path bad = Files.writeString(folder.resolve("bad.gguf"), "no model");

        try (Program pull = Program.start(
                        home.path(),
                        "pull",
                        TestParts.models().resolve(TestParts.MODEL_FILE).toString());
                Program refused = Program.start(home.path(), "pull", bad.toString())) {
            assertThat(pull.output()).contains("✓");
            assertThat(pull.exitCode()).isZero();
            assertThat(refused.output()).contains("bad.gguf");
            assertThat(refused.exitCode()).isEqualTo(1);
        }
        assertThat(home.models().resolve(TestParts.MODEL_FILE)).isRegularFile();
    }
}
