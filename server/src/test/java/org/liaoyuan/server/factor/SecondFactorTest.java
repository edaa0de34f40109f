package org.liaoyuan.server.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signing in by a password and a code. */
class SecondFactorTest {

    private static final String PASSWORD = "{\"password\":\"" + House.PASSWORD + "\"}";

    private static House house;

    @BeforeAll
    static void start() {
        house = House.get();
    }

    @BeforeEach
    void forgetFailures() {
        sql("delete from sign_in_throttle");
    }

    private static int sql(String change) {
        return Tenant.SYSTEM.ask(
                () -> house.server.bean(JdbcClient.class).sql(change).update());
    }

    private static Visitor member(String name) {
        return house.newMember(house.owner(), name, Role.MEMBER);
    }

    private static Reply password(String name) {
        return Visitor.signIn(house.server, name, House.PASSWORD);
    }

    private static String step(String name) {
        return password(name).at("/secondStep/token").asString();
    }

    private static Reply show(String token, String field, String code) {
        return Visitor.stranger(house.server)
                .post("/api/session/second", "{\"token\":\"" + token + "\",\"" + field + "\":\"" + code + "\"}");
    }

    private static String lastAudit(String action) {
        return house.owner().get("/api/audit?action=" + action).at("/0").toString();
    }

    @Test
    void anAppCountsOnceItsFirstCodeWasShownAndThenThePasswordAloneIsNotEnough() {
        Visitor ada = member("ada-totp");
        assertThat(ada.post("/api/account/factors/authenticator", "{\"password\":\"not the password\"}")
                        .status())
                .isEqualTo(403);
        Reply begun = ada.post("/api/account/factors/authenticator", PASSWORD);
        assertThat(begun.at("/address").asString())
                .startsWith("otpauth://totp/Liaoyuan:ada-totp%20%28127.0.0.1%29?secret="
                        + begun.at("/secret").asString());
        assertThat(ada.send("PUT", "/api/account/factors/authenticator", "{\"code\":\"12345\"}")
                        .status())
                .isEqualTo(403);
        assertThat(password("ada-totp").at("/person/name").asString()).isEqualTo("ada-totp");

        App app = App.setUp(ada);

        Reply half = password("ada-totp");
        assertThat(half.status()).isEqualTo(200);
        assertThat(half.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(half.at("/person").isNull()).isTrue();
        assertThat(half.at("/secondStep/kinds").toString()).isEqualTo("[\"CODE\",\"RECOVERY\"]");
        Reply in = show(half.at("/secondStep/token").asString(), "code", app.code(1));
        assertThat(Visitor.signedIn(house.server, in).get("/api/conversations").status())
                .isEqualTo(200);
        assertThat(lastAudit("session.start")).contains("way=password+totp");
        assertThat(ada.get("/api/account/factors").at("/recoveryCodesLeft").asInt())
                .isEqualTo(10);
        assertThat(ada.post("/api/account/factors/authenticator", PASSWORD).status())
                .isEqualTo(409);
    }

    @Test
    void aCodeIsTakenOnceAndNoneBeforeIt() {
        App app = App.setUp(member("bob-totp"));
        String code = app.code(1);
        assertThat(show(step("bob-totp"), "code", code).status()).isEqualTo(200);

        Reply again = show(step("bob-totp"), "code", code);
        Reply before = show(step("bob-totp"), "code", app.code(0));

        assertThat(List.of(again.status(), before.status())).containsOnly(401);
        assertThat(lastAudit("session.refuse")).contains("way=password+totp");
    }

    @Test
    void ofTwoWhoShowTheSameCodeAtTheSameTimeOneIsLetIn() throws Exception {
        App app = App.setUp(member("twins"));
        List<String> tokens = List.of(step("twins"), step("twins"), step("twins"), step("twins"));
        String code = app.code(1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> tries = tokens.stream()
                    .<Callable<Integer>>map(
                            token -> () -> show(token, "code", code).status())
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (var result : threads.invokeAll(tries)) {
                statuses.add(result.get());
            }

            assertThat(statuses).containsExactlyInAnyOrder(200, 401, 401, 401);
        }
    }

    @Test
    void aSignInThatIsTooOldOrWasGuessedAtTooOftenBeginsAgain() {
        App app = App.setUp(member("slow"));
        String old = step("slow");
        sql("update second_step set expires_at = now() - interval '1 second'");
        assertThat(show(old, "code", app.code(1)).status()).isEqualTo(410);

        String guessed = step("slow");
        for (int i = 0; i < SecondSteps.MOST_TRIES; i++) {
            assertThat(show(guessed, "code", "x" + i).status()).isIn(401, 429);
        }
        assertThat(show(guessed, "code", app.code(1)).status()).isEqualTo(410);

        // and another sign-in is no way round
        Reply elsewhere = show(step("slow"), "code", app.code(1));
        assertThat(elsewhere.status()).isEqualTo(429);
        assertThat(elsewhere.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aSignInIsOverOnceItSucceeded() {
        App app = App.setUp(member("once"));
        String token = step("once");
        assertThat(show(token, "code", app.code(1)).status()).isEqualTo(200);

        assertThat(show(token, "recoveryCode", app.recoveryCodes().getFirst()).status())
                .isEqualTo(410);
        assertThat(show("no such token", "code", "123456").status()).isEqualTo(410);
        assertThat(show(token, "code", "9".repeat(101)).status()).isEqualTo(400);
        assertThat(Visitor.stranger(house.server)
                        .post("/api/session/second", "{\"token\":\"x\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void eachRecoveryCodeLetsInOnceHoweverItIsTypedAndNewOnesEndTheOld() {
        Visitor eva = member("eva-codes");
        App app = App.setUp(eva);
        assertThat(app.recoveryCodes())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(c -> c.matches("[a-z2-7]{4}(-[a-z2-7]{4}){5}"));
        String code = app.recoveryCodes().getFirst();

        assertThat(show(step("eva-codes"), "recoveryCode", code.toUpperCase().replace('-', ' '))
                        .status())
                .isEqualTo(200);
        assertThat(lastAudit("session.start")).contains("way=password+recovery");
        assertThat(show(step("eva-codes"), "recoveryCode", code).status()).isEqualTo(401);
        assertThat(eva.get("/api/account/factors").at("/recoveryCodesLeft").asInt())
                .isEqualTo(9);

        Reply renewed = eva.post("/api/account/factors/recovery-codes", PASSWORD);
        assertThat(renewed.at("/recoveryCodes")).hasSize(10);
        assertThat(show(step("eva-codes"), "recoveryCode", app.recoveryCodes().get(1))
                        .status())
                .isEqualTo(401);
        assertThat(show(
                                step("eva-codes"),
                                "recoveryCode",
                                renewed.at("/recoveryCodes/0").asString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void turningItOffNeedsThePasswordAndTakesTheCodesAlong() {
        Visitor fay = member("fay-off");
        App app = App.setUp(fay);

        assertThat(fay.send("DELETE", "/api/account/factors/authenticator", "{\"password\":\"wrong\"}")
                        .status())
                .isEqualTo(403);
        assertThat(fay.send("DELETE", "/api/account/factors/authenticator", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(fay.send("DELETE", "/api/account/factors/authenticator", PASSWORD)
                        .status())
                .isEqualTo(204);

        assertThat(password("fay-off").at("/person/name").asString()).isEqualTo("fay-off");
        assertThat(fay.get("/api/account/factors").at("/recoveryCodesLeft").asInt())
                .isZero();
        assertThat(fay.post("/api/account/factors/recovery-codes", PASSWORD).status())
                .isEqualTo(409);
        assertThat(app.recoveryCodes()).hasSize(10);
        assertThat(lastAudit("factor.remove")).contains("kind=totp");
    }

    @Test
    void theDatabaseAloneShowsNeitherSecretNorCode() {
        App app = App.setUp(member("sealed"));

        String rows = Tenant.SYSTEM.ask(() -> house.server
                .bean(JdbcClient.class)
                .sql("select (select string_agg(t::text, ' ') from authenticator t)"
                        + " || (select string_agg(t::text, ' ') from recovery_code t)")
                .query(String.class)
                .single());

        assertThat(rows)
                .isNotEmpty()
                .doesNotContain(HexFormat.of().formatHex(app.secret()))
                .doesNotContain(Base32.encode(app.secret()))
                .doesNotContain(app.recoveryCodes());
    }

    @Test
    void aNewLinkForAForgottenPasswordIsNoWayRoundTheSecondFactor() {
        Visitor gil = member("gil-link");
        App app = App.setUp(gil);
        String id = gil.get("/api/account").at("/id").asString();
        String link = house.owner()
                .post("/api/members/" + id + "/link", "")
                .at("/token")
                .asString();

        Reply welcomed = Visitor.useLink(house.server, link, House.PASSWORD);

        assertThat(welcomed.headers().firstValue("Set-Cookie")).isEmpty();
        String token = welcomed.at("/secondStep/token").asString();
        assertThat(show(token, "code", app.code(1)).status()).isEqualTo(200);
        assertThat(lastAudit("session.start")).contains("way=link+totp");
    }
}
