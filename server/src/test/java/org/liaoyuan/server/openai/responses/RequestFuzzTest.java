package org.liaoyuan.server.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.RequestBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RequestFuzzTest {

    private static final JsonMapper JSON = new JsonMapper();

    @DictionaryEntries({
        "\"model\":",
        "\"input\":",
        "\"type\":\"message\"",
        "\"type\":\"function_call\"",
        "\"type\":\"function_call_output\"",
        "\"type\":\"item_reference\"",
        "\"role\":\"user\"",
        "\"role\":\"assistant\"",
        "\"content\":",
        "\"type\":\"input_text\"",
        "\"type\":\"input_image\"",
        "\"type\":\"input_audio\"",
        "\"call_id\":",
        "\"arguments\":\"{}\"",
        "\"output\":",
        "\"tools\":",
        "\"tool_choice\":",
        "\"type\":\"allowed_tools\"",
        "\"text\":{\"format\":",
        "\"type\":\"json_schema\"",
        "\"include\":",
        "\"metadata\":",
        "null",
        "[]",
        "{}",
        "1e999",
        "99999999999999999999"
    })
    @FuzzTest(maxDuration = "10s")
    void anyJsonIsReadOrRefusedInOpenAisWords(byte[] bytes) {
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JacksonException noJson) {
            return;
        }
        try {
            readAsInput(json);
            readAsRequest(new RequestBody(json));
        } catch (ApiException expected) {
            // a client gets to read it
        }
    }

    private static void readAsInput(JsonNode json) {
        try {
            turns(json);
        } catch (ApiException expected) {
            // the whole may still be a request
        }
    }

    private static List<Turn> turns(JsonNode input) {
        List<InputItem> items = new ItemReader(id -> Optional.of(JSON.createObjectNode())).read(input, "input");
        assertThat(items)
                .allSatisfy(i -> assertThat(i.json().path("id").asString()).isNotBlank());
        return Dialogue.of(
                Optional.of("Be brief"), items.stream().map(InputItem::item).toList());
    }

    private static void readAsRequest(RequestBody body) {
        ResponseRequest request = ResponseRequest.read(body);
        List<Turn> turns = turns(request.input());
        assertThat(ChatWire.write(request, turns).path("messages")).hasSize(turns.size());
        assertThat(Response.begun(request, "m").id()).startsWith("resp_");
    }
}
