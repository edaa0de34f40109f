package org.liaoyuan.server.tool.openapi;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.http.Outgoing;
import tools.jackson.databind.json.JsonMapper;

class DocumentFuzzTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BASE = "https://crm.example.com/v2";

    // as libFuzzer reads them: quotes escaped
    @DictionaryEntries({
        "{\\\"openapi\\\":\\\"3.1.0\\\",\\\"paths\\\":{\\\"/a\\\":{\\\"get\\\":{",
        "{\\\"openapi\\\":\\\"3.0.0\\\",\\\"paths\\\":{\\\"/a/{b}\\\":{\\\"post\\\":{",
        "openapi: 3.1.0\\x0Apaths:\\x0A /a:\\x0A  get:\\x0A",
        "\\\"parameters\\\":[{\\\"name\\\":\\\"b\\\",\\\"in\\\":\\\"path\\\",\\\"schema\\\":",
        "\\\"in\\\":\\\"query\\\"",
        "\\\"style\\\":\\\"deepObject\\\"",
        "\\\"requestBody\\\":{\\\"content\\\":{\\\"application/json\\\":{\\\"schema\\\":",
        "\\\"components\\\":{\\\"schemas\\\":{",
        "{\\\"$ref\\\":\\\"#/components/schemas/A\\\"}",
        "{\\\"$ref\\\":\\\"#/\\\"}",
        "\\\"anyOf\\\":[",
        "\\\"allOf\\\":[",
        "\\\"items\\\":{",
        "\\\"type\\\":\\\"object\\\"",
        "\\\"nullable\\\":true",
        "\\\"exclusiveMinimum\\\":true",
        "\\\"required\\\":[\\\"a\\\"]",
        "\\\"enum\\\":[1e999]",
        "&a ",
        "*a",
        "~1",
        "%2F"
    })
    @FuzzTest(maxDuration = "10s")
    void anyDocumentIsReadOrRefusedAndItsOperationsStayBelowTheirAddress(byte[] bytes) {
        ApiDocument document;
        try {
            document = DocumentReader.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            return;
        }
        for (Operation operation : document.operations()) {
            Operation kept = JSON.readValue(JSON.writeValueAsString(operation), Operation.class);
            var arguments = JSON.createObjectNode();
            kept.parameters().forEach(each -> arguments.put(each.argument(), "a/../?#&{{b}}"));
            try {
                Outgoing request = new Calling(kept, document.schemas())
                        .request(URI.create(BASE), arguments, JSON.readTree("{\"a\":[\"1\",{\"a\":null}]}"));
                if (!request.address().normalize().toString().startsWith(BASE + "/")
                        || request.address().getFragment() != null) {
                    throw new AssertionError("it leads elsewhere: " + request.address());
                }
            } catch (ToolFailure doesNotFit) {
                // as its schema may have it
            }
        }
    }
}
