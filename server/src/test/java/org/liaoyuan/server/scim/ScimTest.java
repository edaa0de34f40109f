package org.liaoyuan.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

/** A directory in front of the server: the requests that Entra and Okta send, and what must not be. */
class ScimTest {

    private static House house;
    private static Visitor owner;
    private static Visitor directory;

    @BeforeAll
    static void start() {
        house = House.get();
        owner = house.newOrganisation("Directed", "directed-owner");
        directory = directory(owner);
    }

    /** A key that is good for this alone. */
    private static Visitor directory(Visitor by) {
        Reply made = by.post("/api/keys", "{\"name\":\"directory\",\"scopes\":[\"PROVISION\"]}");
        return Visitor.withKey(house.server, made.at("/secret").asString());
    }

    private static Reply create(Visitor by, String name, String more) {
        return by.post("/scim/v2/Users", "{\"userName\":\"" + name + "\"" + more + "}");
    }

    private static String user(String name) {
        Reply made = create(directory, name, ",\"active\":true");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/id").asString();
    }

    private static Reply patch(String path, String operations) {
        return directory.send(
                "PATCH",
                path,
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operations
                        + "]}");
    }

    private static Reply users(String filter) {
        return directory.get(
                "/scim/v2/Users?filter=" + java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<String> names(String filter) {
        Reply found = users(filter);
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        found.at("/Resources").forEach(u -> names.add(u.path("userName").asString()));
        return names;
    }

    private static String role(String person) {
        for (var member : owner.get("/api/members").at("")) {
            if (member.path("id").asString().equals(person)) {
                return member.path("role").asString();
            }
        }
        return "none";
    }

    @Test
    void whomTheDirectoryCreatesIsAMemberWhoComesInByALinkAndIsOutAtOnceWhenBarred() {
        Reply made = create(
                directory,
                "Grace@Example.com",
                ",\"externalId\":\"00u-grace\",\"name\":{\"givenName\":\"Grace\",\"familyName\":\"Hopper\"},"
                        + "\"emails\":[{\"value\":\"grace@example.com\",\"primary\":true}]");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/scim+json");
        assertThat(made.headers().firstValue("Location").orElseThrow())
                .isEqualTo(made.at("/meta/location").asString());
        assertThat(made.at("/displayName").asString()).isEqualTo("Grace Hopper");
        String id = made.at("/id").asString();
        String link =
                owner.post("/api/members/" + id + "/link", "").at("/token").asString();
        Visitor grace = Visitor.byLink(house.server, link, House.PASSWORD);
        String key = grace.post("/api/keys", "{\"name\":\"mine\",\"scopes\":[\"SEE_MODELS\"]}")
                .at("/secret")
                .asString();
        Visitor program = Visitor.withKey(house.server, key);
        assertThat(program.get("/api/models").status()).isEqualTo(200);

        // Entra writes truth as a text, and its operations with capital letters
        Reply barred = patch("/scim/v2/Users/" + id, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}");

        assertThat(barred.at("/active").asBoolean()).isFalse();
        assertThat(grace.get("/api/account").status()).isEqualTo(401);
        assertThat(program.get("/api/models").status()).isEqualTo(401);
        assertThat(Visitor.signIn(house.server, "grace@example.com", House.PASSWORD)
                        .status())
                .isEqualTo(401);
        assertThat(names("active eq false")).contains("grace@example.com");

        // Okta sends an object without a path
        patch("/scim/v2/Users/" + id, "{\"op\":\"replace\",\"value\":{\"active\":true}}");

        assertThat(Visitor.signIn(house.server, "grace@example.com", House.PASSWORD)
                        .status())
                .isEqualTo(200);
        assertThat(program.get("/api/models").status())
                .as("a key that was revoked stays so")
                .isEqualTo(401);
        assertThat(owner.get("/api/audit?action=person").text())
                .contains("person.provision", "person.bar", "person.let_back");
    }

    @Test
    void groupsGiveTheRolesThatTheOrganisationMapsThemTo() {
        owner.send("PUT", "/api/group-roles", "{\"group\":\"Engineers\",\"role\":\"BUILDER\"}");
        String alan = user("alan");
        String barbara = user("barbara");
        Reply made = directory.post(
                "/scim/v2/Groups",
                "{\"displayName\":\"Engineers\",\"externalId\":\"g-1\",\"members\":[{\"value\":\"" + alan + "\"}]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String group = "/scim/v2/Groups/" + made.at("/id").asString();
        assertThat(role(alan)).isEqualTo("BUILDER");

        patch(group, "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"" + barbara + "\"}]}");
        assertThat(role(barbara)).isEqualTo("BUILDER");
        patch(group, "{\"op\":\"Remove\",\"path\":\"members[value eq \\\"" + alan + "\\\"]\"}");
        assertThat(role(alan)).isEqualTo("MEMBER");
        assertThat(directory.get(group).at("/members")).hasSize(1);
        assertThat(directory
                        .get("/scim/v2/Users/" + barbara)
                        .at("/groups/0/display")
                        .asString())
                .isEqualTo("Engineers");
        assertThat(names("groups.display eq \"engineers\"")).containsExactly("barbara");

        patch(group, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Cooks\"}");
        assertThat(role(barbara)).isEqualTo("MEMBER");

        assertThat(patch(group, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"nobody\"}]}")
                        .text())
                .contains("\"status\":\"400\"", "not in this organisation");
        assertThat(directory.send("DELETE", group, "").status()).isEqualTo(204);
    }

    @Test
    void aDirectoryFindsByWhatItKnows() {
        create(directory, "o'brien_gmail.com#ext#@example.com", ",\"externalId\":\"X-1\",\"displayName\":\"Finn\"");
        create(directory, "finder", ",\"displayName\":\"Found\",\"emails\":[{\"value\":\"f@example.com\"}]");

        assertThat(names("userName eq \"FINDER\"")).containsExactly("finder");
        assertThat(names("userName eq \"O'Brien_gmail.com#EXT#@example.com\"")).hasSize(1);
        assertThat(names("externalId eq \"X-1\"")).hasSize(1);
        assertThat(names("externalId eq \"x-1\"")).isEmpty();
        assertThat(names("displayName co \"oun\" and emails[type eq \"work\" and value sw \"f@\"]"))
                .containsExactly("finder");
        assertThat(names("userName sw \"find\" and not (displayName pr)")).isEmpty();
        assertThat(names("userName eq \"finder\" or externalId eq \"X-1\"")).hasSize(2);
        assertThat(names("meta.lastModified lt \"2020-01-01T00:00:00Z\"")).isEmpty();
        assertThat(names("emails.value ew \"@EXAMPLE.com\" and userName ne \"grace@example.com\""))
                .contains("finder");
        Reply page = directory.get("/scim/v2/Users?startIndex=2&count=1&attributes=userName");
        assertThat(page.at("/Resources")).hasSize(1);
        assertThat(page.at("/startIndex").asInt()).isEqualTo(2);
        assertThat(page.at("/totalResults").asInt()).isGreaterThan(2);
        assertThat(page.at("/Resources/0").propertyNames()).containsExactlyInAnyOrder("schemas", "id", "userName");
        assertThat(directory.get("/scim/v2/Users?count=0").at("/Resources")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userName eq|is missing",
                "shoeSize eq \"44\"|can't be filtered by",
                "userName like \"x\"|no operator",
                "active eq \"perhaps\"|neither true nor false",
                "meta.created gt \"yesterday\"|no time",
                "(userName pr|is missing",
                "userName eq \"\\u0000\"|no value"
            })
    void aFilterThatIsNoneIsRefusedWithTheReason(String filter, String reason) {
        Reply refused = users(filter);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.at("/scimType").asString()).isEqualTo("invalidFilter");
        assertThat(refused.at("/detail").asString()).contains(reason);
    }

    @Test
    void whateverGoesWrongIsSaidInScimsWords() {
        for (Reply refused : List.of(
                Visitor.stranger(house.server).get("/scim/v2/Users"),
                house.people.get(org.liaoyuan.server.access.Role.MEMBER).get("/scim/v2/Users"),
                directory.get("/scim/v2/Users/nobody"),
                directory.get("/scim/v2/Nothing"),
                directory.send("PATCH", "/scim/v2/Users", "{}"),
                directory.post("/scim/v2/Bulk", "{}"),
                directory.post("/scim/v2/Users", "[]"),
                directory.post("/scim/v2/Users", "{\"userName\":\"two words\"}"),
                directory.post("/scim/v2/Users", "{\"userName\":7}"),
                directory.get("/scim/v2/Users?count=many"))) {
            assertThat(refused.status()).as(refused.text()).isBetween(400, 501);
            assertThat(refused.at("/schemas/0").asString())
                    .as(refused.text())
                    .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
            assertThat(refused.at("/status").asString()).isEqualTo("" + refused.status());
            assertThat(refused.at("/detail").asString()).isNotBlank();
        }
        user("unique");
        Reply taken = create(directory, "unique", "");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/scimType").asString()).isEqualTo("uniqueness");
    }

    @Test
    void theLastOwnerStaysAnOwnerWhateverTheDirectorySays() {
        String last = owner.get("/api/account").at("/id").asString();
        owner.send("PUT", "/api/group-roles", "{\"group\":\"Lowly\",\"role\":\"GUEST\"}");

        Reply barred = patch("/scim/v2/Users/" + last, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
        Reply deleted = directory.send("DELETE", "/scim/v2/Users/" + last, "");
        directory.post("/scim/v2/Groups", "{\"displayName\":\"Lowly\",\"members\":[{\"value\":\"" + last + "\"}]}");

        assertThat(List.of(barred.status(), deleted.status())).containsOnly(409);
        assertThat(barred.at("/detail").asString()).contains("needs an owner");
        assertThat(role(last)).isEqualTo("OWNER");
    }

    @Test
    void oneOrganisationsDirectoryNeitherSeesNorTakesOverWhoIsOfAnother() {
        String eve = user("eve-here");
        Visitor elsewhere = directory(house.newOrganisation("Undirected", "undirected-owner"));

        assertThat(elsewhere.get("/scim/v2/Users").text()).doesNotContain(eve);
        assertThat(elsewhere.get("/scim/v2/Users/" + eve).status()).isEqualTo(404);
        assertThat(create(elsewhere, "eve-here", ",\"externalId\":\"me\"").status())
                .isEqualTo(409);
        assertThat(elsewhere.send("DELETE", "/scim/v2/Users/" + eve, "").status())
                .isEqualTo(404);
        Reply group = elsewhere.post(
                "/scim/v2/Groups", "{\"displayName\":\"All\",\"members\":[{\"value\":\"" + eve + "\"}]}");
        assertThat(group.status()).as(group.text()).isEqualTo(400);
        assertThat(directory.get("/scim/v2/Users/" + eve).at("/active").asBoolean())
                .isTrue();
    }

    @Test
    void whomTheDirectoryCreatedIsDeletedForGoodAndOthersOnlyLeave() {
        String made = user("gone-for-good");
        String byHand = owner.post("/api/members", "{\"name\":\"hired-by-hand\",\"role\":\"MEMBER\"}")
                .at("/person")
                .asString();

        assertThat(directory.send("DELETE", "/scim/v2/Users/" + made, "").status())
                .isEqualTo(204);
        assertThat(directory.send("DELETE", "/scim/v2/Users/" + byHand, "").status())
                .isEqualTo(204);

        assertThat(role(byHand)).isEqualTo("none");
        assertThat(create(directory, "gone-for-good", "").status()).isEqualTo(201);
        assertThat(create(directory, "hired-by-hand", "").status())
                .as("the account is still there, and nobody else's name")
                .isEqualTo(409);
    }

    @Test
    void patchesAtTheSameTimeLoseNothing() throws Exception {
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            people.add(user("crowd-" + i));
        }
        String group = "/scim/v2/Groups/"
                + directory
                        .post("/scim/v2/Groups", "{\"displayName\":\"Crowd\"}")
                        .at("/id")
                        .asString();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> patches = people.stream()
                    .<Callable<Integer>>map(p -> () -> patch(
                                    group,
                                    "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + p + "\"}]}")
                            .status())
                    .toList();
            for (var done : threads.invokeAll(patches)) {
                assertThat(done.get()).isEqualTo(200);
            }
        }

        assertThat(directory.get(group).at("/members")).hasSize(12);
    }

    /** As Entra and Okta name the address that they change. */
    @ParameterizedTest
    @ValueSource(strings = {"emails[type eq \\\"work\\\"].value", "emails[primary eq true].value"})
    void theOneAddressIsFoundByItsTypeAndAsThePrimaryOne(String path) {
        String id = user("addressed-" + path.charAt(7));
        patch("/scim/v2/Users/" + id, "{\"op\":\"add\",\"value\":{\"emails\":[{\"value\":\"a@example.com\"}]}}");

        Reply changed = patch(
                "/scim/v2/Users/" + id, "{\"op\":\"replace\",\"path\":\"" + path + "\",\"value\":\"b@example.com\"}");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.at("/emails/0/value").asString()).isEqualTo("b@example.com");
        assertThat(changed.at("/emails")).hasSize(1);
    }
}
