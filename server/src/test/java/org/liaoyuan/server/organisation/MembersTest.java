package org.liaoyuan.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

class MembersTest {

    private static House house;

    @BeforeAll
    static void start() {
        house = House.get();
    }

    private static String id(Visitor visitor) {
        return visitor.get("/api/account").at("/id").asString();
    }

    private static int setRole(Visitor by, Visitor of, Role role) {
        return by.send("PATCH", "/api/members/" + id(of), "{\"role\":\"" + role + "\"}")
                .status();
    }

    @Test
    void nobodyReachesAboveTheirOwnRole() {
        Visitor admin = house.people.get(Role.ADMIN);

        assertThat(setRole(admin, house.owner(), Role.GUEST)).isEqualTo(403);
        assertThat(setRole(admin, admin, Role.OWNER)).isEqualTo(403);
        assertThat(admin.send("DELETE", "/api/members/local", "").status()).isEqualTo(403);
        assertThat(admin.post("/api/members/local/link", "").status()).isEqualTo(403);
        assertThat(admin.post("/api/members", "{\"name\":\"usurper\",\"role\":\"OWNER\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anOrganisationKeepsAnOwner() {
        Visitor only = house.newOrganisation("Small", "only-owner");

        assertThat(setRole(only, only, Role.MEMBER)).isEqualTo(409);
        assertThat(only.send("DELETE", "/api/members/" + id(only), "").status()).isEqualTo(409);

        Visitor heir = house.newMember(only, "heir", Role.OWNER);
        assertThat(setRole(heir, only, Role.MEMBER)).isEqualTo(204);
        assertThat(only.get("/api/session").at("/organisation/role").asString()).isEqualTo("MEMBER");
    }

    @Test
    void whoIsTakenOutIsOutAtOnceWithTheirKeys() {
        Visitor leaver = house.newMember(house.owner(), "taken-out", Role.MEMBER);
        Visitor program = Visitor.withKey(
                house.server,
                leaver.post("/api/keys", "{\"name\":\"k\"}").at("/secret").asString());
        assertThat(program.get("/v1/models").status()).isEqualTo(200);

        assertThat(house.owner()
                        .send("DELETE", "/api/members/" + id(leaver), "")
                        .status())
                .isEqualTo(204);

        assertThat(leaver.get("/api/account").status()).isEqualTo(401);
        assertThat(program.get("/v1/models").status()).isEqualTo(401);
        assertThat(Visitor.signIn(house.server, "taken-out", House.PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void aNewLinkReplacesAForgottenPasswordAndEndsTheOldSessions() {
        Visitor forgetful = house.newMember(house.owner(), "forgetful", Role.MEMBER);
        String next = "this time it is written down";

        String token = house.people
                .get(Role.ADMIN)
                .post("/api/members/" + id(forgetful) + "/link", "")
                .at("/token")
                .asString();
        Visitor.byLink(house.server, token, next);

        assertThat(forgetful.get("/api/account").status()).isEqualTo(401);
        assertThat(Visitor.signIn(house.server, "forgetful", House.PASSWORD).status())
                .isEqualTo(401);
        assertThat(Visitor.signIn(house.server, "forgetful", next).status()).isEqualTo(200);
    }

    @Test
    void aNameIsThereOnceAndWhatIsNoNameIsRefused() {
        assertThat(house.owner()
                        .post("/api/members", "{\"name\":\"Some-Member\"}")
                        .status())
                .isEqualTo(409);
        for (String name : new String[] {"", " ", "a b", "<x>", "x".repeat(101), "a\\u0000b"}) {
            assertThat(house.owner()
                            .post("/api/members", "{\"name\":\"" + name + "\"}")
                            .status())
                    .as(name)
                    .isEqualTo(400);
        }
    }
}
