package org.liaoyuan.server.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import tools.jackson.databind.JsonNode;

/** The whole way of a browser, by HTTP, through a certified OpenID Connect server. */
class OidcSignOnTest {

    private static House house;
    private static OidcServer oidc;
    private static Visitor owner;

    @BeforeAll
    static void start() {
        house = House.get();
        oidc = OidcServer.of(house);
        owner = house.owner();
    }

    @AfterEach
    void mend() {
        oidc.fault("");
        for (JsonNode provider : owner.get("/api/sign-on/providers").at("/providers")) {
            owner.send("DELETE", "/api/sign-on/providers/" + provider.path("id").asString(), "");
        }
    }

    /** A provider of the first organisation; its id. */
    private static String provider(Visitor by, String more) {
        Reply made = by.post("/api/sign-on/providers", form("SSO " + UUID.randomUUID(), more));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/id").asString();
    }

    static String form(String name, String more) {
        return "{\"name\":\"" + name + "\",\"secret\":\"" + OidcServer.SECRET + "\"" + more + ",\"oidc\":{\"issuer\":\""
                + oidc.issuer
                + "\",\"clientId\":\"liaoyuan\",\"scopes\":[\"openid\",\"profile\",\"email\",\"groups\"],\"groupsClaim\":\"groups\"}}";
    }

    private static final String CREATES = ",\"createPeople\":true,\"defaultRole\":\"GUEST\"";

    @Test
    void aFirstSignInMakesAPersonAndTheNextOneFindsThem() {
        String provider = provider(owner, CREATES);
        oidc.claim("grace", "\"name\":\"Grace Hopper\",\"email\":\"grace@example.com\",\"email_verified\":true");
        assertThat(Visitor.stranger(house.server).get("/api/sign-on").text()).contains(provider);
        Browser browser = new Browser(house);

        assertThat(browser.signIn(provider, "grace", "/c/1?x=1")).isEqualTo("/c/1?x=1");

        assertThat(browser.session())
                .contains("\"name\":\"grace\"", "Grace Hopper", "grace@example.com", "\"role\":\"GUEST\"");
        Browser another = new Browser(house);
        another.signIn(provider, "grace");
        String person = owner.get("/api/members").text();
        assertThat(person.split("\"name\":\"grace\"", -1)).hasSize(2);
        assertThat(another.session()).contains("\"name\":\"grace\"");
        assertThat(owner.get("/api/audit?action=session").text()).contains("way=oidc");
        assertThat(owner.get("/api/audit?action=identity").text()).contains("identity.link", oidc.issuer);
    }

    @Test
    void anIdentityIsItsIssuerAndSubjectNeverAnAddressOrAName() {
        Visitor member = house.newMember(owner, "hedy", Role.ADMIN);
        member.send("PATCH", "/api/account", "{\"email\":\"hedy@example.com\"}");
        oidc.claim("hedy", "\"email\":\"hedy@example.com\",\"email_verified\":true");
        Browser browser = new Browser(house);

        browser.signIn(provider(owner, CREATES), "hedy");

        assertThat(browser.session()).contains("\"name\":\"hedy-2\"", "\"role\":\"GUEST\"");
    }

    @Test
    void whomTheDirectoryCreatedUnderTheirSubjectIsThatPersonAtTheFirstSignIn() {
        String key = owner.post("/api/keys", "{\"name\":\"directory\",\"scopes\":[\"PROVISION\"]}")
                .at("/secret")
                .asString();
        Reply made = Visitor.withKey(house.server, key)
                .post("/scim/v2/Users", "{\"userName\":\"lise@example.com\",\"externalId\":\"subject-of-lise\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Browser browser = new Browser(house);

        assertThat(browser.signIn(provider(owner, ""), "subject-of-lise")).isEqualTo("/usage");

        assertThat(browser.session()).contains("\"id\":\"" + made.at("/id").asString() + "\"", "lise@example.com");
        JsonNode members = owner.get("/api/members").at("");
        assertThat(members)
                .filteredOn(member -> member.path("fromDirectory").asBoolean())
                .extracting(member -> member.path("name").asString())
                .containsExactly("lise@example.com");
        assertThat(owner.get("/api/audit?action=identity.link").text())
                .contains(made.at("/id").asString());
    }

    @Test
    void whoIsNotKnownIsToldSoWherePeopleAreNotMade() {
        Browser browser = new Browser(house);

        assertThat(browser.signIn(provider(owner, ""), "nobody-yet")).isEqualTo("/sign-in?problem=unknown-person");

        assertThat(browser.session()).contains("\"person\":null");
        assertThat(owner.get("/api/audit?action=session.refuse").text()).contains("why=unknown-person");
    }

    @Test
    void anAnswerWorksOnceAndOnlyInTheBrowserInWhichItBegan() {
        String provider = provider(owner, CREATES);
        Browser browser = new Browser(house);
        String answer = browser.answerOf(Browser.location(browser.get("/api/sign-on/" + provider + "/start")), "ada");
        Browser stranger = new Browser(house);
        String expired = "/sign-in?problem=expired";

        assertThat(Browser.location(stranger.get(answer))).isEqualTo(expired);
        Browser.location(stranger.get("/api/sign-on/" + provider + "/start"));
        assertThat(Browser.location(stranger.get(answer))).isEqualTo(expired);
        assertThat(stranger.session()).contains("\"person\":null");

        assertThat(Browser.location(browser.get(answer))).isEqualTo("/");
        assertThat(Browser.location(browser.get(answer))).isEqualTo(expired);
        assertThat(Browser.location(browser.get("/api/sign-on/callback?state=guess&code=x")))
                .isEqualTo(expired);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "audience", "issuer", "expired", "unsigned", "key", "secret", "userinfo"})
    void whatIsNotSaidByTheIssuerForThisSignInAndNowIsRefused(String fault) {
        String provider = provider(owner, CREATES);
        Browser browser = new Browser(house);
        String answer =
                browser.answerOf(Browser.location(browser.get("/api/sign-on/" + provider + "/start")), "mallory");
        oidc.fault(fault);

        assertThat(Browser.location(browser.get(answer))).isEqualTo("/sign-in?problem=untrusted");

        assertThat(browser.session()).contains("\"person\":null");
        assertThat(owner.get("/api/members").text()).doesNotContain("mallory");
    }

    @Test
    void theAnswerOfAnotherIssuerIsRefused() {
        String provider = provider(owner, CREATES);
        Browser browser = new Browser(house);
        String answer =
                browser.answerOf(Browser.location(browser.get("/api/sign-on/" + provider + "/start")), "mallory");

        assertThat(Browser.location(browser.get(answer.replaceFirst("iss=[^&]*", "iss=https%3A%2F%2Felsewhere"))))
                .isEqualTo("/sign-in?problem=untrusted");
    }

    @Test
    void keysThatAreRotatedAreFoundByThemselves() {
        String provider = provider(owner, CREATES);
        assertThat(new Browser(house).signIn(provider, "rosalind")).isEqualTo("/usage");

        oidc.rotateKeys();

        assertThat(new Browser(house).signIn(provider, "rosalind")).isEqualTo("/usage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "huge"})
    void aProviderThatDoesNotAnswerAsItShouldIsToldAndPasswordsStillWork(String fault) {
        String provider = provider(owner, CREATES);
        Browser browser = new Browser(house);
        String answer = browser.answerOf(Browser.location(browser.get("/api/sign-on/" + provider + "/start")), "ada");
        oidc.fault(fault);

        assertThat(Browser.location(browser.get(answer))).isEqualTo("/sign-in?problem=unreachable");

        assertThat(Visitor.signIn(house.server, "some-member", House.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void aProviderThatIsDownFromTheBeginningIsToldAtOnce() {
        String provider = provider(owner, CREATES);
        oidc.fault("down");

        assertThat(new Browser(house).signIn(provider, "ada")).isEqualTo("/sign-in?problem=unreachable");
    }

    @Test
    void addressesOfOtherDomainsAndUnverifiedOnesAreRefused() {
        String provider = provider(owner, CREATES + ",\"domains\":[\"Example.COM\"]");
        oidc.claim("inside", "\"email\":\"inside@EXAMPLE.com\",\"email_verified\":true");
        oidc.claim("outside", "\"email\":\"outside@example.com.evil.example\",\"email_verified\":true");
        oidc.claim("unverified", "\"email\":\"unverified@example.com\",\"email_verified\":false");
        String refused = "/sign-in?problem=domain";

        assertThat(new Browser(house).signIn(provider, "outside")).isEqualTo(refused);
        assertThat(new Browser(house).signIn(provider, "unverified")).isEqualTo(refused);
        assertThat(new Browser(house).signIn(provider, "without-any")).isEqualTo(refused);
        assertThat(new Browser(house).signIn(provider, "inside")).isEqualTo("/usage");
    }

    @Test
    void onesOwnAccountIsLinkedByOneselfAndUnlinkedAgain() {
        String provider = provider(owner, "");
        Visitor member = house.newMember(owner, "linker", Role.MEMBER);
        Browser browser = new Browser(house).of(member);

        assertThat(link(browser, member, provider, "linker-there")).isEqualTo("/account");
        assertThat(member.get("/api/account/identities").at("/0/name").asString())
                .isEqualTo("linker-there");

        Browser elsewhere = new Browser(house);
        assertThat(elsewhere.signIn(provider, "linker-there")).isEqualTo("/usage");
        assertThat(elsewhere.session()).contains("\"name\":\"linker\"");
        Visitor other = house.newMember(owner, "other-linker", Role.MEMBER);
        assertThat(link(new Browser(house).of(other), other, provider, "linker-there"))
                .isEqualTo("/account?problem=taken");

        String id = member.get("/api/account/identities").at("/0/id").asString();
        assertThat(other.send("DELETE", "/api/account/identities/" + id, "").status())
                .isEqualTo(404);
        assertThat(member.send("DELETE", "/api/account/identities/" + id, "").status())
                .isEqualTo(204);
        assertThat(new Browser(house).signIn(provider, "linker-there")).isEqualTo("/sign-in?problem=unknown-person");
        assertThat(owner.get("/api/audit?action=identity").text()).contains("identity.unlink");
    }

    private static String link(Browser browser, Visitor who, String provider, String name) {
        Reply begun = begin(who, provider, House.PASSWORD);
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        browser.take(begun);
        return Browser.location(
                browser.get(browser.answerOf(begun.at("/address").asString(), name)));
    }

    private static Reply begin(Visitor who, String provider, String password) {
        return who.post(
                "/api/account/identities", "{\"provider\":\"" + provider + "\",\"password\":\"" + password + "\"}");
    }

    @Test
    void whoGotHoldOfASessionOnlyLinksNothing() {
        String provider = provider(owner, "");
        Visitor member = house.newMember(owner, "careless", Role.MEMBER);

        assertThat(begin(member, provider, "not the password at all").status()).isEqualTo(403);
        assertThat(member.post("/api/account/identities", "{\"provider\":\"" + provider + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(begin(member, provider, House.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void whoHasNoPasswordLinksByTheirSession() {
        String provider = provider(owner, CREATES);
        Browser browser = new Browser(house);
        browser.signIn(provider, "without-password");

        Reply begun =
                browser.visitor(house.server).post("/api/account/identities", "{\"provider\":\"" + provider + "\"}");

        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    }

    @Test
    void aLinkThatSomebodyElseBeganIsNotEnded() {
        String provider = provider(owner, "");
        Visitor victim = house.newMember(owner, "victim", Role.MEMBER);
        Visitor attacker = house.newMember(owner, "attacker", Role.MEMBER);
        Reply begun = begin(attacker, provider, House.PASSWORD);
        Browser browser = new Browser(house).of(victim);
        browser.take(begun);

        assertThat(Browser.location(
                        browser.get(browser.answerOf(begun.at("/address").asString(), "victim-there"))))
                .isEqualTo("/account?problem=link-lost");

        assertThat(victim.get("/api/account/identities").body()).isEmpty();
        assertThat(attacker.get("/api/account/identities").body()).isEmpty();
    }

    @Test
    void theLastWayInStays() {
        String provider = provider(owner, CREATES);
        Browser browser = new Browser(house);
        browser.signIn(provider, "only-there");
        Visitor person = browser.visitor(house.server);

        String id = person.get("/api/account/identities").at("/0/id").asString();

        assertThat(person.send("DELETE", "/api/account/identities/" + id, "").status())
                .isEqualTo(409);
        assertThat(person.get("/api/account/export").status()).isEqualTo(200);
    }

    @Test
    void aProviderReachesNoFurtherThanWhoConfiguredIt() {
        Visitor admin = house.people.get(Role.ADMIN);
        String provider = provider(admin, "");
        link(new Browser(house).of(owner), owner, provider, "the-owner-there");

        assertThat(new Browser(house).signIn(provider, "the-owner-there")).isEqualTo("/sign-in?problem=reach");

        assertThat(admin.post("/api/sign-on/providers", form("x", ",\"defaultRole\":\"OWNER\""))
                        .status())
                .isEqualTo(400);
        String mine = owner.get("/api/account/identities").at("/0/id").asString();
        owner.send("DELETE", "/api/account/identities/" + mine, "");
    }

    @Test
    void whoWasTakenOutOfTheOrganisationStaysOut() {
        String provider = provider(owner, CREATES);
        Browser browser = new Browser(house);
        browser.signIn(provider, "leaver-there");
        String person =
                browser.visitor(house.server).get("/api/account").at("/id").asString();
        owner.send("DELETE", "/api/members/" + person, "");

        assertThat(new Browser(house).signIn(provider, "leaver-there")).isEqualTo("/sign-in?problem=closed");
    }

    @Test
    void aDisabledProviderIsNoWayIn() {
        String provider = provider(owner, CREATES);
        owner.send("PUT", "/api/sign-on/providers/" + provider, form("off " + provider, ",\"enabled\":false"));

        assertThat(Visitor.stranger(house.server).get("/api/sign-on").text()).doesNotContain(provider);
        assertThat(new Browser(house).signIn(provider, "ada")).isEqualTo("/sign-in?problem=expired");
    }

    @Test
    void groupsGiveRolesAtEachSignInAndWhatNobodyMapsGivesTheDefault() {
        String provider = provider(owner, CREATES);
        owner.send("PUT", "/api/group-roles", "{\"group\":\"/staff/builders\",\"role\":\"BUILDER\"}");
        owner.send("PUT", "/api/group-roles", "{\"group\":\"members\",\"role\":\"MEMBER\"}");
        try {
            assertThat(roleWith(provider, "\"groups\":[\"members\",\"/staff/builders\",\"/x\"]"))
                    .contains("BUILDER");
            assertThat(roleWith(provider, "\"groups\":[\"/members\"]")).contains("MEMBER");
            assertThat(roleWith(provider, "\"groups\":[\"nothing\"]")).contains("GUEST");
            assertThat(owner.get("/api/audit?action=member.change").text()).contains("to=builder; by=groups; way=oidc");

            oidc.claim("katherine", "\"_claim_names\":{\"groups\":\"src1\"}");
            assertThat(new Browser(house).signIn(provider, "katherine")).isEqualTo("/sign-in?problem=groups-left-out");
        } finally {
            owner.send("DELETE", "/api/group-roles?group=%2Fstaff%2Fbuilders", "");
            owner.send("DELETE", "/api/group-roles?group=members", "");
        }
    }

    @Test
    void theGroupsOfTheLastSignInOpenWhatIsKeptForThem() {
        String provider = provider(owner, CREATES);
        String rule = "/api/grants?kind=MODEL&resource=bge-small-zh";
        owner.send("PUT", rule, "{\"groups\":[\"/staff/readers\"]}");
        try {
            assertThat(modelsWith(provider, "\"groups\":[\"/staff/readers\",\"/x\"]"))
                    .contains("bge-small-zh");
            assertThat(owner.get("/api/grants/groups").text()).contains("/staff/readers", "/x");

            String without = modelsWith(provider, "\"groups\":[\"/x\"]");
            // of groups the program hears at the latest after two seconds
            long end = System.nanoTime() + 30_000_000_000L;
            while (without.contains("bge-small-zh") && System.nanoTime() < end) {
                Thread.onSpinWait();
                without = modelsWith(provider, "\"groups\":[\"/x\"]");
            }
            assertThat(without).doesNotContain("bge-small-zh");
        } finally {
            owner.send("DELETE", rule, "");
        }
    }

    private static String modelsWith(String provider, String claims) {
        oidc.claim("grouped", claims);
        Browser browser = new Browser(house);
        assertThat(browser.signIn(provider, "grouped")).isEqualTo("/usage");
        return browser.visitor(house.server).get("/api/models").text();
    }

    private static String roleWith(String provider, String claims) {
        oidc.claim("katherine", claims);
        Browser browser = new Browser(house);
        assertThat(browser.signIn(provider, "katherine")).isEqualTo("/usage");
        return browser.visitor(house.server)
                .get("/api/session")
                .at("/organisation/role")
                .asString();
    }

    @Test
    void theLastOwnerStaysOneWhateverTheirGroups() {
        String provider = provider(owner, "");
        Browser theirs = new Browser(house).of(owner);
        link(theirs, owner, provider, "ada-the-owner");
        owner.send("PUT", "/api/group-roles", "{\"group\":\"members\",\"role\":\"MEMBER\"}");
        try {
            oidc.claim("ada-the-owner", "\"groups\":[\"members\"]");
            assertThat(new Browser(house).signIn(provider, "ada-the-owner")).isEqualTo("/usage");

            assertThat(owner.get("/api/session").at("/organisation/role").asString())
                    .isEqualTo("OWNER");
        } finally {
            owner.send("DELETE", "/api/group-roles?group=members", "");
        }
    }
}
