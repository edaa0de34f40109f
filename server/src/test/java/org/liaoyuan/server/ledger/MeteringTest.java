package org.liaoyuan.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.engine.gguf.TinyReranker;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.ModelService;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Requests to a real model; each test has a key of its own, so that none sees another's rows and budgets. */
@ExtendWith(AsSystem.class)
class MeteringTest {

    private static final String SECRET_WORD = "lighthouse";

    private static TestServer server;
    private static JdbcClient jdbc;

    private String key = "";

    @BeforeAll
    static void start() {
        server = TestServer.get();
        jdbc = server.bean(JdbcClient.class);
    }

    @BeforeEach
    void name(TestInfo test) {
        key = "sk-" + test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void removeBudgets() {
        for (JsonNode status : server.get("/api/budgets").at("")) {
            server.delete("/api/budgets/" + status.at("/budget/id").asString());
        }
    }

    private String keyId() throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        return "key-" + HexFormat.of().formatHex(hash).substring(0, 12);
    }

    private HttpRequest.Builder chatRequest(String model, String options) {
        return server.request("/v1/chat/completions")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString("{\"model\":\"" + model
                        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Write a long story about a " + SECRET_WORD
                        + "\"}]" + options + "}"));
    }

    private Reply chat(String options) {
        return server.send(chatRequest("default", options));
    }

    private BudgetStatus budget(Unit unit, double amount) throws Exception {
        return server.bean(Budgets.class)
                .put(new Budget(UUID.randomUUID(), Subject.KEY, keyId(), Period.DAY, unit, amount));
    }

    private List<Map<String, Object>> rows() throws Exception {
        // a question writes what waits
        server.get("/api/ledger/sums");
        return jdbc.sql("select * from ledger_entry where key = ? order by at")
                .param(keyId())
                .query()
                .listOfRows();
    }

    private Answer ask(int maxTokens) throws Exception {
        // without an end-of-turn token the answer is as long as is allowed
        Sampling endless = new Sampling(1, 0, 1, 0, 0, 0, 1, OptionalLong.of(1), Map.of(2, -100.0));
        return server.bean(ModelService.class)
                .chat(new ChatRequest("default", List.of(ChatMessage.user("Count")), endless, maxTokens, List.of(), -1)
                        .withCaller(new Caller(keyId(), "local", "")));
    }

    @Test
    void everyRequestIsOneRowWithItsTokensAndNoText() throws Exception {
        Reply reply = chat(",\"max_tokens\":12");

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row)
                    .containsEntry("person", "local")
                    .containsEntry("organisation", "local")
                    .containsEntry("alias", "default")
                    .containsEntry("model", TestParts.MODEL)
                    .containsEntry("operation", "chat")
                    .containsEntry("outcome", "length")
                    .containsEntry("tokens_in", reply.at("/usage/prompt_tokens").asInt())
                    .containsEntry("tokens_out", 12)
                    .containsEntry(
                            "tokens_cached",
                            reply.at("/usage/prompt_tokens_details/cached_tokens")
                                    .asInt())
                    .containsEntry("joules", reply.at("/usage/liaoyuan/joules").asDouble())
                    .containsEntry(
                            "electricity_yuan", reply.at("/usage/liaoyuan/yuan").asDouble());
            double joules = (Double) row.get("joules");
            assertThat(joules).isPositive();
            assertThat((Double) row.get("facility_joules")).isEqualTo(2 * joules);
            assertThat((Long) row.get("first_token_ms")).isLessThanOrEqualTo((Long) row.get("duration_ms"));
            assertThat(row.toString()).doesNotContain(SECRET_WORD, key);
        });
    }

    @Test
    void whoGoesAwayIsBookedAsCancelled() throws Exception {
        try (Answer answer = ask(500)) {
            for (int i = 0; i < 5; i++) {
                answer.next();
            }
        }

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("outcome", "cancelled");
            assertThat((Integer) row.get("tokens_out")).isBetween(5, 499);
        });
    }

    @Test
    void whatIsTurnedAwayIsARowAndAStrangeNameIsNotKept() throws Exception {
        server.send(chatRequest(SECRET_WORD, ""));
        server.send(chatRequest("qwen2.5-coder-1.5b", ""));

        assertThat(rows()).hasSize(2).allSatisfy(row -> {
            assertThat(row).containsEntry("outcome", "refused").containsEntry("tokens_in", 0);
            assertThat(row.toString()).doesNotContain(SECRET_WORD);
        });
        assertThat(rows()).extracting(row -> row.get("alias")).containsExactly("unknown", "qwen2.5-coder-1.5b");
    }

    @Test
    void completionsAndEmbeddingsAreBookedToo() throws Exception {
        server.send(server.request("/v1/completions")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString("{\"model\":\"default\",\"prompt\":\"One, two\",\"max_tokens\":3}")));
        server.send(server.request("/v1/embeddings")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString("{\"model\":\"default\",\"input\":\"你好\"}")));

        assertThat(rows()).extracting(row -> row.get("operation")).containsExactly("completion", "embedding");
        assertThat(rows())
                .allSatisfy(row -> assertThat((Integer) row.get("tokens_in")).isPositive());
    }

    @Test
    void judgingDocumentsIsBookedToo() throws Exception {
        TinyReranker.write(server.bean(Home.class).models().resolve("tiny-booked.gguf"), 1);
        String body = "{\"model\":\"%s\",\"query\":\"what\",\"documents\":[\"paris\"]}";
        for (String model : List.of("tiny-booked", "default")) {
            server.send(server.request("/v1/rerank")
                    .header("Authorization", "Bearer " + key)
                    .POST(BodyPublishers.ofString(body.formatted(model))));
        }

        assertThat(rows()).extracting(row -> row.get("operation")).containsExactly("rerank", "rerank");
        assertThat(rows()).extracting(row -> row.get("tokens_in")).containsExactly(5, 0);
        assertThat(rows()).extracting(row -> row.get("model")).containsExactly("tiny-booked", "");
    }

    @Test
    void aBudgetWarnsAtFourFifthsAndRefusesAtAllOfIt() throws Exception {
        int tokens = chat(",\"max_tokens\":10").at("/usage/total_tokens").asInt();
        budget(Unit.TOKENS, 2 * tokens + 4);

        Reply second = chat(",\"max_tokens\":10");
        Reply third = chat(",\"max_tokens\":10");
        Reply fourth = chat(",\"max_tokens\":10");

        assertThat(second.at("/usage/liaoyuan/warnings/0").asString()).contains("tokens a day used (9");
        // its prompt alone is more than the four tokens that are left
        for (Reply refused : List.of(third, fourth)) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.at("/error/type").asString()).isEqualTo("insufficient_quota");
            assertThat(refused.at("/error/code").asString()).isEqualTo("insufficient_quota");
            assertThat(refused.at("/error/message").asString()).contains(keyId(), "tokens a day used", "renews at");
        }
        assertThat(rows())
                .extracting(row -> row.get("outcome"))
                .containsExactly("length", "length", "refused", "refused");
        JsonNode status = server.get("/api/budgets").at("/0");
        assertThat(status.path("used").asInt()).isEqualTo(2 * tokens);
        assertThat(status.path("warning").asBoolean()).isTrue();
    }

    @Test
    void anAnswerUnderWayEndsAtItsBudgetAndNoBatchLater() throws Exception {
        int prompt = chat(",\"max_tokens\":1").at("/usage/prompt_tokens").asInt();
        budget(Unit.TOKENS, 2 * prompt + 1 + 20);

        Reply cut = chat(",\"max_tokens\":400,\"logit_bias\":{\"2\":-100}");

        assertThat(cut.at("/choices/0/finish_reason").asString()).isEqualTo("length");
        // how far the loop is ahead of its reader when the last token is read, is one batch
        assertThat(cut.at("/usage/completion_tokens").asInt()).isBetween(20, 22);
        assertThat(rows()).last().satisfies(row -> assertThat(row).containsEntry("outcome", "budget"));
        assertThat(chat(",\"max_tokens\":1").status()).isEqualTo(429);
    }

    @Test
    void anAnswerThatNobodyReadsEndsAtItsBudgetAllTheSame() throws Exception {
        budget(Unit.TOKENS, 60);

        try (Answer answer = ask(1500)) {
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> answer.finishReason().isPresent());
            assertThat(answer.cost().usage().completionTokens()).isLessThan(300);
        }

        assertThat(rows()).singleElement().satisfies(row -> assertThat(row).containsEntry("outcome", "budget"));
    }

    @Test
    void joulesAndMoneyLimitAnAnswerToo() throws Exception {
        Cost whole = read(ask(40));
        budget(Unit.YUAN, whole.yuan() * 1.5);

        Cost cut = read(ask(1000));

        assertThat(cut.usage().completionTokens()).isLessThan(600);
        assertThat(rows()).extracting(row -> row.get("outcome")).containsExactly("length", "budget");
    }

    private static Cost read(Answer answer) throws InterruptedException {
        try (answer) {
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                // to its end
                continue;
            }
            return answer.cost();
        }
    }

    @Test
    void twoAnswersAtOnceShareTheEnergyOfTheirTime() throws Exception {
        read(ask(5));
        long began = System.nanoTime();
        try (Answer one = ask(30);
                Answer two = ask(30)) {
            Cost first = read(one);
            Cost second = read(two);
            double seconds = (System.nanoTime() - began) / 1e9;

            assertThat(first.joules()).isPositive();
            assertThat(second.joules()).isBetween(first.joules() / 2, first.joules() * 2);
            double most = 8.0 * Runtime.getRuntime().availableProcessors() * seconds;
            assertThat(first.joules() + second.joules()).isLessThan(most * 1.05);
            assertThat(first.usage().computeSeconds() + second.usage().computeSeconds())
                    .isLessThan(seconds * 1.05);
        }
    }

    @Test
    void theLedgerIsExportedAsCommaSeparatedValues() throws Exception {
        chat(",\"max_tokens\":2");

        Reply rows = server.get("/api/ledger/entries.csv");
        Reply sums = server.get("/api/ledger/sums.csv?by=key");

        String id = keyId();
        List<String> lines = rows.text().lines().toList();
        assertThat(lines.getFirst()).startsWith("at,key,person,organisation,alias,model,operation,outcome,tokens_in,");
        assertThat(lines)
                .filteredOn(l -> l.contains(id))
                .singleElement()
                .asString()
                .contains(",chat,length,");
        assertThat(sums.text().lines()).anyMatch(l -> l.startsWith(id + ",1,0,"));
    }

    @Test
    void sumsAddUpAndAWrongQuestionIsSaid() throws Exception {
        chat(",\"max_tokens\":2");

        Reply byDay = server.get("/api/ledger/sums?by=day");
        Reply byModel = server.get("/api/ledger/sums?by=model");

        assertThat(byDay.at("/total")).isEqualTo(byModel.at("/total"));
        assertThat(byModel.at("/rows")
                        .valueStream()
                        .mapToLong(r -> r.path("requests").asLong())
                        .sum())
                .isEqualTo(byModel.at("/total/requests").asLong());
        assertThat(server.get("/api/ledger/sums?by=colour").at("/detail").asString())
                .contains("'by' is 'colour'", "ORGANISATION");
        assertThat(server.get("/api/ledger/sums?from=2026-02-02&to=2026-02-01").status())
                .isEqualTo(400);
    }

    @Test
    void theCalculatorSaysTheArticlesFigures() {
        Reply reply = server.get("/api/ledger/calculator?servers=1000&kw=6.5&tariff=0.63");

        assertThat(reply.at("/given/pue").asDouble()).isEqualTo(2);
        assertThat(reply.at("/costs/electricityPerServerDay").asDouble()).isBetween(196.0, 197.0);
        assertThat(reply.at("/costs/electricityPerDay").asDouble()).isBetween(196_000.0, 197_000.0);
        assertThat(server.get("/api/ledger/calculator?servers=-1").status()).isEqualTo(400);
    }

    @Test
    void budgetsAreSetReplacedAndRemovedByTheApi() {
        String body =
                "{\"subject\":\"ORGANISATION\",\"subjectId\":\"acme\",\"period\":\"MONTH\",\"unit\":\"YUAN\",\"amount\":%s}";
        HttpRequest.Builder set = server.request("/api/budgets").header("Content-Type", "application/json");

        Reply made = server.send(set.PUT(BodyPublishers.ofString(body.formatted("5"))));
        Reply replaced = server.send(set.PUT(BodyPublishers.ofString(body.formatted("7.5"))));
        Reply wrong = server.send(set.PUT(BodyPublishers.ofString(body.formatted("-1"))));

        assertThat(replaced.at("/budget/id")).isEqualTo(made.at("/budget/id"));
        assertThat(replaced.at("/budget/amount").asDouble()).isEqualTo(7.5);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/detail").asString()).contains("amount is -1");
        String path = "/api/budgets/" + made.at("/budget/id").asString();
        assertThat(server.delete(path).status()).isEqualTo(204);
        assertThat(server.delete(path).status()).isEqualTo(404);
    }
}
