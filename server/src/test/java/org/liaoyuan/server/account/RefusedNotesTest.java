package org.liaoyuan.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import tools.jackson.databind.JsonNode;

@ExtendWith(AsSystem.class)
class RefusedNotesTest {

    private final House house = House.get();

    private JsonNode rows(String person) {
        Reply rows = house.owner().get("/api/audit?action=access.refuse&person=" + person);
        assertThat(rows.status()).isEqualTo(200);
        return rows.at("");
    }

    @Test
    void whoIsRefusedSomethingIsInTheLogOnceHoweverOftenTheyAsk() {
        Visitor curious = house.newMember(house.owner(), "curious", Role.MEMBER);
        String id = curious.get("/api/session").at("/person/id").asString();

        for (int i = 0; i < 3; i++) {
            assertThat(curious.get("/api/audit?person=some-secret").status()).isEqualTo(403);
        }
        assertThat(curious.without(AccessFilter.CSRF_HEADER)
                        .post("/api/conversations", "{\"title\":\"some-secret\"}")
                        .status())
                .isEqualTo(403);

        assertThat(rows(id).valueStream().map(row -> row.path("details").asString()))
                .containsExactly(
                        "why=csrf; route=POST /api/conversations", "why=permission_denied; route=GET /api/audit");
        assertThat(rows(id).toString()).doesNotContain("some-secret");
    }

    @Test
    void strangersLeaveNoRow() {
        int before = rows("").size();

        assertThat(Visitor.stranger(house.server).get("/api/audit").status()).isEqualTo(401);
        assertThat(Visitor.withKey(house.server, "sk-ly-none").get("/api/audit").status())
                .isEqualTo(401);

        assertThat(rows("")).hasSize(before);
    }
}
