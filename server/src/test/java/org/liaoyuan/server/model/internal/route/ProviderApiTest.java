package org.liaoyuan.server.model.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.model.internal.remote.FaultyServer;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProviderApiTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    @Test
    void aKeyGoesInEncryptedAndNeverComesOut() {
        try (FaultyServer fake =
                new FaultyServer(FaultyServer.document("{\"data\":[{\"id\":\"m1\"},{\"id\":\"m2\"}]}"))) {
            Reply added = server.post(
                    "/api/providers",
                    "{\"id\":\"mine\",\"baseUrl\":\"" + fake.address()
                            + "\",\"inHouse\":true,\"key\":\"sk-very-secret\",\"models\":[{\"name\":\"m1\",\"priceIn\":2}]}");
            Reply tested = server.post("/api/providers/mine/test", "");
            Reply listed = server.get("/api/providers");

            assertThat(added.status()).isEqualTo(201);
            assertThat(added.at("/hasKey").asBoolean()).isTrue();
            assertThat(added.at("/models/0/tools").asBoolean()).isTrue();
            assertThat(tested.at("/ok").asBoolean()).isTrue();
            assertThat(tested.at("/models/1").asString()).isEqualTo("m2");
            assertThat(fake.requests().getFirst().headers()).containsEntry("authorization", "Bearer sk-very-secret");
            assertThat(added.text() + tested.text() + listed.text()).doesNotContain("sk-very-secret");
            assertThat(row("mine")).doesNotContain("sk-very-secret");
            assertThat(server.get("/v1/models").text()).contains("mine/m1");
            assertThat(server.get("/v1/models/mine/m1").at("/id").asString()).isEqualTo("mine/m1");
            assertThat(server.get("/api/models").text()).contains("mine/m1");
        } finally {
            server.delete("/api/providers/mine");
        }
        assertThat(server.get("/api/providers").text()).doesNotContain("mine");
    }

    private static String row(String id) {
        return server.bean(JdbcClient.class)
                .sql("select id || settings::text || encode(sealed_key, 'escape') from provider where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Test
    void aChangeKeepsTheKeyUnlessTheAddressChangesToo() {
        server.post("/api/providers", "{\"id\":\"moving\",\"preset\":\"deepseek\",\"key\":\"sk-1\"}");
        try {
            Reply renamed = server.patch("/api/providers/moving", "{\"retries\":3,\"times\":{\"first\":\"PT9S\"}}");
            Reply moved = server.patch("/api/providers/moving", "{\"baseUrl\":\"https://elsewhere.example/v1\"}");

            assertThat(renamed.at("/hasKey").asBoolean()).isTrue();
            assertThat(renamed.at("/retries").asInt()).isEqualTo(3);
            assertThat(renamed.at("/times/first").asString()).isEqualTo("PT9S");
            assertThat(renamed.at("/times/connect").asString()).isEqualTo("PT5S");
            assertThat(moved.at("/hasKey").asBoolean()).isFalse();
        } finally {
            server.delete("/api/providers/moving");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"Not Good\",\"preset\":\"deepseek\"} | Not Good",
                "{\"id\":\"local\",\"preset\":\"deepseek\"} | local",
                "{\"id\":\"x\",\"preset\":\"nobody\"} | nobody",
                "{\"id\":\"x\",\"baseUrl\":\"ftp://a/b\"} | base-url",
                "{\"id\":\"x\",\"baseUrl\":\"http://api.example.com/v1\"} | unencrypted",
                "{\"id\":\"x\",\"preset\":\"deepseek\",\"colour\":1} | colour",
                "{\"id\":\"x\",\"preset\":\"deepseek\",\"key\":\"${HOME}\"} | HOME",
                "{\"id\":\"x\",\"preset\":\"deepseek\",\"limits\":{\"perMinute\":-1}} | per-minute",
                "{\"id\":\"x\",\"preset\":\"deepseek\",\"times\":{\"first\":\"PT0S\"}} | times.first",
                "{\"id\":\"x\",\"preset\":\"deepseek\",\"models\":[{\"name\":\"\"}]} | name"
            })
    void aWrongValueIsRefusedByName(String body, String named) {
        Reply reply = server.post("/api/providers", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/detail").asString()).contains(named);
    }

    @Test
    void presetsSayWhereProvidersAreAndHowTheirModelsAreNamed() {
        Reply presets = server.get("/api/providers/presets");

        assertThat(presets.text())
                .contains("deepseek", "dashscope", "spark", "moonshot", "zhipu", "siliconflow", "openai");
        assertThat(presets.at("/0/naming").asString()).isNotBlank();
    }

    @Test
    void aTestOfWhatIsNotThereSaysSo() {
        server.post("/api/providers", "{\"id\":\"gone\",\"inHouse\":true,\"baseUrl\":\"http://127.0.0.1:9/v1\"}");
        try {
            Reply tested = server.post("/api/providers/gone/test", "");

            assertThat(tested.at("/ok").asBoolean()).isFalse();
            assertThat(tested.at("/problem").asString()).contains("can't be reached");
        } finally {
            server.delete("/api/providers/gone");
        }
        assertThat(server.post("/api/providers/gone/test", "").status()).isEqualTo(404);
    }
}
