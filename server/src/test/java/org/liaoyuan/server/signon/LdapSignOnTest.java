package org.liaoyuan.server.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import tools.jackson.databind.JsonNode;

/** Names and passwords of a real LDAP server at the door of ours. */
class LdapSignOnTest {

    @TempDir
    private static Path folder;

    private static House house;
    private static Visitor owner;
    private static LdapServer ldap;

    @BeforeAll
    static void start() throws Exception {
        house = House.get();
        owner = house.owner();
        ldap = LdapServer.start(folder, "localhost");
    }

    @AfterAll
    static void stop() {
        ldap.server.shutDown(true);
    }

    @AfterEach
    void forget() {
        for (JsonNode provider : owner.get("/api/sign-on/providers").at("/providers")) {
            owner.send("DELETE", "/api/sign-on/providers/" + provider.path("id").asString(), "");
        }
    }

    private static String form(String url, String secret, String more) {
        return "{\"name\":\"Directory\",\"createPeople\":true,\"secret\":\"" + secret + "\",\"ldap\":{\"url\":\"" + url
                + "\",\"baseDn\":\"" + LdapServer.BASE + "\",\"serviceDn\":\"" + LdapServer.SERVICE
                + "\",\"userFilter\":\"(&(objectClass=inetOrgPerson)(uid={name}))\",\"idAttribute\":\"personId\","
                + "\"groupBaseDn\":\"ou=groups,dc=example,dc=com\",\"groupFilter\":\"(member={dn})\"" + more + "}}";
    }

    private static String tls() {
        return form(ldap.tls(), LdapServer.SERVICE_PASSWORD, pem());
    }

    private static String pem() {
        return ",\"certificate\":\"" + ldap.certificate.replace("\r", "").replace("\n", "\\n") + "\"";
    }

    private static void add(String form) {
        Reply made = owner.post("/api/sign-on/providers", form);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @Test
    void aNameAndPasswordOfTheDirectoryOpenTheSameDoorAsOnesOwn() {
        add(tls());

        Visitor marie = Visitor.byPassword(house.server, "Marie", "radium");
        Visitor again = Visitor.byPassword(house.server, "marie", "radium");

        assertThat(marie.get("/api/account").at("/displayName").asString()).isEqualTo("Dr. marie");
        assertThat(again.get("/api/account").at("/id"))
                .isEqualTo(marie.get("/api/account").at("/id"));
        assertThat(marie.get("/api/session").at("/organisation/role").asString())
                .isEqualTo("MEMBER");
        assertThat(marie.get("/api/account/identities").at("/0/issuer").asString())
                .isEqualTo("ldap:dc=example,dc=com");
        assertThat(owner.get("/api/audit?action=session").text()).contains("way=ldap");
    }

    @Test
    void wrongPasswordsAndUnknownNamesAreToldTheSameAndEmptyOrWildOnesOpenNothing() {
        add(tls());
        String wrong = Visitor.signIn(house.server, "pierre", "wrong").text();

        assertThat(wrong).contains("the name or the password is wrong");
        for (String[] tried : new String[][] {
            {"nobody-there", "x"}, {"pierr*", "also radium"}, {"*", "also radium"}, {"pierre)(uid=*", "x"}
        }) {
            Reply reply = Visitor.signIn(house.server, tried[0], tried[1]);
            assertThat(reply.text()).as(tried[0]).isEqualTo(wrong);
            assertThat(reply.status()).isEqualTo(401);
        }
        assertThat(Visitor.signIn(house.server, "pierre", "").status()).isEqualTo(401);
        assertThat(Visitor.signIn(house.server, "pierre", "also radium").status())
                .isEqualTo(200);
        assertThat(Visitor.signIn(house.server, "odd*(name)", "with brackets").status())
                .isEqualTo(200);
    }

    @Test
    void triesAreCountedAsForPasswordsHere() {
        add(tls());
        int status = 401;
        for (int tries = 0; tries < 10 && status == 401; tries++) {
            status = Visitor.signIn(house.server, "counted-there", "wrong").status();
        }

        assertThat(status).isEqualTo(429);
    }

    @Test
    void whoHasAPasswordHereIsNotAskedForInTheDirectory() {
        add(tls());
        house.newMember(owner, "irene", Role.MEMBER);
        int before = ldap.binds.get();

        assertThat(Visitor.signIn(house.server, "irene", "wrong").status()).isEqualTo(401);
        assertThat(Visitor.signIn(house.server, "irene", House.PASSWORD).status())
                .isEqualTo(200);

        assertThat(ldap.binds.get()).isEqualTo(before);
    }

    @Test
    void aPasswordGoesToTheDirectoriesOfNoOtherOrganisation() {
        Visitor other = house.newOrganisation("Physics", "physics-owner");
        Reply refused = other.post("/api/sign-on/providers", tls());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("this server itself");
        assertThat(Visitor.signIn(house.server, "marie", "radium").status()).isEqualTo(401);
    }

    @Test
    void groupsGiveRoles() {
        add(tls());
        owner.send("PUT", "/api/group-roles", "{\"group\":\"builders\",\"role\":\"BUILDER\"}");
        try {
            assertThat(Visitor.byPassword(house.server, "marie", "radium")
                            .get("/api/session")
                            .at("/organisation/role")
                            .asString())
                    .isEqualTo("BUILDER");
        } finally {
            owner.send("DELETE", "/api/group-roles?group=builders", "");
        }
    }

    @Test
    void startTlsIsDoneBeforeAnyPasswordIsSent() {
        add(form(ldap.plain(), LdapServer.SERVICE_PASSWORD, pem() + ",\"startTls\":true"));

        assertThat(Visitor.signIn(house.server, "marie", "radium").status()).isEqualTo(200);
    }

    @Test
    void aTrialSaysWhatIsWrong() {
        assertThat(trial(tls(), "")).isEqualTo(LdapServer.BASE);
        assertThat(trial(tls(), "marie")).contains("uid=marie,ou=people", "Dr. marie", "marie@example.com", "builders");
        assertThat(trial(tls(), "nobody")).startsWith("NOBODY");
        assertThat(trial(form(ldap.tls(), "wrong", pem()), "")).startsWith("SERVICE_ACCOUNT");
        assertThat(trial(form(ldap.tls(), "", pem()), "")).startsWith("SERVICE_ACCOUNT");
        assertThat(trial(form(ldap.tls(), LdapServer.SERVICE_PASSWORD, ""), "")).startsWith("TLS");
        assertThat(trial(form("ldaps://localhost:1", LdapServer.SERVICE_PASSWORD, pem()), ""))
                .startsWith("UNREACHABLE");
        assertThat(trial(tls().replace("\"baseDn\":\"dc=example", "\"baseDn\":\"dc=elsewhere"), ""))
                .startsWith("BASE");
        assertThat(trial(tls().replace("personId", "noSuchId"), "marie")).startsWith("UNSUITABLE");
    }

    /** Without a limit this lasts as long as the server's patience with the browser. */
    @Test
    @Timeout(60)
    void aDirectoryThatTakesAConnectionAndSaysNothingIsNotWaitedForLong() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(trial(
                            form("ldaps://localhost:" + silent.getLocalPort(), LdapServer.SERVICE_PASSWORD, pem()), ""))
                    .startsWith("TLS");
        }
    }

    private static String trial(String form, String name) {
        Reply reply =
                owner.post("/api/sign-on/providers/test", "{\"tryName\":\"" + name + "\",\"provider\":" + form + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode finding = reply.at("/findings/0");
        assertThat(reply.at("/works").asBoolean())
                .isEqualTo(finding.path("problem").isNull());
        return (finding.path("problem").isNull() ? "" : finding.path("problem").asString() + " ")
                + finding.path("detail").asString();
    }

    @Test
    void aDirectoryThatIsDownLocksNobodyOutWhoHasAPasswordHere() {
        add(form("ldaps://localhost:1", LdapServer.SERVICE_PASSWORD, ""));

        assertThat(Visitor.signIn(house.server, "some-builder", House.PASSWORD).status())
                .isEqualTo(200);
        assertThat(Visitor.signIn(house.server, "somebody-there", "any").status())
                .isEqualTo(401);
    }

    @Test
    void plainLdapFarAwayIsRefused() {
        Reply reply = owner.post("/api/sign-on/providers", form("ldap://ldap.example.com", "x", ""));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("ldaps://");
    }

    @Test
    void aCertificateForAnotherNameIsRefusedBeforeAnyPasswordIsSent() throws Exception {
        LdapServer elsewhere = LdapServer.start(folder, "elsewhere.example");
        try {
            String pem = ",\"certificate\":\""
                    + elsewhere.certificate.replace("\r", "").replace("\n", "\\n") + "\"";

            assertThat(trial(form(elsewhere.tls(), LdapServer.SERVICE_PASSWORD, pem), ""))
                    .startsWith("TLS");
            assertThat(trial(form(elsewhere.plain(), LdapServer.SERVICE_PASSWORD, pem + ",\"startTls\":true"), ""))
                    .startsWith("TLS");
            assertThat(elsewhere.binds.get()).isZero();
        } finally {
            elsewhere.server.shutDown(true);
        }
    }
}
