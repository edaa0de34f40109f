package org.liaoyuan.server.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.model.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(AsSystem.class)
class KeptResponsesTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    private static Reply respond(String input, String options) {
        Reply reply = server.post(
                "/v1/responses",
                "{\"model\":\"default\",\"temperature\":0,\"max_output_tokens\":6,\"input\":%s%s}"
                        .formatted(input, options));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    private static String id(Reply reply) {
        return reply.at("/id").asString();
    }

    private static String following(Reply reply) {
        return ",\"previous_response_id\":\"" + id(reply) + "\"";
    }

    private static List<String> texts(String id, String query) {
        Reply items = server.get("/v1/responses/" + id + "/input_items" + query);
        assertThat(items.status()).as(items.text()).isEqualTo(200);
        return items.at("/data")
                .valueStream()
                .map(i -> i.at("/content/0/text").asString(""))
                .toList();
    }

    @Test
    void aResponseIsFoundAsItWasUntilItIsDeleted() {
        Reply made = respond("\"你好 \\u0000\"", ",\"metadata\":{\"a\":\"b\"}");

        Reply found = server.get("/v1/responses/" + id(made));
        Reply cancelled = server.post("/v1/responses/" + id(made) + "/cancel", "");
        Reply deleted = server.delete("/v1/responses/" + id(made));

        assertThat(found.body()).isEqualTo(made.body());
        assertThat(cancelled.status()).isEqualTo(400);
        assertThat(deleted.at("/deleted").asBoolean()).isTrue();
        assertThat(server.get("/v1/responses/" + id(made)).status()).isEqualTo(404);
        assertThat(server.delete("/v1/responses/" + id(made)).status()).isEqualTo(404);
    }

    @Test
    void whatIsNotToBeStoredIsNot() {
        Reply made = respond("\"hello\"", ",\"store\":false");

        assertThat(server.get("/v1/responses/" + id(made)).status()).isEqualTo(404);
        Reply next =
                server.post("/v1/responses", "{\"model\":\"default\",\"input\":\"and then?\"" + following(made) + "}");
        assertThat(next.status()).isEqualTo(400);
        assertThat(next.at("/error/code").asString()).isEqualTo("previous_response_not_found");
    }

    @Test
    void aFollowingResponseIsMadeOfAllThatWasSaidButNotOfItsInstructions() {
        Reply first = respond("\"My name is Anna\"", ",\"instructions\":\"Answer like a pirate in all circumstances\"");
        Reply second = respond("\"I am 31\"", following(first));
        Reply third = respond("[{\"role\":\"user\",\"content\":\"Who am I?\"}]", following(second));

        String said1 = first.at("/output/0/content/0/text").asString();
        String said2 = second.at("/output/0/content/0/text").asString();
        assertThat(texts(id(third), "?order=asc"))
                .containsExactly("My name is Anna", said1, "I am 31", said2, "Who am I?");
        assertThat(texts(id(third), "?limit=2")).containsExactly("Who am I?", said2);
        assertThat(second.at("/instructions").isNull()).isTrue();
        assertThat(second.at("/previous_response_id").asString()).isEqualTo(id(first));
        // the same conversation told as a whole has as many tokens
        Reply told =
                respond("""
                [{"role":"user","content":"My name is Anna"},{"role":"assistant","content":%s},
                 {"role":"user","content":"I am 31"},{"role":"assistant","content":%s},{"role":"user","content":"Who am I?"}]""".formatted(first.at("/output/0/content/0/text"), second.at("/output/0/content/0/text")), "");
        assertThat(third.at("/usage/input_tokens")).isEqualTo(told.at("/usage/input_tokens"));
    }

    @Test
    void pagesOfItemsFollowEachOther() {
        Reply made = respond(
                "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"},{\"role\":\"user\",\"content\":\"c\"}]",
                "");
        Reply page = server.get("/v1/responses/" + id(made) + "/input_items?order=asc&limit=2");

        String last = page.at("/last_id").asString();
        assertThat(page.at("/has_more").asBoolean()).isTrue();
        assertThat(texts(id(made), "?order=asc&limit=2&after=" + last)).containsExactly("c");
        assertThat(server.get("/v1/responses/" + id(made) + "/input_items?limit=0")
                        .status())
                .isEqualTo(400);
        assertThat(server.get("/v1/responses/" + id(made) + "/input_items?limit=many")
                        .at("/error/param")
                        .asString())
                .isEqualTo("limit");
        assertThat(server.get("/v1/responses/resp_0/input_items").status()).isEqualTo(404);
    }

    @Test
    void aConversationWithAHoleIsNotGuessed() {
        Reply first = respond("\"one\"", "");
        Reply second = respond("\"two\"", following(first));
        server.delete("/v1/responses/" + id(first));

        Reply third = server.post("/v1/responses", "{\"model\":\"default\",\"input\":\"3\"" + following(second) + "}");

        assertThat(third.status()).isEqualTo(400);
        assertThat(third.at("/error/message").asString()).contains(id(first));
    }

    @Test
    void anItemOfAnEarlierOutputCanBeNamedInsteadOfRepeated() {
        Reply first = respond("\"Say hello\"", "");
        String item = first.at("/output/0/id").asString();

        Reply second = respond(
                "[{\"role\":\"user\",\"content\":\"Say hello\"},{\"type\":\"item_reference\",\"id\":\"" + item
                        + "\"},{\"role\":\"user\",\"content\":\"again\"}]",
                "");

        assertThat(texts(id(second), "?order=asc"))
                .containsExactly(
                        "Say hello", first.at("/output/0/content/0/text").asString(), "again");
    }

    @Test
    void nobodyFindsTheResponsesOfOthers() {
        ResponseStore store = server.bean(ResponseStore.class);
        Reply made = respond("\"hello\"", "");
        Caller other = new Caller("", "somebody", "");

        assertThat(store.find(id(made), Caller.LOCAL)).isPresent();
        assertThat(store.find(id(made), other)).isEmpty();
        assertThat(store.extent(id(made), 10, other).responses()).isZero();
        assertThat(store.chain(id(made), 10, other)).isEmpty();
        assertThat(store.outputWith(made.at("/output/0/id").asString(), other)).isEmpty();
        assertThat(store.delete(id(made), other)).isFalse();
    }

    @Test
    void aChainLongerThanItMayBeIsNotReadFurther() {
        Reply first = respond("\"one\"", "");
        Reply second = respond("\"two\"", following(first));
        Reply third = respond("\"three\"", following(second));
        ResponseStore store = server.bean(ResponseStore.class);

        assertThat(store.extent(id(third), 3, Caller.LOCAL).responses()).isEqualTo(3);
        // one more than may be says that it is too long, whatever comes before
        assertThat(store.extent(id(third), 1, Caller.LOCAL).responses()).isEqualTo(2);
    }

    @Test
    void whatNobodyFollowedForLongIsDroppedAndAConversationStaysWhole() {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        Reply old = respond("\"one\"", "");
        Reply begun = respond("\"one\"", "");
        jdbc.sql("update response set used_at = now() - interval '40 days' where id in (:ids)")
                .param("ids", List.of(id(old), id(begun)))
                .update();
        Reply next = respond("\"two\"", following(begun));

        server.bean(Retention.class).purge();

        assertThat(server.get("/v1/responses/" + id(old)).status()).isEqualTo(404);
        assertThat(server.get("/v1/responses/" + id(begun)).status()).isEqualTo(200);
        assertThat(server.get("/v1/responses/" + id(next)).status()).isEqualTo(200);
    }

    @Test
    void beyondTheMostThatIsKeptTheLongestUnusedGoes() {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        ResponseStore store = server.bean(ResponseStore.class);
        Reply older = respond("\"one\"", "");
        Reply newer = respond("\"two\"", "");
        jdbc.sql("update response set used_at = now() + interval '1 hour' where id = ?")
                .param(id(older))
                .update();
        jdbc.sql("update response set used_at = now() + interval '2 hours' where id = ?")
                .param(id(newer))
                .update();
        long room = jdbc.sql("select bytes from response where id = ?")
                .param(id(newer))
                .query(Long.class)
                .single();

        store.purge(Instant.now().minus(Duration.ofDays(1)), room);

        assertThat(server.get("/v1/responses/" + id(newer)).status()).isEqualTo(200);
        assertThat(server.get("/v1/responses/" + id(older)).status()).isEqualTo(404);
    }
}
