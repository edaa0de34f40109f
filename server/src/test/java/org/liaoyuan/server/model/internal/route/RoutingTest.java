package org.liaoyuan.server.model.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.model.internal.remote.FaultyServer;
import org.liaoyuan.server.model.internal.remote.Limits;
import org.liaoyuan.server.model.internal.remote.OfferedModel;
import org.liaoyuan.server.model.internal.remote.ProviderConfig;
import org.liaoyuan.server.model.internal.remote.Secret;
import org.liaoyuan.server.model.internal.remote.Times;

/** The whole server before providers that fail in every way. */
class RoutingTest {

    private static final FaultyServer.Behaviour DOWN = FaultyServer.reply(503, "", "");
    private static TestServer server;
    private final List<FaultyServer> far = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    @AfterEach
    void close() {
        Registry registry = server.bean(Registry.class);
        registry.aliases().keySet().forEach(registry::removeAlias);
        names.forEach(registry::removeProvider);
        far.forEach(FaultyServer::close);
    }

    private static FaultyServer.Behaviour says(String text) {
        return (request, out) -> (request.body().contains("\"stream\":true")
                        ? FaultyServer.events(
                                "{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text
                                        + "\"},\"finish_reason\":\"stop\"}]}",
                                "[DONE]")
                        : FaultyServer.document(
                                "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                                        + "\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}]}"))
                .answer(request, out);
    }

    private FaultyServer provider(String id, FaultyServer.Behaviour... behaviours) {
        return provider(id, Limits.USUAL, 0, List.of(), behaviours);
    }

    private FaultyServer provider(
            String id, Limits limits, int retries, List<OfferedModel> models, FaultyServer.Behaviour... behaviours) {
        FaultyServer fake = new FaultyServer(behaviours);
        far.add(fake);
        names.add(id);
        Times times =
                new Times(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofHours(1));
        server.bean(Registry.class)
                .put(
                        id,
                        new ProviderConfig(
                                "", null, fake.address(), true, retries, limits, times, models, Secret.NONE));
        return fake;
    }

    private static void alias(String name, String settings) {
        assertThat(put("/api/aliases/" + name, settings).status()).isEqualTo(200);
    }

    private static Reply put(String path, String body) {
        return server.send(server.request(path)
                .header("Content-Type", "application/json")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Reply chat(String model, String options) {
        return server.post(
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + options + "}");
    }

    private static String text(Reply reply) {
        return reply.at("/choices/0/message/content").asString();
    }

    @Test
    void aRemoteModelAnswersUnderItsWholeName() {
        FaultyServer fake = provider("one", says("hello"));

        Reply reply = chat("one/some/model", "");

        assertThat(text(reply)).isEqualTo("hello");
        assertThat(reply.at("/model").asString()).isEqualTo("one/some/model");
        assertThat(fake.requests().getFirst().body()).contains("\"model\":\"some/model\"");
    }

    @Test
    void whenTheFirstIsDownTheNextAnswersAndTheFirstIsLeftAloneForAWhile() {
        FaultyServer down = provider("down", DOWN);
        provider("up", says("hello"));
        alias("both", "{\"targets\":[\"down/m\",\"up/m\"]}");

        assertThat(text(chat("both", ""))).isEqualTo("hello");
        assertThat(text(chat("both", ""))).isEqualTo("hello");

        assertThat(down.requests()).hasSize(1);
    }

    @Test
    void theModelOfThisMachineIsATargetLikeAnyOther() {
        provider("down", DOWN);
        alias("home", "{\"targets\":[\"down/m\",\"default\"]}");

        Reply reply = chat("home", ",\"max_tokens\":3");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/model").asString()).isEqualTo("smollm2-135m");
    }

    @Test
    void aRetryAtTheSameTargetHelpsOverAHiccup() {
        FaultyServer fake = provider("hiccup", Limits.USUAL, 1, List.of(), DOWN, says("hello"));

        assertThat(text(chat("hiccup/m", ""))).isEqualTo("hello");
        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void aStormOf429IsPassedOnWithItsRetryAfter() {
        provider("storm", FaultyServer.reply(429, "Retry-After: 17\r\n", "{\"error\":{\"message\":\"slow down\"}}"));

        Reply reply = chat("storm/m", "");

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.at("/error/type").asString()).isEqualTo("rate_limit_error");
        assertThat(reply.at("/error/code").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(reply.headers().firstValue("Retry-After")).contains("17");
    }

    @Test
    void aTargetThatKeepsFailingIsNotAskedAnyMore() {
        FaultyServer down = provider("broken", DOWN);

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            statuses.add(chat("broken/m", "").status());
        }

        assertThat(down.requests()).hasSize(5);
        assertThat(statuses).containsExactly(502, 502, 502, 502, 502, 503, 503);
    }

    @Test
    void aConversationTooLongForOneGoesOnlyToOneThatHoldsMore() {
        FaultyServer.Behaviour tooLong = FaultyServer.reply(
                400,
                "",
                "{\"error\":{\"message\":\"maximum context length is 8\",\"code\":\"context_length_exceeded\"}}");
        FaultyServer same = new FaultyServer(says("never"));
        same.close();
        provider("short", Limits.USUAL, 0, List.of(model("m", 1000, 1)), tooLong);
        FaultyServer small = provider("small", Limits.USUAL, 0, List.of(model("m", 900, 1)), says("small"));
        provider("large", Limits.USUAL, 0, List.of(model("m", 9000, 1)), says("large"));
        alias("long", "{\"targets\":[\"short/m\",\"small/m\",\"large/m\"]}");

        assertThat(text(chat("long", ""))).isEqualTo("large");
        assertThat(small.requests()).isEmpty();
        assertThat(chat("short/m", "").at("/error/code").asString()).isEqualTo("context_length_exceeded");
    }

    private static OfferedModel model(String name, int context, double price) {
        return new OfferedModel(name, context, true, false, false, List.of(), price, price, null);
    }

    @Test
    void theCheapestThatCanDoItAnswers() {
        provider(
                "dear",
                Limits.USUAL,
                0,
                List.of(new OfferedModel("m", 0, true, true, false, List.of(), 9.0, 9.0, null)),
                says("dear"));
        provider("cheap", Limits.USUAL, 0, List.of(model("m", 0, 1)), says("cheap"));
        alias("thrifty", "{\"policy\":\"CHEAPEST\",\"targets\":[\"dear/m\",\"cheap/m\"]}");
        String image = "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]";

        Reply plain = chat("thrifty", "");
        Reply picture = server.post(
                "/v1/chat/completions",
                "{\"model\":\"thrifty\",\"messages\":[{\"role\":\"user\",\"content\":" + image + "}]}");

        assertThat(text(plain)).isEqualTo("cheap");
        assertThat(text(picture)).isEqualTo("dear");
    }

    @Test
    void weightsShareTheRequestsOut() {
        AtomicInteger some = new AtomicInteger();
        provider("often", says("often"));
        provider("never", says("never"));
        alias("shared", "{\"policy\":\"WEIGHTED\",\"targets\":[\"never/m\",\"often/m\"],\"weights\":[0,1]}");

        for (int i = 0; i < 20; i++) {
            some.addAndGet(text(chat("shared", "")).equals("often") ? 1 : 0);
        }

        assertThat(some).hasValue(20);
    }

    @Test
    void localOnlyKeepsTheWordsInTheHouse() {
        provider("outside", says("outside"));
        Registry registry = server.bean(Registry.class);
        names.add("https");
        registry.put(
                "https",
                new ProviderConfig(
                        "",
                        null,
                        "https://127.0.0.1:9/v1",
                        false,
                        0,
                        Limits.USUAL,
                        Times.USUAL,
                        List.of(),
                        Secret.NONE));
        alias("private", "{\"targets\":[\"https/m\"],\"localOnly\":true}");
        alias("mixed", "{\"targets\":[\"https/m\",\"outside/m\"],\"localOnly\":true}");

        Reply refused = chat("private", "");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/message").asString()).contains("stay in the house");
        assertThat(text(chat("mixed", ""))).isEqualTo("outside");
    }

    @Test
    void moreThanThePlacesOfAProviderAreTurnedAway() {
        FaultyServer fake = provider("narrow", new Limits(0, 2, 0, 0), 0, List.of(), says("hello"));

        chat("narrow/m", "");
        chat("narrow/m", "");
        Reply third = chat("narrow/m", "");

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.at("/error/message").asString()).contains("2 requests a minute");
        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void aStreamThatBreaksAfterItsFirstTokenSaysSoAndIsNotStartedAgain() {
        String begun = "{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}";
        FaultyServer cut = provider("cut", FaultyServer.cutAfter(begun));
        FaultyServer other = provider("whole", says("whole"));
        alias("fragile", "{\"targets\":[\"cut/m\",\"whole/m\"]}");

        Reply reply = chat("fragile", ",\"stream\":true");

        assertThat(reply.text()).contains("half", "\"code\":\"stream_broken\"").doesNotContain("[DONE]", "whole\"");
        assertThat(cut.requests()).hasSize(1);
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void aHedgedRequestIsAnsweredByTheOneThatBeginsFirst() {
        FaultyServer[] slow = new FaultyServer[1];
        slow[0] = provider("slow", (request, out) -> slow[0].silent().answer(request, out));
        provider("quick", says("quick"));
        alias("hedged", "{\"targets\":[\"slow/m\",\"quick/m\"],\"hedgeAfter\":\"PT0.05S\"}");

        assertThat(text(chat("hedged", ""))).isEqualTo("quick");
    }

    @Test
    void thePagesConversationsReachRemoteModelsToo() {
        provider("talk", says("hello"));
        String id = server.post("/api/conversations", "{\"model\":\"talk/m\"}")
                .at("/id")
                .asString();

        Reply reply = server.post("/api/conversations/" + id + "/messages", "{\"content\":\"hi\"}");

        assertThat(reply.text()).contains("event:").contains("hello").contains("talk/m");
    }
}
