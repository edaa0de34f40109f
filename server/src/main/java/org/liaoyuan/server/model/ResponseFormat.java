package org.liaoyuan.server.model;

import tools.jackson.databind.JsonNode;

/** What an answer must look like. */
public sealed interface ResponseFormat {

    /** Any text. */
    record Text() implements ResponseFormat {}

    /** One JSON object. */
    record JsonObject() implements ResponseFormat {}

    /** JSON that validates against this schema (draft 2020-12). */
    record JsonSchema(String name, JsonNode schema) implements ResponseFormat {}
}
