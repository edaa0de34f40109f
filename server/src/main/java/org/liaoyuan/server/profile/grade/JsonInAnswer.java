package org.liaoyuan.server.profile.grade;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON value of an answer that may have a fence or a few words around it. */
final class JsonInAnswer {

    private static final int DEEPEST = 20;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonInAnswer() {}

    /** The value that starts with the first of these brackets; empty if none is complete. */
    static Optional<JsonNode> find(String answer, char bracket) {
        String text = Words.unfenced(answer);
        int start = text.indexOf(bracket);
        if (start < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text.substring(start)));
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }
}
