package org.liaoyuan.server.openai;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RequestBodyFuzzTest {

    private static final JsonMapper JSON = new JsonMapper();

    @DictionaryEntries({
        "\"messages\":",
        "\"role\":\"user\"",
        "\"content\":",
        "\"type\":\"text\"",
        "\"text\":",
        "\"model\":",
        "\"seed\":",
        "\"stop\":",
        "\"logit_bias\":",
        "\"max_tokens\":",
        "\"max_completion_tokens\":",
        "\"temperature\":",
        "\"top_p\":",
        "\"n\":",
        "\"stream\":",
        "\"tools\":",
        "\"response_format\":",
        "null",
        "[]",
        "{}",
        "true",
        "1e999",
        "99999999999999999999",
        "-1"
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
            readAll(new RequestBody(json));
        } catch (ApiException expected) {
            // a client gets to read it
        }
    }

    /** One after the other: an error in one must not hide the next. */
    private static void readAll(RequestBody body) {
        ApiException first = null;
        for (Runnable each : new Runnable[] {
            () -> NotYet.refuse(body),
            () -> body.text("model"),
            () -> ChatMessages.read(body),
            () -> body.integer("n", 1, 1, 8),
            body::maxTokens,
            body::stop,
            body::sampling,
            () -> body.flag("stream"),
            () -> body.number("temperature", 1, 0, 2),
            () -> body.get("stream_options").path("include_usage").asBoolean(false),
        }) {
            try {
                each.run();
            } catch (ApiException e) {
                first = e;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
