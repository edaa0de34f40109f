package org.liaoyuan.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(AsSystem.class)
class KeyLimitsTest {

    private static House house;

    @BeforeAll
    static void start() {
        house = House.get();
    }

    private static Reply create(String fields) {
        return house.people.get(Role.MEMBER).post("/api/keys", "{\"name\":\"limited\"" + fields + "}");
    }

    private static Visitor with(Reply created) {
        return Visitor.withKey(house.server, created.at("/secret").asString());
    }

    private static Reply embed(Visitor visitor) {
        return visitor.post("/v1/embeddings", "{\"model\":\"bge-small-zh\",\"input\":\"one spark\"}");
    }

    private static String header(Reply reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }

    @Test
    void aKeyMaySendSoManyRequestsAMinuteAndIsToldWhereItStands() {
        Visitor program = with(create(",\"requestsPerMinute\":2"));

        Reply first = program.get("/v1/models");
        assertThat(program.get("/v1/models").status()).isEqualTo(200);
        Reply third = program.get("/v1/models");

        assertThat(first.status()).isEqualTo(200);
        assertThat(header(first, "x-ratelimit-limit-requests")).isEqualTo("2");
        assertThat(header(first, "x-ratelimit-remaining-requests")).isEqualTo("1");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.at("/error/code").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(third.at("/error/type").asString()).isEqualTo("rate_limit_error");
        assertThat(Integer.parseInt(header(third, "Retry-After"))).isBetween(1, 60);
        assertThat(header(third, "x-ratelimit-remaining-requests")).isEqualTo("0");
    }

    @Test
    void manyAtOnceDoNotPassTheLimit() throws Exception {
        Visitor program = with(create(",\"requestsPerMinute\":7"));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> ask = () -> program.get("/v1/models").status();
            List<Integer> statuses = threads
                    .invokeAll(Stream.generate(() -> ask).limit(40).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(statuses).containsOnly(200, 429);
            assertThat(statuses.stream().filter(s -> s == 200)).hasSize(7);
        }
    }

    @Test
    void aKeyMayUseSoManyTokensAMinute() throws Exception {
        Reply created = create(",\"tokensPerMinute\":1");
        Visitor program = with(created);

        assertThat(embed(program).status()).isEqualTo(200);
        // the ledger is written in the background; a question to it waits for that
        house.owner().get("/api/ledger/sums?by=KEY");
        Reply second = embed(program);

        assertThat(second.status()).isEqualTo(429);
        assertThat(header(second, "x-ratelimit-remaining-tokens")).isEqualTo("0");
    }

    @Test
    void theMinuteBeforeCountsLessTheLongerItIsOver() {
        JdbcClient jdbc = house.server.bean(JdbcClient.class);
        Reply created = create(",\"requestsPerMinute\":100");
        UUID key = UUID.fromString(created.at("/key/id").asString());
        Visitor program = with(created);
        assertThat(program.get("/v1/models").status()).isEqualTo(200);

        set(jdbc, key, "interval '1 minute'", 100_000);
        assertThat(program.get("/v1/models").status()).isEqualTo(429);
        set(jdbc, key, "interval '2 minutes'", 100_000);
        assertThat(program.get("/v1/models").status()).isEqualTo(200);
    }

    private static void set(JdbcClient jdbc, UUID key, String ago, long requests) {
        jdbc.sql("update key_window set minute = date_trunc('minute', now()) - " + ago
                        + ", requests = ?, requests_before = 0 where key = ?")
                .params(requests, key)
                .update();
    }

    @Test
    void limitsNameAndEndCanBeChangedFromTheNextRequestOn() {
        Visitor member = house.people.get(Role.MEMBER);
        Reply created = create(",\"requestsPerMinute\":1");
        String address = "/api/keys/" + created.at("/key/id").asString();
        Visitor program = with(created);
        program.get("/v1/models");
        assertThat(program.get("/v1/models").status()).isEqualTo(429);

        Reply changed = member.send("PUT", address, "{\"name\":\"freed\"}");

        assertThat(changed.at("/name").asString()).isEqualTo("freed");
        assertThat(changed.at("/requestsPerMinute").isNull()).isTrue();
        assertThat(program.get("/v1/models").status()).isEqualTo(200);
        assertThat(member.send("PUT", address, "{\"name\":\"x\",\"requestsPerMinute\":0}")
                        .text())
                .contains("requestsPerMinute is 0");
        assertThat(house.people
                        .get(Role.BUILDER)
                        .send("PUT", address, "{\"name\":\"mine\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aKeyOpensOnlyTheRoutesThatItLists() {
        Visitor program = with(create(",\"routes\":[\"POST /v1/embeddings\"]"));

        assertThat(embed(program).status()).isEqualTo(200);
        Reply refused = program.get("/v1/models");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("GET /v1/models");
        assertThat(create(",\"routes\":[\"GET /api/members\"]").text()).contains("do not open");
        assertThat(create(",\"routes\":[\"POST /v1/embedings\"]").status()).isEqualTo(400);
    }

    @Test
    void aKeyCanBeBoundToSpacesOfItsPersonOnly() {
        UUID nobodys = UUID.randomUUID();

        assertThat(create(",\"spaces\":[\"" + nobodys + "\"]").status()).isEqualTo(404);
    }
}
