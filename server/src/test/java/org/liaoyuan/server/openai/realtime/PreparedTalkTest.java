package org.liaoyuan.server.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a session is told is read by the real model before the first question, and booked as what it is. */
@ExtendWith(AsSystem.class)
class PreparedTalkTest {

    private static final TestServer SERVER = TestServer.get();
    private static final String KEY = "sk-prepared-talk";
    private static final String TASK =
            "The lighthouse keeper of Port Hallow answers: he knows the tides, the ferries at ten past each hour, the fog horn,"
                    + " the gulls and the price of mackerel, and he never says more than five words about anything at all.";

    private static List<Map<String, Object>> rows() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
        // a question writes what waits
        SERVER.get("/api/ledger/sums");
        return SERVER.bean(JdbcClient.class)
                .sql("select * from ledger_entry where key = ? order by at")
                .param("key-" + HexFormat.of().formatHex(hash).substring(0, 12))
                .query()
                .listOfRows();
    }

    @Test
    void theFirstAnswerFindsReadWhatTheSessionWasTold() throws Exception {
        try (RealtimeClient client =
                new RealtimeClient(SERVER, "?model=" + TestParts.MODEL, Map.of("Authorization", "Bearer " + KEY))) {
            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"output_modalities\":[\"text\"],\"max_output_tokens\":4,\"instructions\":\""
                            + TASK + "\"}}");
            client.next("session.updated");
            client.hear(Clip.silence(SampleRate.HZ_24000, 0.4));
            Awaitility.await()
                    .pollInSameThread()
                    .atMost(Duration.ofMinutes(2))
                    .until(() ->
                            rows().stream().anyMatch(row -> row.get("operation").equals("preparation")));

            client.send("{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\","
                    + "\"content\":[{\"type\":\"input_text\",\"text\":\"When does the ferry leave?\"}]}}");
            client.send("{\"type\":\"response.create\"}");
            JsonNode usage = client.next("response.done").at("/response/usage");

            int asked = usage.path("input_tokens").asInt();
            int cached = usage.at("/input_token_details/cached_tokens").asInt();
            // the words of the turn, and what the template puts around them
            assertThat(asked - cached).isLessThan(25);
            assertThat(cached).isGreaterThan(40);
            Map<String, Object> read = rows().stream()
                    .filter(row -> row.get("operation").equals("preparation"))
                    .findFirst()
                    .orElseThrow();
            assertThat(((Number) read.get("tokens_in")).intValue()).isBetween(cached / 2, cached);
            assertThat(((Number) read.get("tokens_out")).intValue()).isZero();
            assertThat(client.types()).doesNotContain("error");
        }
    }
}
