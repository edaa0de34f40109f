package org.liaoyuan.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;

class OwnDataTest {

    private static final House HOUSE = House.get();

    private static Map<String, String> export(Visitor who) throws Exception {
        HttpRequest.Builder request = HOUSE.server.request("/api/account/export");
        who.headers().forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            var reply = http.send(request.GET().build(), BodyHandlers.ofByteArray());
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Disposition").orElse(""))
                    .contains(".zip");
            Map<String, String> files = new HashMap<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(reply.body()))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return files;
        }
    }

    private static void talk(Visitor who, String words) {
        String conversation = who.post("/api/conversations", "{\"title\":\"About/.. " + words + "\"}")
                .at("/id")
                .asString();
        who.post(
                "/api/conversations/" + conversation + "/messages",
                "{\"content\":\"" + words + "\",\"model\":\"none\"}");
        who.post("/api/personas", "{\"name\":\"" + words + "\",\"length\":3,\"formality\":3,\"warmth\":3}");
        who.post(
                "/api/assistants",
                "{\"id\":\"own\",\"version\":\"1\",\"name\":\"" + words + "\",\"purpose\":\"p\",\"prompt\":\"p\"}");
        who.post("/api/memories", "{\"text\":\"I like " + words + "\"}");
        who.post("/v1/responses", "{\"model\":\"default\",\"input\":\"" + words + "\",\"max_output_tokens\":16}");
    }

    @Test
    void everythingOfAPersonIsInTheirArchiveAndNothingOfOthers() throws Exception {
        Visitor ada = HOUSE.newMember(HOUSE.owner(), "ada-data", Role.MEMBER);
        Visitor bob = HOUSE.newMember(HOUSE.owner(), "bob-data", Role.MEMBER);
        talk(ada, "adaspark");
        talk(bob, "bobspark");
        HOUSE.owner()
                .send(
                        "PUT",
                        "/api/grants?kind=MODEL&resource=bge-small-zh",
                        "{\"people\":[\"" + ada.get("/api/account").at("/id").asString() + "\"]}");
        String space = Tenant.SYSTEM.ask(() -> HOUSE.server
                .bean(JdbcClient.class)
                .sql("select s.id::text from space s join person p on p.id = s.person where p.name = 'ada-data'")
                .query(String.class)
                .single());
        ada.post(
                "/api/keys",
                "{\"name\":\"adas key\",\"routes\":[\"POST /v1/embeddings\"],\"spaces\":[\"" + space
                        + "\"],\"requestsPerMinute\":61,\"tokensPerMinute\":7013}");

        HOUSE.newOrganisation("Inviting", "owner-inviting-data")
                .post("/api/invitations", "{\"name\":\"ada-data\",\"role\":\"BUILDER\"}");

        Map<String, String> files = export(ada);

        assertThat(files.keySet())
                .allMatch(name -> name.startsWith("local/") && !name.contains(".."))
                .anyMatch(name -> name.matches("local/conversations/\\d{4}-.*adaspark.*\\.md"))
                .anyMatch(name -> name.matches("local/conversations/\\d{4}-.*adaspark.*\\.json"))
                .anyMatch(name -> name.startsWith("local/responses/resp_"))
                .anyMatch(name -> name.matches("local/assistants/own-.*/assistant\\.json"))
                .contains("local/account.json", "local/usage.csv", "local/personas.json", "local/memories.json");
        assertThat(files.get("local/memories.md")).contains("- I like adaspark");
        assertThat(files.get("local/memories.json")).contains("adaspark");
        assertThat(files.get("local/personas.json")).contains("adaspark");
        HOUSE.owner().send("DELETE", "/api/grants?kind=MODEL&resource=bge-small-zh", "");
        assertThat(files.get("local/grants.json")).contains("bge-small-zh");
        assertThat(files.get("local/account.json"))
                .contains("ada-data", "adas key", "POST /v1/embeddings", space)
                .containsPattern("\"requests_per_minute\" : 61\\D")
                .containsPattern("\"tokens_per_minute\" : 7013\\D")
                .doesNotContain("argon2", "hash");
        assertThat(files.get("local/invitations.json")).contains("builder");
        assertThat(String.join("\n", files.values())).contains("adaspark").doesNotContain("bobspark", "bob-data");
    }

    @Test
    void aDeletedPersonIsGoneFromEveryTableButTheAudit() {
        Visitor eve = HOUSE.newMember(HOUSE.owner(), "eve-leaves", Role.MEMBER);
        String id = eve.get("/api/account").at("/id").asString();
        talk(eve, "evesspark");
        eve.post("/api/keys", "{\"name\":\"eves key\"}");
        assertThat(HOUSE.tablesWith("evesspark"))
                .contains("conversation", "message", "response", "assistant", "persona", "memory");
        assertThat(HOUSE.tablesWith(id)).contains("ledger_entry");

        assertThat(eve.send("DELETE", "/api/account", "{\"password\":\"wrong\"}")
                        .status())
                .isEqualTo(403);
        assertThat(eve.send("DELETE", "/api/account", "{}").status()).isEqualTo(400);
        assertThat(eve.send("DELETE", "/api/account", "{\"password\":\"" + House.PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);

        assertThat(eve.get("/api/account").status()).isEqualTo(401);
        assertThat(Visitor.signIn(HOUSE.server, "eve-leaves", House.PASSWORD).status())
                .isEqualTo(401);
        assertThat(HOUSE.tablesWith("evesspark")).isEmpty();
        assertThat(HOUSE.tablesWith(id)).containsExactly("audit");
        assertThat(HOUSE.owner().get("/api/audit?action=person.delete").text()).contains(id);
        assertThat(HOUSE.owner().get("/api/audit/verification").at("/problem").isNull())
                .isTrue();
    }

    @Test
    void noOrganisationIsLeftWithoutAnOwnerAndTheFirstPersonStays() {
        Visitor owner = HOUSE.newOrganisation("Leaving", "owner-leaves");
        Visitor member = HOUSE.newMember(owner, "member-stays", Role.MEMBER);
        String farewell = "{\"password\":\"" + House.PASSWORD + "\"}";

        var refused = owner.send("DELETE", "/api/account", farewell);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/detail").asString()).contains("only owner of Leaving");
        assertThat(member.send("DELETE", "/api/account", farewell).status()).isEqualTo(204);
        assertThat(owner.send("DELETE", "/api/account", farewell).status()).isEqualTo(204);
        assertThat(HOUSE.tablesWith("Leaving")).isEmpty();
        assertThat(HOUSE.owner().send("DELETE", "/api/account", farewell).status())
                .isEqualTo(409);
    }
}
