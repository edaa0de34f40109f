package org.liaoyuan.server.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** How providers are configured. */
class SignOnProvidersTest {

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
    void forget() {
        oidc.fault("");
        for (JsonNode provider : owner.get("/api/sign-on/providers").at("/providers")) {
            owner.send("DELETE", "/api/sign-on/providers/" + provider.path("id").asString(), "");
        }
    }

    private static String form(String issuer, String client, String secret) {
        return "{\"name\":\"SSO\"" + (secret.isEmpty() ? "" : ",\"secret\":\"" + secret + "\"")
                + ",\"oidc\":{\"issuer\":\"" + issuer + "\",\"clientId\":\"" + client + "\"}}";
    }

    @Test
    void aSecretIsKeptSealedNeverShownAndSentToNoOtherPlace() {
        Reply made = owner.post("/api/sign-on/providers", form(oidc.issuer, "liaoyuan", OidcServer.SECRET));
        String path = "/api/sign-on/providers/" + made.at("/id").asString();

        assertThat(made.text() + owner.get("/api/sign-on/providers").text())
                .contains("\"secretSet\":true")
                .doesNotContain(OidcServer.SECRET);
        assertThat(Tenant.SYSTEM.ask(() -> house.server
                        .bean(JdbcClient.class)
                        .sql(
                                "select string_agg(p::text || encode(sealed_secret, 'escape'), ' ') from sign_on_provider p")
                        .query(String.class)
                        .single()))
                .doesNotContain(OidcServer.SECRET);
        assertThat(owner.send("PUT", path, form(oidc.issuer, "liaoyuan", ""))
                        .at("/secretSet")
                        .asBoolean())
                .isTrue();
        assertThat(owner.send("PUT", path, form("https://evil.example", "liaoyuan", ""))
                        .status())
                .isEqualTo(400);
        assertThat(owner.post(
                                "/api/sign-on/providers/test",
                                "{\"id\":\"" + made.at("/id").asString() + "\",\"provider\":"
                                        + form("https://evil.example", "liaoyuan", "") + "}")
                        .text())
                .contains("enter it again");
        assertThat(owner.get("/api/audit?action=sign_on").text())
                .contains("sign_on.create", "sign_on.change")
                .doesNotContain(OidcServer.SECRET);
    }

    @Test
    void addressesWithoutTlsAndThoseOfEveryTenantAreRefusedWithWhatToDo() {
        assertThat(refusal("http://sso.example.com")).contains("https://");
        assertThat(refusal("https://me@sso.example.com")).contains("without a user's name");
        assertThat(refusal("https://login.microsoftonline.com/common/v2.0")).contains("<tenant id>");
        assertThat(refusal("nonsense")).contains("expected an address");
        Visitor other = house.newOrganisation("Chemistry", "chemistry-owner");
        assertThat(other.post("/api/sign-on/providers", form(oidc.issuer, "x", ""))
                        .text())
                .contains("this server itself");
    }

    @Test
    void anotherOrganisationDoesNotSendTheServerToItselfNorToItsLinkHoweverItIsSpelled() {
        Visitor other = house.newOrganisation("Geology", "geology-owner");

        for (String host : List.of("127.1.2.3", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0", "169.254.169.254")) {
            Reply reply = other.post(
                    "/api/sign-on/providers/test", "{\"provider\":" + form("https://" + host, "x", "") + "}");
            assertThat(reply.at("/findings/0/problem").asString()).as(host).isEqualTo("UNREACHABLE");
            assertThat(reply.at("/findings/0/detail").asString()).as(host).contains("only the organisation");
        }
    }

    private static String refusal(String issuer) {
        Reply reply = owner.post("/api/sign-on/providers", form(issuer, "x", ""));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        return reply.at("/detail").asString();
    }

    @Test
    void aTrialSaysWhatIsWrong() {
        assertThat(trial(form(oidc.issuer, "liaoyuan", OidcServer.SECRET))).isEqualTo(oidc.issuer);
        assertThat(trial(form(oidc.issuer, "liaoyuan", "another secret that is wrong")))
                .startsWith("CLIENT");
        assertThat(trial(form(oidc.issuer, "nobody", OidcServer.SECRET))).startsWith("CLIENT");
        assertThat(trial(form(oidc.issuer + "/", "liaoyuan", OidcServer.SECRET)))
                .startsWith("ISSUER");
        assertThat(trial(form(oidc.issuer.replace("127.0.0.1", "localhost"), "liaoyuan", OidcServer.SECRET)))
                .startsWith("ISSUER");
        assertThat(trial(form("https://localhost:1", "liaoyuan", OidcServer.SECRET)))
                .startsWith("UNREACHABLE");
        assertThat(trial(form(oidc.issuer + "/nothing", "liaoyuan", OidcServer.SECRET)))
                .startsWith("UNREACHABLE");
    }

    private static String trial(String form) {
        Reply reply = owner.post("/api/sign-on/providers/test", "{\"provider\":" + form + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode finding = reply.at("/findings/0");
        assertThat(reply.at("/works").asBoolean())
                .isEqualTo(finding.path("problem").isNull());
        return (finding.path("problem").isNull() ? "" : finding.path("problem").asString() + " ")
                + finding.path("detail").asString();
    }

    @Test
    void anotherOrganisationsProvidersAreNeitherSeenNorChanged() {
        String id = owner.post("/api/sign-on/providers", form(oidc.issuer, "liaoyuan", OidcServer.SECRET))
                .at("/id")
                .asString();
        Visitor other = house.newOrganisation("Biology", "biology-owner");

        assertThat(other.get("/api/sign-on/providers").text()).doesNotContain(id);
        assertThat(other.send("PUT", "/api/sign-on/providers/" + id, form("https://x.example", "x", ""))
                        .status())
                .isEqualTo(404);
        assertThat(other.send("DELETE", "/api/sign-on/providers/" + id, "").status())
                .isEqualTo(404);
        assertThat(other.post("/api/account/identities", "{\"provider\":\"" + id + "\"}")
                        .status())
                .isEqualTo(404);
    }
}
