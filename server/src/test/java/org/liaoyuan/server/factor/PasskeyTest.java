package org.liaoyuan.server.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passkeys: each rule of WebAuthn that keeps somebody else out is broken once. */
class PasskeyTest {

    private static final String PASSWORD = "{\"password\":\"" + House.PASSWORD + "\"}";

    private static House house;
    private static TestServer server;

    @BeforeAll
    static void start() {
        house = House.get();
        server = house.server;
    }

    private static Visitor member(String name) {
        return house.newMember(house.owner(), name, Role.MEMBER);
    }

    private static String lastAudit(String action) {
        return house.owner().get("/api/audit?action=" + action).at("/0").toString();
    }

    @Test
    void aPasskeyLetsInWithoutNameAndPasswordAndStandsForBothFactors() {
        Visitor ada = member("ada-passkey");
        SoftPasskey key = new SoftPasskey(server);
        Reply added = SoftPasskey.add(ada, "Laptop", key.attestation(SoftPasskey.question(ada)));
        assertThat(added.at("/recoveryCodes")).hasSize(10);
        assertThat(added.at("/passkey/host").asString()).isEqualTo("localhost");
        key.counter = 2;

        Reply in = key.signIn(server);

        assertThat(Visitor.signedIn(server, in).get("/api/account").at("/name").asString())
                .isEqualTo("ada-passkey");
        assertThat(lastAudit("session.start")).contains("way=passkey");
        assertThat(Visitor.signIn(server, "ada-passkey", House.PASSWORD)
                        .at("/secondStep/kinds")
                        .toString())
                .isEqualTo("[\"RECOVERY\",\"PASSKEY\"]");
        assertThat(ada.get("/api/account/factors").at("/passkeys/0/lastUsedAt").isNull())
                .isFalse();
    }

    @Test
    void severalHaveNamesAndARemovedOneOpensNothing() {
        Visitor bob = member("bob-passkeys");
        SoftPasskey one = SoftPasskey.register(house, bob, "Phone");
        SoftPasskey two = SoftPasskey.register(house, bob, "Stick");
        assertThat(one.userHandle).isEqualTo(two.userHandle).isNotEmpty();
        assertThat(SoftPasskey.question(bob).at("/exclude")).hasSize(2);
        String path = "/api/account/factors/passkeys/"
                + bob.get("/api/account/factors").at("/passkeys/0/id").asString();

        assertThat(bob.send("PATCH", path, "{\"name\":\"Old phone\"}").status()).isEqualTo(204);
        assertThat(bob.send("PATCH", path, "{\"name\":\" \"}").status()).isEqualTo(400);
        assertThat(bob.get("/api/account/factors").at("/passkeys/0/name").asString())
                .isEqualTo("Old phone");
        assertThat(bob.send("DELETE", path, "{\"password\":\"wrong\"}").status())
                .isEqualTo(403);
        assertThat(member("no-bob").send("DELETE", path, PASSWORD).status()).isEqualTo(404);
        assertThat(bob.send("DELETE", path, PASSWORD).status()).isEqualTo(204);

        one.counter = 2;
        two.counter = 2;
        assertThat(one.signIn(server).status()).isEqualTo(401);
        assertThat(two.signIn(server).status()).isEqualTo(200);
    }

    @Test
    void aPageOfAnotherOriginGetsNowhere() {
        Visitor eva = member("eva-origin");
        SoftPasskey key = SoftPasskey.register(house, eva, "Key");
        key.counter = 2;
        for (String origin : new String[] {
            "https://evil.example",
            "http://localhost:1",
            key.origin.replace("http:", "https:"),
            "http://localhost.evil.example"
        }) {
            key.origin = origin;
            assertThat(key.signIn(server).status()).as(origin).isEqualTo(401);
        }
        assertThat(lastAudit("session.refuse")).contains("way=passkey");
        SoftPasskey made = new SoftPasskey(server);
        made.origin = "https://evil.example";
        assertThat(SoftPasskey.add(eva, "Bad", made.attestation(SoftPasskey.question(eva)))
                        .status())
                .isEqualTo(401);

        key.origin = SoftPasskey.localhost(server);
        assertThat(key.signIn(server).status()).isEqualTo(200);
    }

    @Test
    void aPasskeyOfAnotherHostIsNone() {
        SoftPasskey key = SoftPasskey.register(house, member("host"), "Key");
        key.counter = 2;
        key.host = "evil.example";

        assertThat(key.signIn(server).status()).isEqualTo(401);
    }

    @Test
    void aQuestionIsAnsweredOnceAndWithinMinutesAndByWhoWasAsked() {
        Visitor fay = member("fay-question");
        SoftPasskey key = SoftPasskey.register(house, fay, "Key");
        key.counter = 2;
        String challenge = SoftPasskey.challenge(server);
        String answer = key.assertion(challenge);
        assertThat(SoftPasskey.show(server, answer).status()).isEqualTo(200);

        assertThat(SoftPasskey.show(server, answer).status()).isEqualTo(410);
        key.counter = 3;
        String late = SoftPasskey.challenge(server);
        Tenant.SYSTEM.run(() -> server.bean(JdbcClient.class)
                .sql("update passkey_challenge set expires_at = now() - interval '1 second'")
                .update());
        assertThat(SoftPasskey.show(server, key.assertion(late)).status()).isEqualTo(410);
        assertThat(SoftPasskey.show(server, key.assertion("bm9ib2R5IGFza2VkIHRoaXM"))
                        .status())
                .isEqualTo(410);
        // a question for registering is none for signing in, nor is it anybody else's
        Reply registering = SoftPasskey.question(fay);
        assertThat(SoftPasskey.show(
                                server,
                                key.assertion(registering.at("/challenge").asString()))
                        .status())
                .isEqualTo(410);
        assertThat(SoftPasskey.add(
                                member("not-asked"),
                                "Stolen",
                                new SoftPasskey(server).attestation(SoftPasskey.question(fay)))
                        .status())
                .isEqualTo(410);
    }

    @Test
    void aPasskeyThatCountsBackwardsMayBeACopy() {
        SoftPasskey key = SoftPasskey.register(house, member("copied"), "Key");
        key.counter = 7;
        assertThat(key.signIn(server).status()).isEqualTo(200);

        for (int counter : new int[] {7, 6, 0}) {
            key.counter = counter;
            Reply refused = key.signIn(server);
            assertThat(refused.status()).as("counter %d", counter).isEqualTo(401);
            assertThat(refused.text()).contains("copy");
        }

        assertThat(lastAudit("session.refuse")).contains("counter went back");
        key.counter = 8;
        assertThat(key.signIn(server).status()).isEqualTo(200);
    }

    @Test
    void oneThatDoesNotCountMayBeUsedAgain() {
        Visitor gil = member("countless");
        SoftPasskey key = new SoftPasskey(server);
        key.counter = 0;
        SoftPasskey.add(gil, "Synced", key.attestation(SoftPasskey.question(gil)));

        assertThat(key.signIn(server).status()).isEqualTo(200);
        assertThat(key.signIn(server).status()).isEqualTo(200);
    }

    @Test
    void theAuthenticatorMustHaveMadeSureWhoIsThere() {
        Visitor hal = member("unverified");
        SoftPasskey key = SoftPasskey.register(house, hal, "Key");
        key.counter = 2;
        key.flags = SoftPasskey.PRESENT;
        assertThat(key.signIn(server).status()).isEqualTo(401);

        SoftPasskey stick = new SoftPasskey(server);
        stick.flags = SoftPasskey.PRESENT;
        assertThat(SoftPasskey.add(hal, "Stick", stick.attestation(SoftPasskey.question(hal)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anotherKeysSignatureOrAnotherPersonsNameIsRefused() {
        SoftPasskey mine = SoftPasskey.register(house, member("mine"), "Key");
        SoftPasskey yours = SoftPasskey.register(house, member("yours"), "Key");
        mine.counter = 2;
        yours.counter = 2;
        String forged = yours.assertion(SoftPasskey.challenge(server))
                .replace(yours.id(), mine.id())
                .replace(yours.userHandle, mine.userHandle);
        assertThat(SoftPasskey.show(server, forged).status()).isEqualTo(401);

        mine.userHandle = yours.userHandle;

        assertThat(mine.signIn(server).status()).isEqualTo(401);
    }

    @Test
    void aServerThatIsReachedByNumbersSaysWhatToDo() {
        Reply refused = Visitor.stranger(server).post("/api/session/passkey/challenge", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/detail").asString()).contains("http://localhost");
    }

    @Test
    void oneAddressKeepsNoMoreThanAHundredQuestionsOpen() {
        for (int i = 0; i < 105; i++) {
            SoftPasskey.challenge(server);
        }

        assertThat(Tenant.SYSTEM.ask(() -> server.bean(JdbcClient.class)
                        .sql("select count(*) from passkey_challenge")
                        .query(Long.class)
                        .single()))
                .isEqualTo(100);
    }

    @Property(tries = 150)
    void whateverBytesComeTheyAreRefusedAndBreakNothing(@ForAll byte[] junk, @ForAll boolean clientDataIsGood) {
        House here = House.get();
        SoftPasskey key = known(here);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(junk);
        String good = key.assertion(SoftPasskey.challenge(here.server));
        String client = clientDataIsGood ? good.replaceFirst("(?s).*clientDataJSON\":\"([^\"]*).*", "$1") : text;
        String answer = """
                {"id":"%s","response":{"clientDataJSON":"%s","authenticatorData":"%s","signature":"%s","userHandle":"%s"}}""".formatted(key.id(), client, text, text, clientDataIsGood ? key.userHandle : text);
        String made = """
                {"id":"%s","response":{"clientDataJSON":"%s","attestationObject":"%s"}}""".formatted(key.id(), client, text);

        assertThat(SoftPasskey.show(here.server, answer).status()).isIn(400, 401, 410);
        assertThat(SoftPasskey.add(here.people.get(Role.BUILDER), "Junk", made).status())
                .isIn(400, 401, 410);
    }

    private static SoftPasskey known;

    private static synchronized SoftPasskey known(House here) {
        if (known == null) {
            known = SoftPasskey.register(here, here.newMember(here.owner(), "junk-target", Role.MEMBER), "Key");
        }
        return known;
    }
}
