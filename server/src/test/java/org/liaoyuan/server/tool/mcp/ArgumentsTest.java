package org.liaoyuan.server.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.tool.ToolFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ArgumentsTest {

    private static final JsonNode SCHEMA = new JsonMapper().readTree("""
            {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
              "name": {"type": "string"}, "count": {"type": "integer"}, "share": {"type": "number"},
              "loud": {"type": "boolean"}, "tags": {"type": "array"}, "about": {"type": "object"},
              "either": {"type": ["string", "integer", "null"]}, "any": {},
              "some": {"anyOf": [{"type": "boolean"}, {"type": "string"}]}}}""");

    /** What others wrote stays a value, however it is written. */
    @Test
    void aValueAddsNothingButItself() {
        assertThat(put("[\"", "x\", \"y", "\"]")).isEqualTo("[\"x\\\", \\\"y\"]");
        assertThat(put("{\"a\": ", "1, \"b\": 2", "}")).isEqualTo("{\"a\": \"1, \\\"b\\\": 2\"}");
        assertThat(put("{\"a\": ", "[1, 2]", "}")).isEqualTo("{\"a\": [1, 2]}");
        // texts that are no JSON, and a value that is the whole of it
        assertThat(put("[note] ", "\"x\"", "")).isEqualTo("[note] \"x\"");
        assertThat(put("[1] then ", "\"x\"", "")).isEqualTo("[1] then \"x\"");
        assertThat(put("", "[1, 2]", "")).isEqualTo("[1, 2]");
    }

    private static String put(String before, String value, String after) {
        return before + Arguments.put(before, value) + after;
    }

    @Test
    void textsBecomeWhatTheSchemaWants() {
        JsonNode arguments = Arguments.of(
                Map.of(
                        "name",
                        "12",
                        "count",
                        " 3.0 ",
                        "share",
                        "0.5",
                        "loud",
                        "true",
                        "tags",
                        "[1]",
                        "about",
                        "{\"a\": null}",
                        "either",
                        "7",
                        "any",
                        "8",
                        "some",
                        "yes"),
                SCHEMA);

        assertThat(arguments.toString())
                .contains(
                        "\"name\":\"12\"",
                        "\"count\":3",
                        "\"share\":0.5",
                        "\"loud\":true",
                        "\"tags\":[1]",
                        "\"about\":{\"a\":null}",
                        "\"either\":7",
                        "\"any\":\"8\"",
                        "\"some\":\"yes\"");
    }

    @Test
    void whatIsEmptyIsLeftOutWhereItCanBeNoText() {
        assertThat(Arguments.of(Map.of("name", "", "count", ""), SCHEMA).toString())
                .isEqualTo("{\"name\":\"\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "count, three, expected integer", "count, 3.5, expected integer", "count, 1e999999999, expected integer",
        "share, NaN, expected number", "loud, yes, expected boolean", "tags, {}, expected array",
        "about, '{', expected object", "other, x, no such argument"
    })
    void whatDoesNotFitIsToldByItsName(String name, String text, String why) {
        assertThatThrownBy(() -> Arguments.of(Map.of("name", "x", name, text), SCHEMA))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining(why);
    }

    @Test
    void whatTheToolRequiresIsNotLeftOut() {
        assertThatThrownBy(() -> Arguments.of(Map.of(), SCHEMA)).hasMessageContaining("'name'");
        assertThat(Arguments.of(Map.of("a", "b"), new JsonMapper().readTree("{}"))
                        .toString())
                .isEqualTo("{\"a\":\"b\"}");
    }
}
