package org.liaoyuan.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import tools.jackson.databind.JsonNode;

class OtherEndpointsTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    @Test
    void modelsAreListedAndDescribed() {
        Reply list = server.get("/v1/models");
        String first = list.at("/data/0/id").asString();

        assertThat(list.at("/object").asString()).isEqualTo("list");
        assertThat(server.get("/v1/models/" + first).at("/object").asString()).isEqualTo("model");
        assertThat(server.get("/v1/models/none").at("/error/code").asString()).isEqualTo("model_not_found");
    }

    @Test
    void aTextIsContinued() {
        Reply reply = server.post(
                "/v1/completions",
                "{\"model\":\"default\",\"prompt\":\"One, two, three, four,\",\"max_tokens\":3,\"temperature\":0}");

        assertThat(reply.at("/object").asString()).isEqualTo("text_completion");
        assertThat(reply.at("/choices/0/text").asString()).contains("five");
    }

    @Test
    void theMiddleIsFilledInBetweenPromptAndSuffix() {
        Reply reply = server.post("/v1/completions", """
                {"model": "%s", "prompt": "def add(a, b):\\n    return ", "suffix": "\\n\\nprint(add(1, 2))\\n",
                 "temperature": 0, "max_tokens": 24}
                """.formatted(TestParts.CODE_MODEL));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.at("/choices/0/text").asString()).contains("a + b").doesNotContain("<|");
        assertThat(reply.at("/usage/prompt_tokens").asInt()).isGreaterThan(15);
    }

    @Test
    void aSuffixNeedsAModelThatFillsIn() {
        Reply reply =
                server.post("/v1/completions", "{\"model\":\"default\",\"prompt\":\"def f(\",\"suffix\":\"return x\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/error/message").asString()).contains("fill");
    }

    @Test
    void nearMeaningsHaveNearEmbeddings() {
        Reply reply = server.post(
                "/v1/embeddings", "{\"model\":\"bge-small-zh\",\"input\":[\"今天天气很好\",\"今日阳光明媚\",\"如何编译内核\"]}");

        double near = dot(reply.at("/data/0/embedding"), reply.at("/data/1/embedding"));
        double far = dot(reply.at("/data/0/embedding"), reply.at("/data/2/embedding"));
        assertThat(near).isGreaterThan(far + 0.1);
        assertThat(dot(reply.at("/data/0/embedding"), reply.at("/data/0/embedding")))
                .isBetween(0.999, 1.001);
        assertThat(reply.at("/usage/prompt_tokens").asInt()).isPositive();
    }

    private static double dot(JsonNode a, JsonNode b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.get(i).asDouble() * b.get(i).asDouble();
        }
        return sum;
    }

    @Test
    void embeddingsOfNothingAreRefused() {
        assertThat(server.post("/v1/embeddings", "{\"model\":\"default\",\"input\":[]}")
                        .status())
                .isEqualTo(400);
        assertThat(server.post("/v1/embeddings", "{\"model\":\"x\",\"input\":\"a\"}")
                        .status())
                .isEqualTo(404);
    }
}
