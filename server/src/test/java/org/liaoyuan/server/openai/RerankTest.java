package org.liaoyuan.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liaoyuan.engine.gguf.TinyReranker;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.State;
import tools.jackson.databind.json.JsonMapper;

/** On {@link TinyReranker}, put into the models folder as anybody would: its scores are known. */
@Timeout(120)
class RerankTest {

    private static final String MODEL = "tiny-reranker";
    private static final TestServer server = TestServer.get();
    private static final JsonMapper JSON = new JsonMapper();

    @BeforeAll
    static void putTheModelInItsPlace() throws IOException {
        TinyReranker.write(server.bean(Home.class).models().resolve(MODEL + ".gguf"), 1);
    }

    private static Reply rerank(String model, List<?> documents, Map<String, Object> more) {
        var body = JSON.createObjectNode().put("model", model).put("query", "what is the capital of france");
        body.putPOJO("documents", documents);
        more.forEach(body::putPOJO);
        return server.post("/v1/rerank", JSON.writeValueAsString(body));
    }

    @Test
    void theDocumentThatAnswersComesFirst() {
        Reply reply = rerank(MODEL, List.of("cats sleep a lot", "paris is the capital", "a lot of cats"), Map.of());

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.at("/object").asString()).isEqualTo("list");
        assertThat(reply.at("/model").asString()).isEqualTo(MODEL);
        assertThat(reply.at("/results")).hasSize(3);
        assertThat(reply.at("/results/0/index").asInt()).isEqualTo(1);
        assertThat(reply.at("/results/0/relevance_score").asDouble())
                .isBetween(0.0, 1.0)
                .isGreaterThan(reply.at("/results/1/relevance_score").asDouble());
        assertThat(reply.at("/results/0/document").isMissingNode()).isTrue();
        assertThat(reply.at("/usage/total_tokens").asInt()).isEqualTo(3 * 9 + 4 + 4 + 4);
    }

    @Test
    void asManyResultsAreReturnedAsAreWantedWithTheirDocuments() {
        List<Object> documents = List.of(Map.of("text", "cats sleep"), "paris", Map.of("text", "paris of france"));

        Reply reply = rerank(MODEL, documents, Map.of("top_n", 2, "return_documents", true));

        assertThat(reply.at("/results")).hasSize(2);
        assertThat(reply.at("/results/0/document/text").asString()).isEqualTo("paris");
        assertThat(reply.at("/results/1/document/text").asString()).isEqualTo("paris of france");
    }

    @Test
    void aModelThatDoesSomethingElseIsRefusedAndSaysWhatToName() {
        Reply chat = rerank("default", List.of("paris"), Map.of());

        assertThat(chat.status()).isEqualTo(400);
        assertThat(chat.at("/error/param").asString()).isEqualTo("model");
        assertThat(chat.at("/error/message").asString())
                .contains("smollm2-135m")
                .contains("reranker");
        assertThat(rerank("bge-small-zh", List.of("paris"), Map.of()).status()).isEqualTo(400);
        assertThat(rerank("no-such-model", List.of("paris"), Map.of()).status()).isEqualTo(404);
    }

    @Test
    void oneRerankerTakesThePlaceOfAnother() throws IOException {
        TinyReranker.write(server.bean(Home.class).models().resolve("another.gguf"), 1);
        for (String model : List.of(MODEL, "another", MODEL)) {
            assertThat(rerank(model, List.of("paris"), Map.of()).at("/model").asString())
                    .isEqualTo(model);
            assertThat(server.bean(ModelService.class).status(model).state()).isEqualTo(State.LOADED);
        }
        assertThat(server.bean(ModelService.class).status("another").state()).isEqualTo(State.PRESENT);
    }

    @Test
    void aRerankerDoesNotChat() {
        Reply reply = server.post(
                "/v1/chat/completions",
                "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/error/message").asString()).contains("/v1/rerank");
    }

    @Test
    void aDocumentThatIsTooLongIsNamed() {
        Reply reply = rerank(MODEL, List.of("paris", "paris ".repeat(100)), Map.of());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/error/code").asString()).isEqualTo("context_length_exceeded");
        assertThat(reply.at("/error/param").asString()).isEqualTo("documents");
        assertThat(reply.at("/error/message").asString())
                .contains("documents[1]")
                .contains("109 tokens")
                .contains("64");
    }

    @Test
    void noneTooManyAndBlankDocumentsAreRefused() {
        for (List<?> documents :
                List.of(List.of(), Collections.nCopies(1001, "paris"), List.of("paris", " "), List.of(7))) {
            Reply reply = rerank(MODEL, documents, Map.of());

            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.at("/error/param").asString()).isEqualTo("documents");
        }
    }

    @Test
    void aThousandDocumentsAreJudgedInOneCall() {
        Reply reply = rerank(MODEL, Collections.nCopies(1000, "paris"), Map.of("top_n", 1));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.at("/usage/total_tokens").asInt()).isEqualTo(1000 * 10);
    }
}
