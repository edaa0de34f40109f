package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.agent.LibraryEval.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The library's agents on a model that says what a script has: that they are whole, and go the ways that their cases name. */
class LibraryTest {

    static final List<String> DOCUMENTS = List.of(
            "returns.txt",
            "warranty.txt",
            "delivery.txt",
            "invoice.txt",
            "tuihuo.txt",
            "baoxiu.txt",
            "peisong.txt",
            "fapiao.txt");

    /** Read by the parameters' source. */
    static final List<String> NAMES = Library.NAMES;

    private static final JsonMapper JSON = new JsonMapper();

    private static Company company;
    private static ScriptedModel model;
    private static LibraryEval eval;

    @BeforeAll
    static void open() {
        company = new Company();
        model = new ScriptedModel();
        eval = new LibraryEval(company, ScriptedModel.MODEL, DOCUMENTS);
    }

    @AfterAll
    static void close() {
        model.close();
        company.close();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void anAgentDoesWhatItsCasesExpectWhereTheModelDoes(String name) {
        JsonNode scripts =
                JSON.readTree(Company.resource("/agents/scripts.json")).path(name);
        Map<String, List<String>> wrong = new TreeMap<>();
        int played = 0;
        for (JsonNode each : LibraryEval.cases(name)) {
            JsonNode script = scripts.path(each.path("id").asString());
            if (script.isMissingNode()) {
                continue;
            }
            model.plays(script);
            Verdict verdict = eval.run(name, each);
            played++;
            if (!verdict.isRight()) {
                wrong.put(verdict.id(), verdict.failures());
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(played).isEqualTo(scripts.size()).isGreaterThan(1);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void anAgentHasCasesInBothLanguages(String name) {
        List<JsonNode> cases = LibraryEval.cases(name);

        assertThat(cases).hasSizeGreaterThanOrEqualTo(20);
        assertThat(cases.stream().map(each -> each.path("id").asString())).doesNotHaveDuplicates();
        assertThat(cases.stream().map(each -> each.path("language").asString())).containsOnly("zh", "en");
        assertThat(cases).allSatisfy(each -> {
            assertThat(each.path("about").asString("")).isNotBlank();
            assertThat(each.path("expect").isObject()).isTrue();
        });
    }

    @Test
    void aCaseThatGoesWrongIsFoundOut() {
        JsonNode right = LibraryEval.cases("sales").stream()
                .filter(each -> each.path("id").asString().equals("sent-zh"))
                .findFirst()
                .orElseThrow();
        model.plays(JSON.createArrayNode());
        var changed = right.deepCopy().toString().replace("\"approved\":true", "\"approved\":false");

        Verdict verdict = eval.run("sales", JSON.readTree(changed));

        assertThat(verdict.failures()).anyMatch(why -> why.contains("0 mails were sent, not 1"));
        assertThat(verdict.failures()).anyMatch(why -> why.contains("it did not pass send"));
    }

    @Test
    void theLibraryIsListedInBothLanguagesAndTakenWithWhatIsUsual() {
        List<String> titles = new ArrayList<>();
        for (String language : List.of("zh", "en")) {
            Reply all = Agency.BUILDER.get("/api/agent-library?language=" + language);
            assertThat(all.body().valueStream().map(one -> one.at("/name").asString()))
                    .containsExactlyElementsOf(Library.NAMES);
            for (JsonNode one : all.body()) {
                titles.add(one.at("/title").asString());
                assertThat(one.at("/description").asString()).isNotBlank();
                Reply taken = Agency.BUILDER.post(
                        "/api/agents",
                        "{\"library\": {\"name\": \"" + one.at("/name").asString() + "\", \"language\": \"" + language
                                + "\"}}");
                assertThat(taken.at("/problems").toString()).isEqualTo("[]");
                assertThat(taken.at("/draft").toString()).doesNotContain("${");
                assertThat(taken.at("/draft/budget/yuan").asDouble()).isPositive();
            }
        }
        assertThat(titles).contains("商机", "Leads").doesNotHaveDuplicates();
    }

    @Test
    void whatTheLibraryDoesNotHaveIsRefusedWithWhatItHas() {
        assertThat(take("{\"name\": \"nobody\"}").status()).isEqualTo(404);
        assertThat(take("{\"name\": \"leads\", \"language\": \"fr\"}").text()).contains("zh or en");
        assertThat(take("{\"name\": \"leads\", \"values\": {\"crm\": \"x\"}}").text())
                .contains("feed", "tenders");
        assertThat(Agency.BUILDER.get("/api/agent-library?language=fr").status())
                .isEqualTo(400);
        assertThat(Agency.member().get("/api/agent-library").status()).isEqualTo(403);
    }

    private static Reply take(String wanted) {
        return Agency.BUILDER.post("/api/agents", "{\"library\": " + wanted + "}");
    }
}
