package org.liaoyuan.server.model.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;

class MetricsTest {

    private static final String MODEL = "model=\"" + TestParts.MODEL + "\"";
    private static final String RESPONSE_MODEL = "gen_ai_response_model=\"" + TestParts.MODEL + "\"";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    private static Reply chat() {
        return server.post(
                "/v1/chat/completions",
                "{\"model\":\"default\",\"max_tokens\":5,\"temperature\":0,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Count the mandolins from one to nine\"}]}");
    }

    private static String scrape() {
        return server.get("/actuator/prometheus").text();
    }

    /** The sum over the series of a metric that have all these labels. */
    private static double figure(String scrape, String metric, String... labels) {
        return scrape.lines()
                .filter(line -> line.startsWith(metric + "{"))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void aChatMovesTheFiguresByWhatItsAnswerSays() {
        chat();
        String before = scrape();

        Reply reply = chat();

        String after = scrape();
        assertThat(moved(before, after, "gen_ai_client_token_usage_tokens_sum", "type=\"input\"", RESPONSE_MODEL))
                .isEqualTo(reply.at("/usage/prompt_tokens").asDouble());
        assertThat(moved(before, after, "gen_ai_client_token_usage_tokens_sum", "type=\"output\"", RESPONSE_MODEL))
                .isEqualTo(5);
        assertThat(moved(before, after, "gen_ai_client_operation_duration_seconds_count", RESPONSE_MODEL, "\"none\""))
                .isEqualTo(1);
        assertThat(moved(before, after, "gen_ai_server_time_to_first_token_seconds_count", RESPONSE_MODEL))
                .isEqualTo(1);
        assertThat(moved(before, after, "gen_ai_server_time_per_output_token_seconds_count", RESPONSE_MODEL))
                .isEqualTo(1);
        assertThat(moved(before, after, "liaoyuan_engine_completion_tokens_total", MODEL))
                .isEqualTo(5);
        assertThat(moved(before, after, "liaoyuan_engine_cached_tokens_total", MODEL))
                .isEqualTo(
                        reply.at("/usage/prompt_tokens_details/cached_tokens").asDouble())
                .isPositive();
        assertThat(moved(before, after, "liaoyuan_engine_batch_tokens_total", MODEL))
                .isGreaterThanOrEqualTo(moved(before, after, "liaoyuan_engine_batches_total", MODEL))
                .isPositive();
        assertThat(moved(before, after, "liaoyuan_energy_joules_total", MODEL)).isPositive();
        assertThat(figure(after, "liaoyuan_engine_slots", MODEL)).isEqualTo(8);
        assertThat(figure(after, "liaoyuan_engine_kv_held", MODEL)).isPositive();
        assertThat(after).doesNotContain("mandolins").contains("jvm_memory_used_bytes");
    }

    @Test
    void aCallThatIsRefusedCountsWithItsErrorAndANameThatIsMadeUpIsNoLabel() {
        server.post(
                "/v1/chat/completions",
                "{\"model\":\"m4nd0lin\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

        String scrape = scrape();

        assertThat(figure(
                        scrape,
                        "gen_ai_client_operation_duration_seconds_count",
                        "UnknownModelException",
                        "gen_ai_request_model=\"unknown\""))
                .isPositive();
        assertThat(scrape).doesNotContain("m4nd0lin");
    }

    @Test
    void onlyHealthPrometheusAndInfoAreThere() {
        assertThat(server.get("/actuator/info").status()).isEqualTo(200);
        assertThat(server.get("/actuator/env").status()).isEqualTo(404);
        assertThat(server.get("/actuator/heapdump").status()).isEqualTo(404);
    }

    private static double moved(String before, String after, String metric, String... labels) {
        return figure(after, metric, labels) - figure(before, metric, labels);
    }
}
