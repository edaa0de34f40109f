package org.liaoyuan.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

class InvitationsTest {

    private static House house;
    private static Visitor hosts;
    private static Visitor others;

    @BeforeAll
    static void start() {
        house = House.get();
        hosts = house.newOrganisation("Hosts", "owner-of-hosts");
        others = house.newOrganisation("Others", "owner-of-others");
    }

    private static Reply invite(Visitor by, String name, Role role) {
        return by.post("/api/invitations", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}");
    }

    private static String offer(Visitor visitor) {
        return visitor.get("/api/account/invitations").at("/0/id").asString();
    }

    private static Reply accept(Visitor visitor, String id) {
        return visitor.post("/api/account/invitations/" + id + "/acceptance", "");
    }

    private static String id(Visitor visitor) {
        return visitor.get("/api/account").at("/id").asString();
    }

    private static String organisation(Visitor visitor) {
        return visitor.get("/api/session").at("/organisation/id").asString();
    }

    private static int actFor(Visitor visitor, String organisation) {
        return visitor.send("PUT", "/api/session/organisation", "{\"organisation\":\"" + organisation + "\"}")
                .status();
    }

    /** What is random or a time in an answer, and the name itself, tells nothing. */
    private static String shape(Reply reply, String name) {
        return reply.status() + " "
                + reply.text()
                        .replace(name, "NAME")
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME");
    }

    @Test
    void whoIsInvitedSeesItAcceptsAndWorksInBothOrganisationsApart() {
        Visitor guest = house.newMember(others, "goes-visiting", Role.MEMBER);
        guest.post("/api/conversations", "{\"title\":\"at home\"}");
        String home = organisation(guest);

        assertThat(invite(hosts, " Goes-Visiting ", Role.BUILDER).status()).isEqualTo(201);
        assertThat(hosts.get("/api/invitations").text()).contains("\"goes-visiting\"");
        Reply offers = guest.get("/api/account/invitations");
        assertThat(offers.at("/0/organisation").asString()).isEqualTo("Hosts");
        assertThat(offers.at("/0/role").asString()).isEqualTo("BUILDER");
        assertThat(accept(guest, offer(guest)).status()).isEqualTo(204);

        assertThat(guest.get("/api/account/invitations").body()).isEmpty();
        assertThat(hosts.get("/api/invitations").text()).doesNotContain("goes-visiting");
        assertThat(hosts.get("/api/members").text()).contains("\"goes-visiting\"");
        assertThat(organisation(guest)).isEqualTo(home);
        assertThat(actFor(guest, organisation(hosts))).isEqualTo(204);
        assertThat(guest.get("/api/session").at("/organisation/role").asString())
                .isEqualTo("BUILDER");
        assertThat(guest.get("/api/conversations").body()).isEmpty();
        guest.post("/api/conversations", "{\"title\":\"on a visit\"}");
        assertThat(actFor(guest, home)).isEqualTo(204);
        assertThat(guest.get("/api/conversations").text()).contains("at home").doesNotContain("on a visit");
        // who may open both is nobody's to let in but their own
        assertThat(hosts.post("/api/members/" + id(guest) + "/link", "").status())
                .isEqualTo(403);
        assertThat(hosts.get("/api/audit?action=member.add").text()).contains("by=invitation");
        assertThat(others.get("/api/audit").text()).doesNotContain(organisation(hosts), "by=invitation");
    }

    @Test
    void theOrganisationCanNotTellAnAccountFromANameThatIsNobodys() {
        Visitor real = house.newMember(others, "is-real", Role.MEMBER);
        assertThat(invite(hosts, "is-real", Role.MEMBER))
                .satisfies(r -> assertThat(shape(r, "is-real"))
                        .isEqualTo(shape(invite(hosts, "is-none", Role.MEMBER), "is-none")));
        String offered = offer(real);

        assertThat(real.send("DELETE", "/api/account/invitations/" + offered, "")
                        .status())
                .isEqualTo(204);

        // also after it was declined, which only the person's own organisation notes
        assertThat(hosts.get("/api/invitations").text()).contains("\"is-real\"", "\"is-none\"");
        assertThat(real.get("/api/account/invitations").body()).isEmpty();
        assertThat(accept(real, offered).status()).isEqualTo(410);
        assertThat(hosts.get("/api/audit?action=invitation").text())
                .doesNotContain(id(real), "is-real", "invitation.decline");
        assertThat(others.get("/api/audit?action=invitation.decline").text()).contains(offered);
        assertThat(others.get("/api/invitations").body()).isEmpty();
        // asked once more they see it once more
        assertThat(invite(hosts, "is-real", Role.GUEST).status()).isEqualTo(201);
        assertThat(real.get("/api/account/invitations").at("/0/role").asString())
                .isEqualTo("GUEST");
    }

    @Test
    void whoTakesTheNameLaterWasNotMeant() {
        assertThat(invite(hosts, "not-yet-here", Role.ADMIN).status()).isEqualTo(201);

        Visitor later = house.newMember(others, "not-yet-here", Role.MEMBER);

        assertThat(later.get("/api/account/invitations").body()).isEmpty();
    }

    @Test
    void onlyWhoWasMeantAcceptsAndOnlyTheOrganisationWithdraws() {
        Visitor meant = house.newMember(others, "was-meant", Role.MEMBER);
        Visitor colleague = house.newMember(others, "was-not-meant", Role.MEMBER);
        String id = invite(hosts, "was-meant", Role.MEMBER).at("/id").asString();

        assertThat(accept(colleague, id).status()).isEqualTo(410);
        assertThat(colleague
                        .send("DELETE", "/api/account/invitations/" + id, "")
                        .status())
                .isEqualTo(410);
        assertThat(others.send("DELETE", "/api/invitations/" + id, "").status()).isEqualTo(404);
        assertThat(hosts.send("DELETE", "/api/invitations/" + id, "").status()).isEqualTo(204);
        assertThat(accept(meant, id).status()).isEqualTo(410);
        assertThat(hosts.send("DELETE", "/api/invitations/" + id, "").status()).isEqualTo(404);
        assertThat(hosts.get("/api/audit?action=invitation.withdraw").text()).contains(id);
    }

    @Test
    void anInvitationEndsByItself() {
        Visitor late = house.newMember(others, "comes-late", Role.MEMBER);
        String id = invite(hosts, "comes-late", Role.MEMBER).at("/id").asString();

        house.server
                .bean(SystemDatabase.class)
                .run(db -> db.sql("update invitation set expires_at = now() where id = ?::uuid")
                        .param(id)
                        .update());

        assertThat(late.get("/api/account/invitations").body()).isEmpty();
        assertThat(accept(late, id).status()).isEqualTo(410);
        assertThat(hosts.get("/api/invitations").text()).doesNotContain(id);
    }

    @Test
    void nobodyInvitesAboveTheirOwnRoleNorAMember() {
        Visitor admin = house.newMember(hosts, "admin-of-hosts", Role.ADMIN);
        house.newMember(others, "wanted-as-owner", Role.MEMBER);
        assertThat(invite(admin, "wanted-as-owner", Role.OWNER).status()).isEqualTo(403);
        String id = invite(hosts, "wanted-as-owner", Role.OWNER).at("/id").asString();

        // nor takes away, or lessens, what somebody above gave
        assertThat(invite(admin, "wanted-as-owner", Role.GUEST).status()).isEqualTo(403);
        assertThat(admin.send("DELETE", "/api/invitations/" + id, "").status()).isEqualTo(403);
        assertThat(invite(hosts, "admin-of-hosts", Role.MEMBER).status()).isEqualTo(409);
        assertThat(invite(house.newMember(hosts, "member-of-hosts", Role.MEMBER), "x", Role.GUEST)
                        .status())
                .isEqualTo(403);
        for (String bad : List.of("", "a b", "x".repeat(101))) {
            assertThat(invite(hosts, bad, Role.MEMBER).status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void whoHasNoPasswordWouldLockThemselvesOutAndIsToldSo() {
        Visitor sso = house.newMember(others, "only-by-sso", Role.MEMBER);
        invite(hosts, "only-by-sso", Role.MEMBER);
        house.server
                .bean(SystemDatabase.class)
                .run(db -> db.sql("update person set password = null where name = 'only-by-sso'")
                        .update());

        Reply refused = accept(sso, offer(sso));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/detail").asString()).contains("password");
        assertThat(sso.get("/api/organisations").body()).hasSize(1);
    }

    @Test
    void manyNamesInARowHaveToWaitWhetherInvitedOrTriedAsNewMembers() {
        Visitor curious = house.newOrganisation("Curious", "owner-of-curious");

        int invited = 0;
        for (int i = 0; i < 30 && invite(curious, "guess-" + i, Role.MEMBER).status() == 201; i++) {
            invited++;
        }
        int taken = 0;
        for (int i = 0; i < 30; i++) {
            // one that does work is no try
            assertThat(curious.post("/api/members", "{\"name\":\"new-of-curious-" + i + "\"}")
                            .status())
                    .isEqualTo(201);
        }
        while (taken < 30
                && curious.post("/api/members", "{\"name\":\"new-of-curious-" + taken + "\"}")
                                .status()
                        == 409) {
            taken++;
        }

        assertThat(invited).isBetween(10, 25);
        assertThat(taken).isBetween(10, 25);
        Reply refused = invite(curious, "one-more", Role.MEMBER);
        // some more may have become allowed since
        for (int i = 0; i < 10 && refused.status() == 201; i++) {
            refused = invite(curious, "more-" + i, Role.MEMBER);
        }
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        // neither others' invitations nor anybody's signing in
        assertThat(invite(hosts, "guess-1", Role.MEMBER).status()).isEqualTo(201);
        assertThat(Visitor.signIn(house.server, "owner-of-curious", House.PASSWORD)
                        .status())
                .isEqualTo(200);
    }
}
