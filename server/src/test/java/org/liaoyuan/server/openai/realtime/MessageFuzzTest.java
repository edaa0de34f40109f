package org.liaoyuan.server.openai.realtime;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.voice.VoiceOptions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageFuzzTest {

    private static final JsonMapper JSON = new JsonMapper();

    @DictionaryEntries({
        "\"session\":",
        "\"audio\":",
        "\"input\":",
        "\"output\":",
        "\"format\":",
        "\"rate\":",
        "\"turn_detection\":",
        "\"type\":\"server_vad\"",
        "\"type\":\"semantic_vad\"",
        "\"eagerness\":",
        "\"threshold\":",
        "\"silence_duration_ms\":",
        "\"transcription\":",
        "\"output_modalities\":[\"text\"]",
        "\"max_output_tokens\":",
        "\"item\":{\"type\":\"message\"",
        "\"content\":[{",
        "\"speed\":",
        "\"voice\":",
        "null",
        "[]",
        "{}",
        "1e999",
        "-1"
    })
    @FuzzTest(maxDuration = "10s")
    void anyMessageIsReadOrRefusedInOpenAisWords(byte[] bytes) {
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JacksonException noJson) {
            return;
        }
        each(() -> SessionReader.session(json).change(VoiceOptions.talk("m")));
        each(() -> SessionReader.session(json).change(WireOptions.of("m", false)));
        each(() -> SessionReader.session(json).change(VoiceOptions.captions()));
        each(() -> SessionReader.response(json).change(VoiceOptions.talk("m")));
        each(() -> Items.read(Fields.of(json, "")));
        each(() -> new SoundIn().next(bytes, SoundFormat.PCM));
        each(() -> new SoundIn().next(bytes, SoundFormat.ALAW));
    }

    private static void each(Runnable reading) {
        try {
            reading.run();
        } catch (ApiException expected) {
            // a client gets to read it
        }
    }
}
