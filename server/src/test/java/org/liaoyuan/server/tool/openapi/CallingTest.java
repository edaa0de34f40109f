package org.liaoyuan.server.tool.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.tool.Tool.Problem;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.http.Outgoing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallingTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ApiDocument CRM = DocumentReader.read(DocumentReaderTest.document("crm.yaml"));
    private static final URI BASE = URI.create("https://crm.example.com/v2/");

    private static @Nullable JsonNode json(String text) {
        return text.isEmpty() ? null : JSON.readTree(text);
    }

    private static Outgoing request(String operation, String arguments, String body) {
        return new Calling(DocumentReaderTest.operation(CRM, operation), CRM.schemas())
                .request(BASE, json(arguments), json(body));
    }

    private static List<Problem> draft(String operation, String arguments, String body) {
        return new Draft(DocumentReaderTest.operation(CRM, operation), CRM.schemas())
                .problems(json(arguments), json(body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    listLeads | {}                                                   | https://crm.example.com/v2/leads
                    listLeads | {"region": "a b&c=d/é"}                              | https://crm.example.com/v2/leads?region=a%20b%26c%3Dd%2F%C3%A9
                    listLeads | {"limit": "5", "stage": ["new", "won"]}              | https://crm.example.com/v2/leads?stage=new,won&limit=5
                    listLeads | {"limit": "", "region": "x"}                         | https://crm.example.com/v2/leads?region=x
                    listLeads | {"filter": {"city": "a&b", "credit": "1.50"}}        | https://crm.example.com/v2/leads?filter%5Bcity%5D=a%26b&filter%5Bcredit%5D=1.50
                    getLead   | {"id": "../../admin?x=1#y"}                          | https://crm.example.com/v2/leads/..%2F..%2Fadmin%3Fx%3D1%23y
                    getLead   | {"id": 7}                                            | https://crm.example.com/v2/leads/7
                    """)
    void valuesStandEscapedWhereTheyBelong(String operation, String arguments, String address) {
        assertThat(request(operation, arguments, "").address()).hasToString(address);
    }

    @Test
    void aBodyIsTypedCheckedAndSentAsTheDocumentHasIt() {
        Outgoing add = request("addLead", "", """
                {"name": "L", "credit": "12.5", "active": "true", "tags": "[\\"a\\"]", "id": 5, "contact": {"mail": "a@b", "floor": "3"}}""");

        assertThat(add.method()).isEqualTo("POST");
        assertThat(add.type()).isEqualTo("application/json");
        assertThat(JSON.readTree(add.body())).isEqualTo(JSON.readTree("""
                        {"name": "L", "credit": 12.5, "active": true, "tags": ["a"], "id": "5", "contact": {"mail": "a@b", "floor": 3}}"""));
        assertThat(request("setLead", "{\"id\": \"1\"}", "{\"name\": \"x\"}").type())
                .isEqualTo("application/merge-patch+json");
        assertThat(request("setLead", "{\"id\": \"1\"}", "").body()).isEmpty();
        assertThat(request("getLead", "{\"id\": \"1\", \"X-Trace\": \"t\"}", "").headers())
                .containsEntry("X-Trace", "t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    getLead   | {}                         | ''                                          | arguments/id: it is missing
                    getLead   | {"id": ".."}               | ''                                          | arguments/id: '..' would lead to another path
                    getLead   | {"id": ""}                 | ''                                          | arguments/id: '' would lead to another path
                    getLead   | {"id": "1", "ID": "2"}     | ''                                          | arguments/ID: the operation has no such argument
                    getLead   | {"id": "1"}                | {}                                          | body: the operation takes none
                    getLead   | {"id": "1", "X-Trace": "a\\nb"} | ''                                      | characters that no header can have
                    listLeads | {"limit": 101}             | ''                                          | arguments/limit: expected at most 100
                    listLeads | {"limit": "many"}          | ''                                          | arguments/limit: it is string; expected integer
                    listLeads | {"stage": ["cold"]}        | ''                                          | arguments/stage/0: expected one of new, warm, won, lost
                    listLeads | []                         | ''                                          | arguments: it is array; expected an object
                    addLead   | {}                         | ''                                          | body: it is missing
                    addLead   | {}                         | {}                                          | body/name: it is missing
                    addLead   | {}                         | {"name": ""}                                | body/name: it has 0 characters; expected at least 1
                    addLead   | {}                         | {"name": "L", "admin": true}                | body/admin: there is no such field
                    addLead   | {}                         | {"name": "L", "credit": -1}                 | body/credit: expected at least 0
                    addLead   | {}                         | {"name": "L", "tags": ["a","b","c","d"]}    | body/tags: it has 4 items; expected at most 3
                    addLead   | {}                         | {"name": "L", "contact": {}}                | body/contact/phone: it is missing
                    """)
    void whatDoesNotFitIsNotSent(String operation, String arguments, String body, String problem) {
        assertThatThrownBy(() -> request(operation, arguments, body))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aDraftIsToldEachProblemAtItsPlaceAndNoneOfWhatIsNotKnownYet() {
        assertThat(draft("getLead", "{\"ID\": \"{{start.id}}\"}", ""))
                .containsExactly(
                        new Problem("arguments/ID", "the operation has no such argument; it has id, X-Trace"),
                        new Problem("arguments/id", "it is missing, which the operation requires"));
        assertThat(draft("getLead", "{\"id\": \"\"}", ""))
                .extracting(Problem::field)
                .containsExactly("arguments/id");
        assertThat(draft("listLeads", "{\"limit\": \"{{start.n}}\", \"stage\": \"{{start.list}}\"}", ""))
                .isEmpty();
        assertThat(draft("addLead", "", "{\"name\": \"Of {{start.a}}\", \"contact\": \"{{start.c}}\"}"))
                .isEmpty();
        assertThat(draft("addLead", "", "\"{{start.whole}}\"")).isEmpty();
        assertThat(draft("addLead", "", "\"{\\\"name\\\": \\\"{{start.a}}\\\"}\""))
                .as("a text that is filled and becomes an object could be given another form by what is filled in")
                .extracting(Problem::field)
                .containsExactly("body");
        assertThat(draft("addLead", "", "{\"name\": \"x\", \"tags\": [\"{{start.a}}\"], \"active\": \"perhaps\"}"))
                .containsExactly(new Problem("body/active", "it is string; expected boolean"));
    }

    @Test
    void aSchemaThatNeverEndsIsLookedAtForAWhile() {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            chain.append("{\"phone\":\"1\",\"reports\":");
        }
        String body = "{\"name\": \"L\", \"contact\": " + chain + "{\"phone\":\"1\"}" + "}".repeat(50) + "}";

        assertThat(request("addLead", "", body).body()).contains("reports");
    }
}
