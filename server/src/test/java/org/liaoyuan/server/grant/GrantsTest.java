package org.liaoyuan.server.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

/** Models that an organisation keeps for some, at every door that leads to one. */
class GrantsTest {

    private static final String OPEN_TO_ALL = "bge-small-zh";

    private static House house;
    private static Visitor owner;
    private static Visitor member;
    private static Visitor guest;

    @BeforeAll
    static void settle() {
        house = House.get();
        owner = house.newOrganisation("Keeping", "keeping-owner");
        member = house.newMember(owner, "keeping-member", Role.MEMBER);
        guest = house.newMember(owner, "keeping-guest", Role.GUEST);
    }

    @AfterEach
    void open() {
        owner.send("DELETE", at(TestParts.MODEL), "");
        owner.send("DELETE", at(OPEN_TO_ALL), "");
    }

    private static String at(String model) {
        return "/api/grants?kind=MODEL&resource=" + URLEncoder.encode(model, StandardCharsets.UTF_8);
    }

    private static void keep(String model, String rule) {
        Reply kept = owner.send("PUT", at(model), rule);
        assertThat(kept.status()).as(kept.text()).isEqualTo(204);
    }

    private static String id(Visitor who) {
        return who.get("/api/account").at("/id").asString();
    }

    /** Each door that leads to a model, and what it is asked. */
    private static final Map<String, String> DOORS = Map.of(
            "/v1/chat/completions", "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":1",
            "/v1/completions", "\"prompt\":\"hi\",\"max_tokens\":1",
            "/v1/responses", "\"input\":\"hi\",\"max_output_tokens\":16",
            "/v1/embeddings", "\"input\":\"hi\"",
            "/v1/rerank", "\"query\":\"hi\",\"documents\":[\"ho\"]");

    private static Reply ask(Visitor who, String door, String model) {
        return who.post(door, "{\"model\":\"" + model + "\"," + DOORS.get(door) + "}");
    }

    private static Reply say(Visitor who, String model) {
        String conversation =
                who.post("/api/conversations", "{\"title\":\"t\"}").at("/id").asString();
        return who.post(
                "/api/conversations/" + conversation + "/messages", "{\"content\":\"hi\",\"model\":\"" + model + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {TestParts.MODEL, "default"})
    void aModelThatIsKeptForOthersIsRefusedAtEveryDoorUnderAnyName(String name) {
        keep(TestParts.MODEL, "{}");

        for (String door : DOORS.keySet()) {
            if (door.equals("/v1/embeddings") && name.equals("default")) {
                continue;
            }
            Reply refused = ask(member, door, name);

            assertThat(refused.status()).as("%s: %s", door, refused.text()).isEqualTo(403);
            assertThat(refused.at("/error/code").asString()).isEqualTo("permission_denied");
            assertThat(refused.at("/error/message").asString()).contains(name, "not open to you");
        }
        assertThat(member.get("/v1/models/" + name).status()).isEqualTo(403);
        Reply said = say(member, name);
        assertThat(said.status()).isEqualTo(403);
        assertThat(said.at("/detail").asString()).contains(name, "not open to you");
        assertThat(member.get("/v1/models").text())
                .doesNotContain(TestParts.MODEL)
                .contains(OPEN_TO_ALL);
        assertThat(member.get("/api/models").text()).doesNotContain(TestParts.MODEL);
    }

    /** {@code default} means another model where texts are embedded. */
    @Test
    void theDefaultEmbeddingModelIsKeptUnderItsOtherNameToo() {
        keep(OPEN_TO_ALL, "{}");

        assertThat(ask(member, "/v1/embeddings", "default").status()).isEqualTo(403);
        assertThat(ask(member, "/v1/chat/completions", "default").status()).isEqualTo(200);
    }

    @Test
    void whoManagesTheRuleIsNeverKeptOutAndOtherOrganisationsDoNotHearOfIt() {
        keep(TestParts.MODEL, "{}");

        assertThat(ask(owner, "/v1/chat/completions", TestParts.MODEL).status()).isEqualTo(200);
        assertThat(house.owner().get("/v1/models").text()).contains(TestParts.MODEL);
        assertThat(house.people.get(Role.MEMBER).get("/v1/models").text()).contains(TestParts.MODEL);
        assertThat(house.owner().get("/api/grants?kind=MODEL").text()).doesNotContain("\"restricted\":true");
    }

    @Test
    void aRefusedTurnIsNotKept() {
        keep(TestParts.MODEL, "{}");
        String conversation =
                member.post("/api/conversations", "{\"title\":\"t\"}").at("/id").asString();

        member.post(
                "/api/conversations/" + conversation + "/messages",
                "{\"content\":\"hi\",\"model\":\"" + TestParts.MODEL + "\"}");

        assertThat(member.get("/api/conversations/" + conversation).at("/messages"))
                .isEmpty();
    }

    @Test
    void rolesPeopleAndGroupsOpenItAndWhatChangesHoldsAtOnce() {
        keep(OPEN_TO_ALL, "{\"roles\":[\"MEMBER\"]}");
        assertThat(ask(member, "/v1/embeddings", OPEN_TO_ALL).status()).isEqualTo(200);
        assertThat(guest.get("/api/models").text()).doesNotContain(OPEN_TO_ALL);

        keep(OPEN_TO_ALL, "{\"people\":[\"" + id(guest) + "\"]}");
        assertThat(ask(member, "/v1/embeddings", OPEN_TO_ALL).status()).isEqualTo(403);
        assertThat(guest.get("/api/models").text()).contains(OPEN_TO_ALL);

        owner.send("DELETE", at(OPEN_TO_ALL), "");
        assertThat(ask(member, "/v1/embeddings", OPEN_TO_ALL).status()).isEqualTo(200);
    }

    @Test
    void aGroupOfTheDirectoryOpensItToWhoIsInIt() {
        Reply group = owner.post(
                "/scim/v2/Groups",
                "{\"displayName\":\"/staff/readers\",\"members\":[{\"value\":\"" + id(member) + "\"}]}");
        assertThat(group.status()).as(group.text()).isEqualTo(201);
        assertThat(owner.get("/api/grants/groups").text()).contains("/staff/readers");

        keep(OPEN_TO_ALL, "{\"groups\":[\"/staff/readers\"]}");

        assertThat(member.get("/api/models").text()).contains(OPEN_TO_ALL);
        assertThat(guest.get("/api/models").text()).doesNotContain(OPEN_TO_ALL);
    }

    @Test
    void whatIsKeptForSomebodyWhoLeftIsOpenToNobodyElse() {
        Visitor leaving = house.newMember(owner, "keeping-leaves", Role.MEMBER);
        keep(OPEN_TO_ALL, "{\"people\":[\"" + id(leaving) + "\"]}");
        assertThat(ask(leaving, "/v1/embeddings", OPEN_TO_ALL).status()).isEqualTo(200);

        owner.send("DELETE", "/api/members/" + id(leaving), "");

        assertThat(ask(member, "/v1/embeddings", OPEN_TO_ALL).status()).isEqualTo(403);
        Reply rules = owner.get("/api/grants?kind=MODEL");
        assertThat(rules.text()).contains("\"restricted\":true").doesNotContain("keeping-leaves");
    }

    @Test
    void aKeyReachesWhatItsPersonReachesAndNotMore() {
        Reply made = member.post("/api/keys", "{\"name\":\"k\",\"models\":[\"" + OPEN_TO_ALL + "\"]}");
        Visitor program = Visitor.withKey(house.server, made.at("/secret").asString());
        assertThat(ask(program, "/v1/embeddings", OPEN_TO_ALL).status()).isEqualTo(200);
        assertThat(ask(program, "/v1/chat/completions", TestParts.MODEL).status())
                .isEqualTo(403);
        assertThat(program.get("/v1/models").text()).doesNotContain(TestParts.MODEL);

        keep(OPEN_TO_ALL, "{\"roles\":[\"GUEST\"]}");

        assertThat(ask(program, "/v1/embeddings", OPEN_TO_ALL).status()).isEqualTo(403);
    }

    @Test
    void rulesAreListedWithTheirThingsAndTheAuditKnowsWhoMadeThem() {
        keep(TestParts.MODEL, "{\"roles\":[\"BUILDER\"],\"people\":[\"" + id(member) + "\"],\"groups\":[\"g\"]}");

        Reply all = owner.get("/api/grants?kind=MODEL");

        var rule = all.at("/0");
        assertThat(rule.path("resource").asString()).isEqualTo(TestParts.MODEL);
        assertThat(rule.path("title").asString()).isNotEmpty();
        assertThat(rule.path("roles").toString()).isEqualTo("[\"BUILDER\"]");
        assertThat(rule.path("people").path(0).path("name").asString()).isEqualTo("keeping-member");
        assertThat(rule.path("groups").toString()).isEqualTo("[\"g\"]");
        assertThat(owner.get("/api/audit?action=grant.put").text())
                .contains("model " + TestParts.MODEL, "people=1")
                .doesNotContain("people=[");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind=MODEL&resource=no-such | {} | 404 | no-such",
                "kind=CONNECTOR&resource=sql/crm | {} | 404 | sql/crm",
                "kind=AGENT&resource=x | {} | 400 | AGENT",
                "kind=PLANET&resource=x | {} | 400 | PLANET",
                "kind=MODEL&resource= | {} | 400 | resource has 0 characters",
                "kind=MODEL&resource=bge-small-zh | {\"roles\":[\"OWNER\"]} | 400 | OWNER",
                "kind=MODEL&resource=bge-small-zh | {\"people\":[\"nobody-here\"]} | 404 | nobody-here",
                "kind=MODEL&resource=bge-small-zh | {\"groups\":[\"\"]} | 400 | groups has 0 characters",
                "kind=MODEL&resource=bge-small-zh | {\"roles\":[\"KING\"]} | 400 | body",
            })
    void aRuleThatCannotBeIsRefusedAndNothingChanges(String query, String rule, int status, String says) {
        Reply refused = owner.send("PUT", "/api/grants?" + query, rule);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.text()).contains(says);
        assertThat(owner.get("/api/grants?kind=MODEL").text()).doesNotContain("\"restricted\":true");
    }

    @Test
    void aRuleThatIsNotThereCannotBeTakenAway() {
        Reply refused = owner.send("DELETE", at(OPEN_TO_ALL), "");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.at("/detail").asString()).contains(OPEN_TO_ALL);
    }
}
