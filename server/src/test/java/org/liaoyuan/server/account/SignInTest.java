package org.liaoyuan.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(AsSystem.class)
class SignInTest {

    private static House house;
    private static TestServer server;

    @BeforeAll
    static void start() {
        house = House.get();
        server = house.server;
    }

    @Test
    void aServerIsOpenOnItsMachineUntilTheOwnerSetsAPasswordAndEverythingStaysTheirs() {
        TestServer fresh = TestServer.another();
        Visitor anybody = Visitor.stranger(fresh);
        assertThat(anybody.get("/api/session").at("/signInNeeded").asBoolean()).isFalse();
        String conversation = anybody.post("/api/conversations", "{\"title\":\"before\"}")
                .at("/id")
                .asString();
        // a proxy between means that it is not this machine
        assertThat(anybody.with("X-Forwarded-For", "203.0.113.9")
                        .get("/api/conversations")
                        .status())
                .isEqualTo(401);

        String token = fresh.bean(Accounts.class).ownersLink().orElseThrow();
        Visitor owner = Visitor.byLink(fresh, token, House.PASSWORD);

        assertThat(anybody.get("/api/conversations").status()).isEqualTo(401);
        assertThat(anybody.get("/v1/models").at("/error/code").asString()).isEqualTo("invalid_api_key");
        assertThat(anybody.get("/api/session").at("/signInNeeded").asBoolean()).isTrue();
        assertThat(owner.get("/api/conversations/" + conversation).at("/title").asString())
                .isEqualTo("before");
        assertThat(owner.get("/api/session").at("/organisation/role").asString())
                .isEqualTo("OWNER");
        assertThat(Visitor.useLink(fresh, token, House.PASSWORD).status()).isEqualTo(401);
        assertThat(fresh.bean(Accounts.class).ownersLink()).isEmpty();
    }

    @Test
    void theCookieIsForNoScriptAndNoOtherSiteAndOnlyItsHashIsKept() {
        Reply reply = Visitor.signIn(server, "some-member", House.PASSWORD);

        assertThat(reply.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("liaoyuan_session=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/");
        String token = Visitor.cookie(reply).substring("liaoyuan_session=".length());
        assertThat(token).hasSize(43);
        List<String> kept = server.bean(JdbcClient.class)
                .sql("select s::text from session s")
                .query(String.class)
                .list();
        assertThat(kept).isNotEmpty().noneMatch(row -> row.contains(token));
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldTheSame() {
        Reply wrong = Visitor.signIn(server, "some-builder", "not the password at all");
        Reply unknown = Visitor.signIn(server, "nobody-of-this-name", "not the password at all");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong.text()).isEqualTo(unknown.text());
    }

    @Test
    void aNameIsLockedForAWhileAfterSomeFailuresWhetherItExistsOrNot() {
        house.newMember(house.owner(), "locked", Role.MEMBER);
        for (String name : List.of("locked", "locked-nobody")) {
            Set<Integer> seen = new HashSet<>();
            for (int i = 0; i < 7; i++) {
                seen.add(Visitor.signIn(server, name, "not the password at all").status());
            }

            Reply right = Visitor.signIn(server, name, House.PASSWORD);

            assertThat(seen).containsExactlyInAnyOrder(401, 429);
            assertThat(right.status()).isEqualTo(429);
            assertThat(right.headers().firstValue("Retry-After")).isPresent();
        }
        server.bean(JdbcClient.class).sql("delete from sign_in_throttle").update();
    }

    @Test
    void aChangeByCookieNeedsTheSessionsToken() {
        Visitor member = house.people.get(Role.MEMBER);

        assertThat(member.without(AccessFilter.CSRF_HEADER)
                        .post("/api/conversations", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(member.with(AccessFilter.CSRF_HEADER, "guess")
                        .post("/api/conversations", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(member.with("Sec-Fetch-Site", "cross-site")
                        .post("/api/conversations", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(member.with("Origin", "https://elsewhere.example")
                        .post("/api/conversations", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(member.post("/api/conversations", "{}").status()).isEqualTo(201);
    }

    @Test
    void signingOutEndsTheSessionAndEverywhereEndsAll() {
        Visitor one = house.newMember(house.owner(), "leaver", Role.MEMBER);
        Visitor two = Visitor.byPassword(server, "Leaver", House.PASSWORD);
        Visitor three = Visitor.byPassword(server, "leaver", House.PASSWORD);
        assertThat(one.get("/api/account/sessions").body()).hasSize(3);

        assertThat(one.send("DELETE", "/api/session", "").status()).isEqualTo(204);
        assertThat(one.get("/api/account").status()).isEqualTo(401);
        assertThat(two.get("/api/account").status()).isEqualTo(200);

        assertThat(two.send("DELETE", "/api/account/sessions", "").status()).isEqualTo(204);
        assertThat(two.get("/api/account").status()).isEqualTo(401);
        assertThat(three.get("/api/account").status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsWhenItsTimeIsOverAndWhenNobodyAskedForLong() {
        SessionSettings settings = server.bean(SessionSettings.class);
        Visitor busy = house.newMember(house.owner(), "busy", Role.MEMBER);
        assertThat(busy.get("/api/account").status()).isEqualTo(200);

        age("busy", "expires_at = now() + interval '1 minute'");
        assertThat(busy.get("/api/account").status()).isEqualTo(200);
        age("busy", "expires_at = now()");
        assertThat(busy.get("/api/account").status()).isEqualTo(401);

        Visitor idle = house.newMember(house.owner(), "idle", Role.MEMBER);
        long seconds = settings.idle().toSeconds();
        age("idle", "last_seen_at = now() - interval '" + (seconds - 60) + " seconds'");
        assertThat(idle.get("/api/account").status()).isEqualTo(200);
        age("idle", "last_seen_at = now() - interval '" + (seconds + 1) + " seconds'");
        assertThat(idle.get("/api/account").status()).isEqualTo(401);
    }

    private static void age(String name, String change) {
        server.bean(JdbcClient.class)
                .sql("update session set " + change + " where person = (select id from person where name = ?)")
                .param(name)
                .update();
    }

    @Test
    void signingInOnceMoreEndsTheSessionThatTheBrowserHad() {
        Visitor before = house.newMember(house.owner(), "twice", Role.MEMBER);
        Visitor elsewhere = Visitor.byPassword(server, "twice", House.PASSWORD);

        Reply again =
                before.send("POST", "/api/session", "{\"name\":\"twice\",\"password\":\"" + House.PASSWORD + "\"}");

        assertThat(Visitor.signedIn(server, again).get("/api/account").status()).isEqualTo(200);
        assertThat(before.get("/api/account").status()).isEqualTo(401);
        assertThat(elsewhere.get("/api/account").status()).isEqualTo(200);
    }

    @Test
    void howLongASessionLastsIsSetWithinReason() {
        assertThat(new SessionSettings(Duration.ofHours(12), Duration.ofMinutes(30)).longest())
                .isEqualTo(Duration.ofHours(12));
        assertThatThrownBy(() -> new SessionSettings(Duration.ofHours(12), Duration.ofMinutes(1)))
                .hasMessageContaining("liaoyuan.session.idle is PT1M")
                .hasMessageContaining("5m");
        assertThatThrownBy(() -> new SessionSettings(Duration.ofDays(1000), Duration.ofDays(7)))
                .hasMessageContaining("liaoyuan.session.longest");
    }

    @Test
    void anotherPasswordNeedsTheOldOneAndEndsTheOtherSessions() {
        Visitor here = house.newMember(house.owner(), "changer", Role.GUEST);
        Visitor there = Visitor.byPassword(server, "changer", House.PASSWORD);
        String next = "another spark, another fire";

        assertThat(here.send("PUT", "/api/account/password", "{\"current\":\"wrong one\",\"next\":\"" + next + "\"}")
                        .status())
                .isEqualTo(403);
        assertThat(here.send(
                                "PUT",
                                "/api/account/password",
                                "{\"current\":\"" + House.PASSWORD + "\",\"next\":\"short\"}")
                        .status())
                .isEqualTo(400);
        assertThat(here.send(
                                "PUT",
                                "/api/account/password",
                                "{\"current\":\"" + House.PASSWORD + "\",\"next\":\"" + next + "\"}")
                        .status())
                .isEqualTo(204);

        assertThat(there.get("/api/account").status()).isEqualTo(401);
        assertThat(here.get("/api/account").status()).isEqualTo(200);
        assertThat(Visitor.signIn(server, "changer", House.PASSWORD).status()).isEqualTo(401);
        assertThat(Visitor.signIn(server, "changer", next).status()).isEqualTo(200);
    }

    @Test
    void whoReadsTheDataFolderIsItsOwner() {
        Visitor command =
                Visitor.withKey(server, server.bean(CommandToken.class).value());

        assertThat(command.get("/api/session").at("/organisation/role").asString())
                .isEqualTo("OWNER");
        assertThat(command.with("X-Forwarded-For", "203.0.113.9")
                        .get("/api/ledger/sums")
                        .status())
                .isEqualTo(401);
    }
}
