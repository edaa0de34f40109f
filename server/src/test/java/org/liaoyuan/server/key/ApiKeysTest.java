package org.liaoyuan.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
class ApiKeysTest {

    private static House house;

    @BeforeAll
    static void start() {
        house = House.get();
    }

    private static Reply create(Visitor by, String fields) {
        return by.post("/api/keys", "{\"name\":\"test\"" + fields + "}");
    }

    private static Visitor with(Reply created) {
        return Visitor.withKey(house.server, created.at("/secret").asString());
    }

    private static Reply embed(Visitor visitor, String model) {
        return visitor.post("/v1/embeddings", "{\"model\":\"" + model + "\",\"input\":\"spark\"}");
    }

    @Test
    void aKeyOpensTheModelsUntilItIsRevokedAndIsKeptAsAHash() {
        Visitor member = house.people.get(Role.MEMBER);
        Reply created = create(member, "");
        String secret = created.at("/secret").asString();
        Visitor program = with(created);

        assertThat(secret).matches("sk-ly-[A-Za-z0-9_-]{43}");
        assertThat(program.get("/v1/models").status()).isEqualTo(200);
        assertThat(program.get("/api/conversations").status()).isEqualTo(403);
        assertThat(member.get("/api/keys").text())
                .contains(created.at("/key/prefix").asString(), "\"lastUsedAt\":\"20")
                .doesNotContain(secret);
        assertThat(house.server
                        .bean(JdbcClient.class)
                        .sql("select string_agg(k::text, ' ') from api_key k")
                        .query(String.class)
                        .single())
                .doesNotContain(secret);

        assertThat(member.send("DELETE", "/api/keys/" + created.at("/key/id").asString(), "")
                        .status())
                .isEqualTo(204);
        assertThat(program.get("/v1/models").status()).isEqualTo(401);
    }

    @Test
    void aKeyIsForItsModelsOnlyAndItsUseIsBookedOnIt() {
        Reply created = create(house.people.get(Role.BUILDER), ",\"models\":[\"bge-small-zh\"]");
        Visitor program = with(created);

        assertThat(embed(program, "bge-small-zh").status()).isEqualTo(200);
        assertThat(embed(program, "default").at("/error/code").asString()).isEqualTo("permission_denied");
        assertThat(program.post(
                                "/v1/chat/completions",
                                "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                        .status())
                .isEqualTo(403);
        assertThat(house.owner().get("/api/ledger/sums?by=KEY").text())
                .contains(created.at("/key/id").asString());
    }

    @Test
    void aKeyEndsWhenItSaysAndNeverOutreachesItsPerson() {
        Visitor person = house.newMember(house.owner(), "key-holder", Role.ADMIN);
        Reply created = create(
                person,
                ",\"scopes\":[\"SEE_BUDGETS\"],\"expiresAt\":\"" + Instant.now().plusSeconds(3600) + "\"");
        Visitor program = with(created);
        assertThat(program.get("/api/budgets").status()).isEqualTo(200);

        String id = person.get("/api/account").at("/id").asString();
        house.owner().send("PATCH", "/api/members/" + id, "{\"role\":\"MEMBER\"}");
        assertThat(program.get("/api/budgets").status()).isEqualTo(403);
        assertThat(create(person, ",\"scopes\":[\"SEE_BUDGETS\"]").status()).isEqualTo(403);
        assertThat(create(person, ",\"scopes\":[\"MANAGE_MEMBERS\"]").status()).isEqualTo(403);

        house.server
                .bean(JdbcClient.class)
                .sql("update api_key set expires_at = now() where id = ?::uuid")
                .param(created.at("/key/id").asString())
                .update();
        assertThat(program.get("/api/budgets").status()).isEqualTo(401);
    }

    @Test
    void aGuestHasNoKeysAndSomebodyElsesKeyIsNotToBeRevoked() {
        Reply created = create(house.people.get(Role.MEMBER), "");
        String path = "/api/keys/" + created.at("/key/id").asString();

        assertThat(create(house.people.get(Role.GUEST), "").status()).isEqualTo(403);
        assertThat(house.people.get(Role.BUILDER).send("DELETE", path, "").status())
                .isEqualTo(404);
        assertThat(house.people.get(Role.ADMIN).send("DELETE", path, "").status())
                .isEqualTo(204);
    }
}
