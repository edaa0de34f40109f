package org.liaoyuan.server.tool.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {

    static String document(String name) {
        try (var in = DocumentReaderTest.class.getResourceAsStream("/apis/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Operation operation(ApiDocument document, String name) {
        return document.operations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " of " + document.leftOut()));
    }

    @Test
    void aDocumentOfThreePointOneInYamlSaysWhatCanBeCalledAndWhatNot() {
        ApiDocument crm = DocumentReader.read(document("crm.yaml"));

        assertThat(crm.title()).isEqualTo("CRM of a company");
        assertThat(crm.version()).isEqualTo("2.4");
        assertThat(crm.server()).isEqualTo("https://crm.example.com/v2");
        assertThat(crm.operations())
                .extracting(Operation::name)
                .containsExactly("listLeads", "addLead", "getLead", "setLead", "POST /visits");
        assertThat(crm.leftOut()).extracting(ApiDocument.LeftOut::operation).containsExactly("setCard", "report");
        assertThat(crm.leftOut().getFirst().reason()).isEqualTo("its body is not JSON");
        assertThat(crm.leftOut().getLast().reason()).contains("another document", "schemas.example.com");
        assertThat(operation(crm, "listLeads").parameters())
                .extracting(Operation.Parameter::argument)
                .as("the path's own, and no cookie")
                .containsExactly("region", "stage", "limit", "filter");
        assertThat(operation(crm, "getLead").parameters())
                .extracting(Operation.Parameter::argument)
                .as("who asks is said by the headers that are kept")
                .containsExactly("id", "X-Trace");
        assertThat(crm.schemas().propertyNames()).containsExactlyInAnyOrder("NewLead", "Lead", "Contact", "Visit");
        assertThat(crm.schemas().at("/Lead/allOf/0/$ref").asString()).isEqualTo("#/$defs/NewLead");
        assertThat(crm.schemas().at("/Lead/allOf/1/required")).isEmpty();
    }

    @Test
    void schemasOfThreePointZeroAreWrittenAnew() {
        ApiDocument crm = DocumentReader.read(document("crm-3.0.json"));

        Operation change = operation(crm, "changeCustomer");
        assertThat(change.summary()).isEqualTo("Changes some of a customer");
        assertThat(change.parameters())
                .extracting(Operation.Parameter::argument)
                .containsExactly("number", "query.number");
        assertThat(Objects.requireNonNull(change.body()).type()).isEqualTo("application/json");
        assertThat(change.body().schema().toString()).isEqualTo("{\"$ref\":\"#/$defs/Customer\"}");
        assertThat(crm.schemas().at("/Customer/properties/note").toString())
                .isEqualTo("{\"type\":[\"string\",\"null\"],\"enum\":[\"good\",\"bad\",null]}");
        assertThat(crm.schemas()
                        .at("/Customer/properties/discount/exclusiveMinimum")
                        .asInt())
                .isZero();
        assertThat(crm.schemas().at("/Customer/required")).isEmpty();
    }

    @Test
    void ourOwnContractIsReadAsItIs() throws IOException {
        ApiDocument ours = DocumentReader.read(Files.readString(Path.of("src/main/resources/openapi/liaoyuan.json")));

        assertThat(ours.operations().size()).isGreaterThan(200);
        assertThat(operation(ours, "startRun").body()).isNotNull();
        assertThat(ours.leftOut()).extracting(ApiDocument.LeftOut::reason).containsOnly("its body is not JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"swagger": "2.0", "paths": {}}                   | openapi is '2.0'; expected a document of OpenAPI 3.0 or 3.1
                    {"openapi": "3.1.0", "paths": {}}                 | the document has no operation that can be called
                    {"openapi": "3.1.0",                              | the document is no JSON
                    openapi: [                                        | this is no YAML
                    openapi: &a 3.1.0                                 | anchors and aliases are not taken
                    openapi: !!str 3.1.0                              | tags are not taken
                    {"openapi":"3.1.0","paths":{"/../a":{"get":{}}}}  | GET /../a: its path is none
                    {"openapi":"3.1.0","paths":{"/{a}":{"get":{}}}}   | has a name in braces that is no parameter
                    {"openapi":"3.1.0","paths":{"/a":{"$ref":"#/paths/~1a"}}} | its references lead to each other
                    """)
    void whatIsNoSuchDocumentIsRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> DocumentReader.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aDocumentThatIsTooLargeOrTooDeepIsRefused() {
        String deep = "{\"openapi\":\"3.1.0\",\"x\":" + "[".repeat(100) + "]".repeat(100) + "}";
        StringBuilder many = new StringBuilder("{\"openapi\":\"3.1.0\",\"paths\":{");
        for (int i = 0; i <= 1_000; i++) {
            many.append(i == 0 ? "" : ",").append("\"/p").append(i).append("\":{\"get\":{}}");
        }

        assertThatThrownBy(() -> DocumentReader.read(deep)).hasMessageContaining("deeper than 60 levels");
        assertThatThrownBy(() -> DocumentReader.read(many.append("}}").toString()))
                .hasMessageContaining("more than 1000 operations");
        assertThatThrownBy(() -> DocumentReader.read(" ".repeat(DocumentReader.MOST_CHARACTERS + 1)))
                .hasMessageContaining("2000001 characters");
    }
}
