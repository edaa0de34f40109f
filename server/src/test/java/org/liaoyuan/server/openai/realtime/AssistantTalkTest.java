package org.liaoyuan.server.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import tools.jackson.databind.JsonNode;

class AssistantTalkTest {

    private static final TestServer SERVER = TestServer.get();
    private static final String WITH = "?model=" + TestParts.MODEL + "&assistant=";

    private static JsonNode begun(String query) throws InterruptedException {
        try (RealtimeClient client = new RealtimeClient(SERVER, query, Map.of())) {
            return client.next("session.created").path("session");
        }
    }

    @Test
    void anAssistantIsToldItsTaskAndSpeaksAsItsPersona() throws InterruptedException {
        JsonNode session = begun(WITH + "translation&persona=elder&language=en");

        assertThat(session.path("instructions").asString())
                .contains("Way of speaking: Like a kind elder")
                .doesNotStartWith("Way of speaking");
        assertThat(session.at("/audio/output/speed").asDouble()).isEqualTo(0.8);
    }

    @Test
    void whatTheClientWantsCountsBeforeIt() throws InterruptedException {
        try (RealtimeClient client =
                new RealtimeClient(SERVER, WITH + "translation&persona=elder&language=zh", Map.of())) {
            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"output\":{\"speed\":1.25,\"pauses\":\"short\"}}}}");

            assertThat(client.next("session.updated")
                            .at("/session/audio/output/speed")
                            .asDouble())
                    .isEqualTo(1.25);
            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"output\":{\"pauses\":\"endless\"}}}}");
            assertThat(client.next("error").at("/error/message").asString()).contains("short, usual or long");
        }
    }

    @Test
    void oneThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> begun(WITH + "nobody")).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> begun(WITH + "translation&language=fr")).isInstanceOf(Exception.class);
    }
}
