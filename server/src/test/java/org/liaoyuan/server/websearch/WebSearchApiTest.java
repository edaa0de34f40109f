package org.liaoyuan.server.websearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.websearch.RecordingWeb.Asked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On a whole server, against a service and pages on this machine that remember who asked them. */
class WebSearchApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final House HOUSE = House.get();
    private static final String RESULTS = """
            {"results": [
              {"url": "HERE/bridge", "title": "断桥", "content": "摘要一"},
              {"url": "HERE/gone", "title": "Gone", "content": "这一页已经不在了。"},
              {"url": "HERE/bridge", "title": "断桥（再次）", "content": "重复"}]}""";
    private static final String BRIDGE = """
            <title>断桥残雪</title><nav>导航</nav><article><h1>断桥</h1><p>断桥位于杭州白堤东端，始建于唐代。</p>
            <h2>交通</h2><p>乘坐地铁一号线到龙翔桥站下车。</p></article>""";

    private static Visitor owner;
    private static Visitor member;
    private static int questions;

    private final RecordingWeb web = new RecordingWeb();

    @BeforeAll
    static void settle() {
        owner = HOUSE.owner();
        member = HOUSE.people.get(Role.MEMBER);
    }

    @BeforeEach
    void serve() {
        removeAll();
        web.json("/search", 200, RESULTS).page("/bridge", BRIDGE);
    }

    @AfterEach
    void close() {
        removeAll();
        owner.send("PUT", "/api/web/services/switch", "{\"enabled\":true,\"readPages\":true}");
        web.close();
    }

    private static void removeAll() {
        owner.get("/api/web/services")
                .at("/services")
                .forEach(each -> owner.send(
                        "DELETE", "/api/web/services/" + each.at("/id").asString(), ""));
    }

    private static Reply add(String kind, String address, String key) {
        return owner.post(
                "/api/web/services",
                JSON.createObjectNode()
                        .put("kind", kind)
                        .put("address", address)
                        .put("key", key)
                        .toString());
    }

    private String addSearXng() {
        return add("SEARXNG", web.address(), "").at("/services/0/id").asString();
    }

    private static Reply search(Visitor who, String question) {
        return who.get("/api/web/search?limit=5&q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
    }

    /** One that nobody asked before: nothing is answered from memory. */
    private static String newQuestion() {
        return "断桥在哪里 " + ++questions;
    }

    @Test
    void thePassagesOfPagesComeWithTheirTitleAddressAndHeadingsAndASnippetWhereAPageIsGone() {
        addSearXng();

        Reply found = search(member, newQuestion());

        assertThat(found.at("/service").asString()).isEqualTo("SEARXNG");
        JsonNode best = found.at("/passages/0");
        assertThat(best.at("/text").asString()).contains("白堤东端");
        assertThat(best.at("/title").asString()).isEqualTo("断桥残雪");
        assertThat(best.at("/address").asString()).isEqualTo(web.address() + "/bridge");
        assertThat(best.at("/site").asString()).isEqualTo("127.0.0.1");
        assertThat(best.at("/headings").toString()).isEqualTo("[\"断桥\"]");
        assertThat(best.at("/isSnippet").asBoolean()).isFalse();
        assertThat(best.at("/fetchedAt").asString()).isNotEmpty();
        assertThat(best.at("/marks")).isNotEmpty();
        List<JsonNode> snippets = new ArrayList<>();
        found.at("/passages").forEach(each -> {
            if (each.at("/isSnippet").asBoolean()) {
                snippets.add(each);
            }
        });
        assertThat(snippets).hasSize(1);
        assertThat(snippets.getFirst().at("/text").asString()).contains("已经不在");
        assertThat(found.at("/notes/0/step").asString()).isEqualTo("PAGE");
        assertThat(found.at("/notes/0/problem").asString()).isEqualTo("it answered 404");
        assertThat(found.text()).doesNotContain("导航", "重复");
    }

    @Test
    void aPageIsAskedForWithNothingButItsAddress() {
        addSearXng();
        String question = newQuestion();
        search(member, question);

        Asked page = web.asked().stream()
                .filter(a -> a.path().equals("/bridge"))
                .findFirst()
                .orElseThrow();

        assertThat(page.header("User-agent")).startsWith("Liaoyuan");
        assertThat(page.headers().keySet()).doesNotContain("Cookie", "Referer", "Authorization");
        assertThat(page.headers().toString() + page.query()).doesNotContain("断桥");
        assertThat(web.asked()).filteredOn(a -> a.path().equals("/bridge")).hasSize(1);
    }

    /** Each way in which it is off, and everything that could ask all the same. */
    @Test
    void offMeansThatNoByteLeaves() {
        Visitor elsewhere = HOUSE.newOrganisation("Without the web " + ++questions, "without-web-" + questions);
        List<Reply> refused = new ArrayList<>();
        // nothing is configured: the pages are there all the same
        refused.add(search(member, newQuestion()));
        String service = addSearXng();
        owner.send("PUT", "/api/web/services/switch", "{\"enabled\":false}");
        refused.add(search(member, newQuestion()));
        refused.add(owner.post("/api/web/services/" + service + "/try", "{}"));
        owner.send("PUT", "/api/web/services/switch", "{\"enabled\":true}");
        elsewhere.send("PUT", "/api/web/organisation", "{\"allowed\":false}");
        refused.add(search(elsewhere, newQuestion()));
        refused.add(search(HOUSE.people.get(Role.GUEST), newQuestion()));
        refused.add(search(Visitor.stranger(HOUSE.server), newQuestion()));
        refused.add(member.post("/api/web/services/" + service + "/try", "{}"));
        // whatever only looks
        for (Visitor who : List.of(owner, member, elsewhere)) {
            who.get("/api/web");
            who.get("/api/web/services");
        }

        assertThat(refused).extracting(Reply::status).containsExactly(409, 409, 409, 409, 403, 401, 403);
        assertThat(web.asked()).isEmpty();

        elsewhere.send("PUT", "/api/web/organisation", "{\"allowed\":true}");
        assertThat(search(elsewhere, newQuestion()).status()).isEqualTo(200);
        assertThat(web.asked()).isNotEmpty();
    }

    @Test
    void everybodyIsToldWhetherAndWhyNot() {
        Visitor elsewhere = HOUSE.newOrganisation("Told why " + ++questions, "told-why-" + questions);
        assertThat(member.get("/api/web").at("/state").asString()).isEqualTo("NOT_CONFIGURED");
        addSearXng();
        assertThat(member.get("/api/web").at("/available").asBoolean()).isTrue();
        elsewhere.send("PUT", "/api/web/organisation", "{\"allowed\":false}");
        assertThat(elsewhere.get("/api/web").at("/state").asString()).isEqualTo("OFF_FOR_ORGANISATION");
        assertThat(elsewhere.get("/api/web").at("/organisationAllows").asBoolean())
                .isFalse();
        owner.send("PUT", "/api/web/services/switch", "{\"enabled\":false}");
        assertThat(member.get("/api/web").at("/state").asString()).isEqualTo("OFF");
        assertThat(HOUSE.people.get(Role.GUEST).get("/api/web").at("/state").asString())
                .isEqualTo("NOT_PERMITTED");
    }

    @Test
    void withoutPagesTheSnippetsHaveToDo() {
        addSearXng();
        owner.send("PUT", "/api/web/services/switch", "{\"readPages\":false}");

        Reply found = search(member, newQuestion());

        found.at("/passages")
                .forEach(each -> assertThat(each.at("/isSnippet").asBoolean()).isTrue());
        assertThat(found.at("/passages")).hasSize(2);
        assertThat(web.asked()).extracting(Asked::path).containsExactly("/search");
    }

    @Test
    void whereOneServiceFailsTheNextIsAskedAndSaysSoAndTheOrderCanBeChanged() {
        web.json("/broken/web/search", 429, "{}");
        String second = addSearXng();
        String first = add("BRAVE", web.address() + "/broken", "k-1")
                .at("/services/1/id")
                .asString();
        assertThat(owner.send("PUT", "/api/web/services/order", "{\"ids\":[\"" + first + "\",\"" + second + "\"]}")
                        .at("/services/0/id")
                        .asString())
                .isEqualTo(first);

        Reply found = search(member, newQuestion());

        assertThat(found.at("/service").asString()).isEqualTo("SEARXNG");
        assertThat(found.at("/notes/0").toString()).contains("SERVICE", "BRAVE", "it answered 429");
        assertThat(owner.send("PUT", "/api/web/services/order", "{\"ids\":[\"" + first + "\"]}")
                        .status())
                .isEqualTo(400);

        owner.send("DELETE", "/api/web/services/" + second, "");
        Reply none = search(member, newQuestion());
        assertThat(none.status()).isEqualTo(502);
        assertThat(none.at("/detail").asString()).contains("BRAVE: it answered 429");
    }

    @Test
    void theSameQuestionIsAnsweredFromMemoryInEachOrganisationByItself() {
        addSearXng();
        Visitor elsewhere = HOUSE.newOrganisation("Remembers " + ++questions, "remembers-" + questions);
        String question = newQuestion();
        Reply first = search(member, question);
        int asked = web.asked().size();

        Reply again = search(HOUSE.people.get(Role.ADMIN), question);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(web.asked()).hasSize(asked);
        assertThat(search(elsewhere, question).status()).isEqualTo(200);
        assertThat(web.asked()).hasSize(2 * asked);
        owner.send("PUT", "/api/web/services/switch", "{\"enabled\":false}");
        assertThat(search(member, question).status()).isEqualTo(409);
    }

    @Test
    void aKeyGoesInNeverComesOutAndStaysWithItsAddress() {
        web.json("/b/web/search", 200, "{\"web\":{\"results\":[]}}");
        Reply added = add("BRAVE", web.address() + "/b", "k-planted-77");
        String id = added.at("/services/0/id").asString();

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.at("/services/0/hasKey").asBoolean()).isTrue();
        assertThat(added.text()
                        + owner.get("/api/web/services").text()
                        + owner.get("/api/audit").text())
                .doesNotContain("k-planted-77");
        Reply tried = owner.post("/api/web/services/" + id + "/try", "{\"question\":\"lake\"}");
        assertThat(tried.at("/ok").asBoolean()).isTrue();
        assertThat(web.asked().getFirst().header("X-subscription-token")).isEqualTo("k-planted-77");
        Reply moved =
                owner.send("PATCH", "/api/web/services/" + id, "{\"address\":\"" + web.address() + "/elsewhere\"}");
        assertThat(moved.status()).isEqualTo(400);
        assertThat(moved.at("/detail").asString()).contains("needed once more");
        assertThat(owner.send("PATCH", "/api/web/services/" + id, "{\"key\":\"k-2\"}")
                        .status())
                .isEqualTo(200);
        owner.post("/api/web/services/" + id + "/try", "{}");
        assertThat(web.asked().getLast().header("X-subscription-token")).isEqualTo("k-2");
        assertThat(owner.get("/api/audit?action=web_search.add").body()).isNotEmpty();
    }

    @Test
    void aTryThatFailsSaysWhatToDo() {
        web.json("/b/web/search", 422, "{\"error\":{\"detail\":\"The provided subscription token is invalid.\"}}");
        String id =
                add("BRAVE", web.address() + "/b", "wrong").at("/services/0/id").asString();

        Reply tried = owner.post("/api/web/services/" + id + "/try", "{}");

        assertThat(tried.at("/ok").asBoolean()).isFalse();
        assertThat(tried.at("/problem").asString()).contains("token is invalid", "look at the key");
    }

    @Test
    void badRequestsAreToldWhatIsWrong() {
        addSearXng();

        assertThat(add("SEARXNG", "", "").at("/detail").asString()).contains("address has 0 characters");
        assertThat(add("BING", "https://api.example.com", "").at("/detail").asString())
                .contains("key is empty");
        assertThat(owner.post("/api/web/services", "{}").at("/detail").asString())
                .contains("kind is missing");
        assertThat(member.get("/api/web/search?q=%20").at("/detail").asString()).contains("q has 1 characters");
        assertThat(member.get("/api/web/search?q=a&limit=21").at("/detail").asString())
                .contains("limit is 21");
        assertThat(owner.send("DELETE", "/api/web/services/0b0e7f1e-0000-4000-8000-000000000000", "")
                        .status())
                .isEqualTo(404);
    }
}
