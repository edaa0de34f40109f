package org.liaoyuan.server.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Second factors as an organisation sees them, and as what is kept of a person. */
class MemberFactorsTest {

    private static House house;

    @BeforeAll
    static void start() {
        house = House.get();
    }

    private static String id(Visitor visitor) {
        return visitor.get("/api/session").at("/person/id").asString();
    }

    private static boolean listedWithOne(Visitor by, String person) {
        for (JsonNode member : by.get("/api/members").body()) {
            if (member.at("/id").asString().equals(person)) {
                return member.at("/secondFactor").asBoolean();
            }
        }
        throw new AssertionError(person + " is not listed");
    }

    private static int removeAll(Visitor by, String person) {
        return by.send("DELETE", "/api/members/" + person + "/factors", "").status();
    }

    @Test
    void whoLostTheirPhoneIsHelpedByWhoReachesThemAndSignedOut() {
        Visitor lost = house.newMember(house.owner(), "lost-phone", Role.MEMBER);
        String person = id(lost);
        App.setUp(lost);
        assertThat(listedWithOne(house.owner(), person)).isTrue();

        assertThat(removeAll(house.people.get(Role.MEMBER), person)).isEqualTo(403);
        assertThat(removeAll(house.people.get(Role.ADMIN), "local")).isEqualTo(403);
        assertThat(removeAll(house.newOrganisation("Neighbours", "neighbour"), person))
                .isEqualTo(404);
        Visitor admin = house.people.get(Role.ADMIN);
        assertThat(removeAll(admin, id(admin))).isEqualTo(409);
        assertThat(removeAll(admin, person)).isEqualTo(204);

        assertThat(listedWithOne(house.owner(), person)).isFalse();
        assertThat(lost.get("/api/account").status()).isEqualTo(401);
        assertThat(Visitor.signIn(house.server, "lost-phone", House.PASSWORD)
                        .at("/person/id")
                        .asString())
                .isEqualTo(person);
        assertThat(house.owner().get("/api/audit?action=factor.remove").text()).contains(person);
    }

    @Test
    void whoBelongsElsewhereAsWellRemovesThemThemselves() {
        Visitor both = house.newMember(house.owner(), "of-both", Role.MEMBER);
        Visitor other = house.newOrganisation("Second home", "host-of-both");
        App.setUp(both);
        Tenant.SYSTEM.run(() -> house.server
                .bean(JdbcClient.class)
                .sql("insert into membership (organisation, person, role) values (?, ?, 'member')")
                .params(other.get("/api/session").at("/organisation/id").asString(), id(both))
                .update());

        assertThat(removeAll(house.owner(), id(both))).isEqualTo(403);

        assertThat(listedWithOne(house.owner(), id(both))).isTrue();
    }

    @Test
    void whereASecondFactorIsWantedAPasswordAloneOpensOnlyTheWayToOne() {
        Visitor boss = house.newOrganisation("Careful", "careful-boss");
        Visitor early = house.newMember(boss, "early", Role.MEMBER);
        assertThat(boss.send("PUT", "/api/organisation/rules", "{\"secondFactorNeeded\":true}")
                        .status())
                .isEqualTo(409);
        App.setUp(boss);
        assertThat(early.send("PUT", "/api/organisation/rules", "{\"secondFactorNeeded\":true}")
                        .status())
                .isEqualTo(403);
        assertThat(boss.send("PUT", "/api/organisation/rules", "{\"secondFactorNeeded\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(boss.get("/api/conversations").status()).isEqualTo(200);

        Visitor late = Visitor.byPassword(house.server, "early", House.PASSWORD);
        for (Visitor visitor : List.of(early, late)) {
            assertThat(visitor.get("/api/session").at("/secondFactorNeeded").asBoolean())
                    .isTrue();
            assertThat(visitor.get("/api/session").at("/permissions").toString())
                    .isEqualTo("[\"PUBLIC\",\"OWN_SIGN_IN\"]");
            for (String path : List.of("/api/conversations", "/api/account/export", "/api/members", "/v1/models")) {
                assertThat(visitor.get(path).status()).as(path).isEqualTo(403);
            }
        }
        assertThat(late.get("/api/account").text()).contains("wants a second factor");

        App.setUp(late);

        assertThat(late.get("/api/conversations").status()).isEqualTo(200);
        assertThat(late.get("/api/session").at("/secondFactorNeeded").asBoolean())
                .isFalse();
        // where they signed in before, a password alone was shown
        assertThat(early.get("/api/conversations").status()).isEqualTo(403);
        assertThat(early.send("DELETE", "/api/session", "").status()).isEqualTo(204);
        assertThat(boss.get("/api/audit?action=organisation.change").text()).contains("secondFactorNeeded=true");
    }

    @Test
    void theArchiveNamesWhatOneHasWithoutSecretsAndADeletedPersonLeavesNothingOfIt() throws Exception {
        Visitor ivy = house.newMember(house.owner(), "ivy-archive", Role.MEMBER);
        String person = id(ivy);
        App app = App.setUp(ivy);
        SoftPasskey key = SoftPasskey.register(house, ivy, "Ivy's laptop");

        String archive = archiveOf(ivy);

        assertThat(archive)
                .contains("Ivy's laptop", "confirmed_at", "used_at")
                .doesNotContain(Base32.encode(app.secret()), key.id(), "sealed", "hash", "counter");
        assertThat(ivy.send("DELETE", "/api/account", "{\"password\":\"" + House.PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);
        for (String table : List.of("authenticator", "recovery_code", "passkey", "passkey_owner", "second_step")) {
            assertThat(Tenant.SYSTEM.ask(() -> house.server
                            .bean(JdbcClient.class)
                            .sql("select count(*) from " + table + " where person = ?")
                            .param(person)
                            .query(Long.class)
                            .single()))
                    .as(table)
                    .isZero();
        }
    }

    private static String archiveOf(Visitor who) throws Exception {
        HttpRequest.Builder request = house.server.request("/api/account/export");
        who.headers().forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            byte[] bytes =
                    http.send(request.GET().build(), BodyHandlers.ofByteArray()).body();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (entry.getName().endsWith("second-factors.json")) {
                        return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                    }
                }
            }
        }
        throw new AssertionError("the archive has no second-factors.json");
    }
}
