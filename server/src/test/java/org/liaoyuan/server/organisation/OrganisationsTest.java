package org.liaoyuan.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

class OrganisationsTest {

    private static House house;

    @BeforeAll
    static void start() {
        house = House.get();
    }

    private static String id(Visitor visitor) {
        return visitor.get("/api/account").at("/id").asString();
    }

    private static String organisation(Visitor visitor) {
        return visitor.get("/api/session").at("/organisation/id").asString();
    }

    private static Reply delete(Visitor by, String organisation, String name) {
        return by.send("DELETE", "/api/organisations/" + organisation, "{\"name\":\"" + name + "\"}");
    }

    private static Reply leave(Visitor visitor, String organisation) {
        return visitor.send("DELETE", "/api/account/memberships/" + organisation, "");
    }

    private static Reply deleteMember(Visitor by, String person) {
        return by.send("DELETE", "/api/members/" + person + "/account", "");
    }

    private static int actFor(Visitor visitor, String organisation) {
        return visitor.send("PUT", "/api/session/organisation", "{\"organisation\":\"" + organisation + "\"}")
                .status();
    }

    /** They belong to the organisation of whoever invites as well, and act for it. */
    private static void bringInto(Visitor host, String name, Visitor guest, Role role) {
        host.post("/api/invitations", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}");
        String offer = guest.get("/api/account/invitations").at("/0/id").asString();
        assertThat(guest.post("/api/account/invitations/" + offer + "/acceptance", "")
                        .status())
                .isEqualTo(204);
        assertThat(actFor(guest, organisation(host))).isEqualTo(204);
    }

    private static Visitor program(Visitor owner) {
        return Visitor.withKey(
                house.server,
                owner.post("/api/keys", "{\"name\":\"program\"}").at("/secret").asString());
    }

    private static void leaveTraces(Visitor who) {
        who.post("/api/conversations", "{\"title\":\"doomedspark\"}");
        who.post("/v1/responses", "{\"model\":\"default\",\"input\":\"doomedspark\",\"max_output_tokens\":16}");
        who.send(
                "PUT",
                "/api/budgets",
                "{\"subject\":\"PERSON\",\"subjectId\":\"" + id(who)
                        + "\",\"period\":\"DAY\",\"unit\":\"TOKENS\",\"amount\":1}");
        who.send("PUT", "/api/group-roles", "{\"group\":\"doomed-staff\",\"role\":\"MEMBER\"}");
        who.post("/api/invitations", "{\"name\":\"doomedspark-guest\"}");
        who.get("/api/ledger/sums?by=PERSON");
    }

    @Test
    void aDeletedOrganisationIsGoneFromEveryTableButTheAuditAndItsPeopleWithIt() {
        Visitor owner = house.newOrganisation("Doomed", "owner-of-doomed");
        Visitor member = house.newMember(owner, "member-of-doomed", Role.MEMBER);
        Visitor elsewhere = house.newOrganisation("Stays", "owner-of-stays");
        Visitor both = house.newMember(elsewhere, "belongs-to-both", Role.MEMBER);
        both.post("/api/conversations", "{\"title\":\"kept elsewhere\"}");
        bringInto(owner, "belongs-to-both", both, Role.MEMBER);
        leaveTraces(owner);
        leaveTraces(both);
        Visitor program = program(both);
        String doomed = organisation(owner);
        List<String> gone = List.of(id(owner), id(member));
        assertThat(house.tablesWith(doomed))
                .contains("conversation", "response", "ledger_entry", "budget", "api_key", "session", "invitation");

        assertThat(delete(house.owner(), doomed, "doomed").status()).isEqualTo(400);
        assertThat(delete(house.owner(), doomed, "").status()).isEqualTo(400);
        assertThat(delete(owner, doomed, "Doomed").status()).isEqualTo(403);
        assertThat(owner.get("/api/account").status()).isEqualTo(200);
        assertThat(delete(house.owner(), doomed, "Doomed").status()).isEqualTo(204);

        assertThat(house.tablesWith(doomed)).containsExactly("audit");
        assertThat(house.tablesWith("doomedspark")).isEmpty();
        gone.forEach(person -> assertThat(house.tablesWith(person)).containsExactly("audit"));
        assertThat(owner.get("/api/account").status()).isEqualTo(401);
        assertThat(Visitor.signIn(house.server, "member-of-doomed", House.PASSWORD)
                        .status())
                .isEqualTo(401);
        assertThat(program.get("/v1/models").status()).isEqualTo(401);
        // who belongs elsewhere as well goes on there, signed in
        assertThat(organisation(both)).isEqualTo(organisation(elsewhere));
        assertThat(both.get("/api/conversations").text()).contains("kept elsewhere");
        assertThat(house.owner().get("/api/audit?action=organisation.delete").text())
                .contains(doomed);
        assertThat(house.owner().get("/api/audit?action=person.delete").text()).contains(gone);
        assertThat(house.owner().get("/api/audit/verification").at("/problem").isNull())
                .isTrue();
        assertThat(delete(house.owner(), doomed, "Doomed").status()).isEqualTo(404);
        assertThat(house.owner().get("/api/organisations/all").text()).doesNotContain(doomed);
    }

    @Test
    void theOrganisationThatTheInstallationBeganWithStays() {
        assertThat(delete(house.owner(), "local", "").status()).isEqualTo(409);
        assertThat(delete(house.owner(), "local", "local").status()).isEqualTo(409);
        assertThat(house.owner().get("/api/account").status()).isEqualTo(200);
    }

    @Test
    void theInstallationsOwnerNamesAllAndAnOwnerTheirOwn() {
        Visitor owner = house.newOrganisation("Before", "owner-of-named");
        Visitor admin = house.newMember(owner, "admin-of-named", Role.ADMIN);
        String id = organisation(owner);

        assertThat(owner.send("PATCH", "/api/organisation", "{\"name\":\" 燎原 \"}")
                        .status())
                .isEqualTo(204);
        assertThat(admin.get("/api/session").at("/organisation/name").asString())
                .isEqualTo("燎原");
        assertThat(admin.send("PATCH", "/api/organisation", "{\"name\":\"x\"}").status())
                .isEqualTo(403);
        assertThat(owner.send("PATCH", "/api/organisations/local", "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(owner.get("/api/organisations/all").status()).isEqualTo(403);
        for (String bad : List.of("", "  ", "x".repeat(101), "a\\u0000b")) {
            assertThat(owner.send("PATCH", "/api/organisation", "{\"name\":\"" + bad + "\"}")
                            .status())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(house.owner()
                        .send("PATCH", "/api/organisations/" + id, "{\"name\":\"After\"}")
                        .status())
                .isEqualTo(204);
        assertThat(house.owner().get("/api/organisations/all").text()).contains("\"After\"");
        assertThat(house.owner()
                        .send("PATCH", "/api/organisations/none", "{\"name\":\"After\"}")
                        .status())
                .isEqualTo(404);
        assertThat(owner.get("/api/audit?action=organisation.rename").body()).hasSize(2);
    }

    @Test
    void oneLeavesAnOrganisationAndStaysSignedInForAnother() {
        Visitor host = house.newOrganisation("Left", "owner-of-left");
        Visitor home = house.newOrganisation("Home", "owner-of-home");
        bringInto(host, "owner-of-home", home, Role.MEMBER);
        Visitor program = program(home);
        assertThat(program.get("/v1/models").status()).isEqualTo(200);
        String left = organisation(host);

        assertThat(leave(home, left).status()).isEqualTo(204);

        assertThat(home.get("/api/session").at("/organisation/name").asString()).isEqualTo("Home");
        assertThat(program.get("/v1/models").status()).isEqualTo(401);
        assertThat(host.get("/api/members").text()).doesNotContain("owner-of-home");
        assertThat(host.get("/api/audit?action=member.leave").text()).contains(id(home));
        assertThat(leave(home, left).status()).isEqualTo(403);
        assertThat(actFor(home, left)).isEqualTo(403);
        // the only one they have left, and nobody else owns it
        assertThat(leave(home, organisation(home)).status()).isEqualTo(409);
        assertThat(leave(house.newMember(home, "member-of-home", Role.MEMBER), organisation(home))
                        .status())
                .isEqualTo(409);
        // asked in once more they find what they had
        bringInto(host, "owner-of-home", home, Role.GUEST);
        assertThat(home.get("/api/session").at("/organisation/role").asString()).isEqualTo("GUEST");
    }

    @Test
    void theLastOwnerDoesNotLeaveAndWhoBeganTheInstallationStaysInIt() {
        Visitor host = house.newOrganisation("Kept", "owner-of-kept");
        Visitor second = house.newOrganisation("Second", "owner-of-second");
        bringInto(second, "owner-of-kept", host, Role.MEMBER);
        String kept = host.get("/api/organisations").at("/0/id").asString();

        assertThat(leave(host, kept).status()).isEqualTo(409);
        assertThat(leave(house.owner(), "local").status()).isEqualTo(409);
        assertThat(leave(host, organisation(second)).status()).isEqualTo(204);
    }

    @Test
    void whoBelongsNowhereElseIsDeletedForRealAndOthersOnlyLeave() {
        Visitor owner = house.newOrganisation("Deleting", "owner-deleting");
        Visitor admin = house.newMember(owner, "admin-deleting", Role.ADMIN);
        Visitor member = house.newMember(owner, "member-deleted", Role.MEMBER);
        Visitor elsewhere = house.newOrganisation("Beside", "owner-beside");
        bringInto(owner, "owner-beside", elsewhere, Role.MEMBER);
        leaveTraces(member);
        String person = id(member);
        String kept = id(elsewhere);

        Reply deleted = deleteMember(admin, person);
        Reply left = deleteMember(admin, kept);

        assertThat(deleted.at("/accountDeleted").asBoolean()).isTrue();
        assertThat(house.tablesWith(person)).containsExactly("audit");
        assertThat(member.get("/api/account").status()).isEqualTo(401);
        assertThat(owner.get("/api/audit?action=person.delete").text()).contains(person);
        assertThat(left.at("/accountDeleted").asBoolean()).isFalse();
        assertThat(owner.get("/api/members").text()).doesNotContain(kept);
        assertThat(Visitor.signIn(house.server, "owner-beside", House.PASSWORD).status())
                .isEqualTo(200);
        assertThat(deleteMember(admin, person).status()).isEqualTo(404);
    }

    @Test
    void nobodyDeletesAboveThemselvesNorThemselvesNorTheLastOwnerNorInAnotherOrganisation() {
        Visitor owner = house.newOrganisation("Guarded", "owner-guarded");
        Visitor admin = house.newMember(owner, "admin-guarded", Role.ADMIN);
        Visitor stranger = house.newOrganisation("Strange", "owner-strange");

        assertThat(deleteMember(admin, id(owner)).status()).isEqualTo(403);
        assertThat(deleteMember(admin, id(admin)).status()).isEqualTo(409);
        assertThat(deleteMember(owner, id(owner)).status()).isEqualTo(409);
        assertThat(deleteMember(stranger, id(admin)).status()).isEqualTo(404);
        Visitor heir = house.newMember(house.owner(), "heir-guarded", Role.OWNER);
        assertThat(deleteMember(heir, "local").status()).isEqualTo(409);
        assertThat(house.owner().get("/api/account").status()).isEqualTo(200);
        assertThat(deleteMember(house.owner(), id(heir)).at("/accountDeleted").asBoolean())
                .isTrue();
    }

    @Test
    void whomADirectoryKeepsIsDeletedThereAlone() {
        Visitor owner = house.newOrganisation("Directed", "owner-directed");
        Visitor directory = Visitor.withKey(
                house.server,
                owner.post("/api/keys", "{\"name\":\"scim\",\"scopes\":[\"PROVISION\"]}")
                        .at("/secret")
                        .asString());
        String kept = directory
                .post(
                        "/scim/v2/Users",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"kept-by-directory\"}")
                .at("/id")
                .asString();

        Reply refused = deleteMember(owner, kept);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/detail").asString()).contains("directory");
        assertThat(directory.get("/scim/v2/Users/" + kept).status()).isEqualTo(200);
        // the end of the organisation is the end of its directory as well, also of whom that bars
        directory.send(
                "PATCH",
                "/scim/v2/Users/" + kept,
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\","
                        + "\"path\":\"active\",\"value\":false}]}");
        assertThat(owner.get("/api/members").text()).doesNotContain(kept);
        assertThat(owner.post("/api/invitations", "{\"name\":\"kept-by-directory\"}")
                        .status())
                .isEqualTo(409);
        assertThat(delete(house.owner(), organisation(owner), "Directed").status())
                .isEqualTo(204);
        assertThat(house.tablesWith(kept)).containsExactly("audit");
    }
}
