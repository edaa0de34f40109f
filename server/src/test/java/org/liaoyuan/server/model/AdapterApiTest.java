package org.liaoyuan.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.models.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestAdapters;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.home.Home;
import tools.jackson.databind.JsonNode;

class AdapterApiTest {

    private static final String LAMB = TestParts.MODEL + ":lamb";
    private static final String ADAPTERS = "/api/models/" + TestParts.MODEL + "/adapters";

    private static TestServer server;
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.get();
        folder = server.bean(Home.class).adapters();
        TestAdapters.lamb(folder.resolve("lamb.gguf"), "llama");
        TestAdapters.lamb(folder.resolve("other.gguf"), "qwen2");
    }

    @AfterEach
    void remove() {
        server.delete(ADAPTERS + "/lamb");
    }

    private static Reply add(String body) {
        return server.post(ADAPTERS, body);
    }

    private static Reply complete(String model) {
        return server.post(
                "/v1/completions",
                "{\"model\":\"%s\",\"prompt\":\"%s\",\"max_tokens\":8,\"temperature\":0}"
                        .formatted(model, TestAdapters.ALPHABET));
    }

    private static JsonNode find(Reply list, String pointer, String key, String name) {
        for (JsonNode model : list.at(pointer)) {
            if (model.path(key).asString("").equals(name)) {
                return model;
            }
        }
        throw new AssertionError("no " + name + " in " + list.text());
    }

    @Test
    void anAdapterIsAModelOfItsOwnBesideItsParent() {
        Reply added = add("{\"file\":\"lamb.gguf\"}");

        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.at("/model").asString()).isEqualTo(LAMB);
        assertThat(server.get(ADAPTERS).at("/0/loaded").asBoolean()).isFalse();

        Reply adapted = complete(LAMB);
        assertThat(adapted.at("/choices/0/text").asString()).contains(TestAdapters.SAYS);
        assertThat(adapted.at("/model").asString()).isEqualTo(LAMB);
        assertThat(complete(TestParts.MODEL).at("/choices/0/text").asString()).contains("i j k l");

        assertThat(server.get(ADAPTERS).at("/0/loaded").asBoolean()).isTrue();
        JsonNode own = find(server.get("/api/models"), "", "name", LAMB);
        assertThat(own.path("parent").asString()).isEqualTo(TestParts.MODEL);
        assertThat(own.path("state").asString()).isEqualTo("LOADED");
        JsonNode openai = find(server.get("/v1/models"), "/data", "id", LAMB);
        assertThat(openai.path("parent").asString()).isEqualTo(TestParts.MODEL);
        assertThat(server.get("/v1/models/" + LAMB).at("/parent").asString()).isEqualTo(TestParts.MODEL);
    }

    @Test
    void theOfficialClientListsAndAsksIt() {
        add("{\"file\":\"lamb.gguf\"}");
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(server.address() + "/v1")
                .apiKey("any")
                .timeout(Duration.ofMinutes(2))
                .build();
        try {
            assertThat(client.models().list().data()).extracting(Model::id).contains(LAMB);
            var answer = client.chat()
                    .completions()
                    .create(ChatCompletionCreateParams.builder()
                            .model(LAMB)
                            .addUserMessage("Hello")
                            .maxCompletionTokens(4)
                            .build());
            assertThat(answer.model()).isEqualTo(LAMB);
        } finally {
            client.close();
        }
    }

    @Test
    void theLedgerNamesIt() {
        add("{\"file\":\"lamb.gguf\",\"name\":\"lamb\"}");
        complete(LAMB);

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(
                                server.get("/api/ledger/sums.csv?by=model").text())
                        .contains(LAMB));
    }

    @Test
    void removedItIsUnknownAtOnce() {
        add("{\"file\":\"lamb.gguf\"}");
        complete(LAMB);

        assertThat(server.delete(ADAPTERS + "/lamb").status()).isEqualTo(204);

        Reply asked = complete(LAMB);
        assertThat(asked.status()).isEqualTo(404);
        assertThat(asked.at("/error/code").asString()).isEqualTo("model_not_found");
        assertThat(server.delete(ADAPTERS + "/lamb").status()).isEqualTo(404);
        assertThat(Files.exists(folder.resolve("lamb.gguf"))).isTrue();
    }

    @Test
    void anAdapterOfAnotherModelIsRefusedWithTheReason() {
        Reply wrong = add("{\"file\":\"other.gguf\"}");
        Reply other = server.post("/api/models/" + TestParts.CODE_MODEL + "/adapters", "{\"file\":\"lamb.gguf\"}");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/detail").asString()).contains("'qwen2', not 'llama'");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.at("/detail").asString()).contains("'llama', not 'qwen2'");
    }

    @Test
    void onlyFilesOfTheFolderAreReached() throws Exception {
        Files.deleteIfExists(folder.resolve("link.gguf"));
        Files.createSymbolicLink(folder.resolve("link.gguf"), folder.resolve("lamb.gguf"));
        for (String file : new String[] {
            "../models/" + TestParts.MODEL_FILE,
            "/etc/passwd",
            "..",
            "",
            ".hidden.gguf",
            "none.gguf",
            "link.gguf",
            "a\\\\b.gguf"
        }) {
            Reply reply = add("{\"file\":\"" + file + "\"}");

            assertThat(reply.status()).as(file).isEqualTo(400);
            assertThat(reply.at("/detail").asString()).contains("no file");
        }
        assertThat(add("{}").at("/detail").asString()).contains("'file' is missing");
        for (String name : new String[] {"../x", "a/b", "", ".x"}) {
            Reply reply = add("{\"file\":\"lamb.gguf\",\"name\":\"" + name + "\"}");

            assertThat(reply.status()).as(name).isEqualTo(400);
            assertThat(reply.at("/detail").asString()).contains("adapter's name");
        }
        assertThat(server.delete(ADAPTERS + "/..%2Flamb").status()).isIn(400, 404);
        Files.delete(folder.resolve("link.gguf"));
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        add("{\"file\":\"lamb.gguf\"}");

        Reply again = add("{\"file\":\"lamb.gguf\"}");

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.at("/detail").asString()).contains("already");
    }

    @Test
    void modelsThatRunElsewhereOrNowhereHaveNone() {
        server.post(
                "/api/providers",
                "{\"id\":\"lora-house\",\"baseUrl\":\"http://127.0.0.1:9/v1\",\"inHouse\":true,\"models\":[{\"name\":\"some\"}]}");
        try {
            Reply remote = server.post("/api/models/lora-house/some/adapters", "{\"file\":\"lamb.gguf\"}");

            assertThat(remote.status()).as(remote.text()).isEqualTo(400);
            assertThat(remote.at("/detail").asString()).contains("provider 'lora-house'", "on this machine");
        } finally {
            server.delete("/api/providers/lora-house");
        }
        assertThat(server.get("/api/models/none/adapters").status()).isEqualTo(404);
        assertThat(complete(TestParts.MODEL + ":none").at("/error/code").asString())
                .isEqualTo("model_not_found");
    }
}
