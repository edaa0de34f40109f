package org.liaoyuan.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Schemas nobody thought of: sensible ones, senseless ones, hostile ones. */
class GrammarPropertyTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Property(tries = 400)
    void whatACompiledSchemaWritesIsValid(@ForAll("schemas") JsonNode schema, @ForAll long seed) {
        Grammar grammar;
        try {
            grammar = Grammar.ofJsonSchema(schema);
        } catch (UnsupportedSchemaException e) {
            return;
        }

        assertThat(Referee.firstFault(schema, grammar, new Random(seed), 25)).isEmpty();
    }

    @Property(tries = 1_000)
    void anyJsonAsASchemaIsCompiledOrRefused(@ForAll("anyJson") JsonNode schema) {
        assertTimeoutPreemptively(LONG, () -> {
            try {
                assertThat(GbnfSampler.of(Grammar.ofJsonSchema(schema).gbnf()).isEmpty())
                        .isFalse();
            } catch (UnsupportedSchemaException e) {
                assertThat(e.pointer()).startsWith("#");
            }
        });
    }

    static List<String> hostile() {
        return List.of(
                nested("{\"items\":", "{}", "}", 5_000),
                nested("{\"not\":", "{}", "}", 190),
                nested(
                        "{\"anyOf\":[{\"type\":\"object\",\"properties\":{\"a\":{}},\"required\":[\"a\"]},",
                        "{\"minProperties\":1}",
                        "]}",
                        90),
                nested("{\"properties\":{\"a\":", "{}", "}}", 90),
                // each level doubles what must hold below it
                "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"allOf\":[{\"properties\":{\"x\":{\"$ref\":\"#/$defs/b\"}}},"
                        + "{\"properties\":{\"x\":{\"$ref\":\"#/$defs/a\"}}}]},\"b\":{\"properties\":{\"x\":{\"$ref\":\"#/$defs/a\"},"
                        + "\"y\":{\"$ref\":\"#/$defs/b\"}}}}}",
                "{\"allOf\":["
                        + "{\"anyOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]},{\"required\":[\"c\"]}]},"
                                .repeat(30)
                        + "{}]}",
                "{\"allOf\":[" + anyOfs(12) + "{}]}",
                "{\"oneOf\":["
                        + "{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{}},\"required\":[\"a\"]},".repeat(60)
                        + "{}]}",
                "{\"pattern\":\"(a|b)*a(a|b){15}\"}",
                "{\"pattern\":\"((a{1,100}){1,100}){1,100}\"}",
                "{\"pattern\":\"" + "(".repeat(3_000) + "\"}",
                "{\"pattern\":\"(x+x+)+y\"}",
                "{\"allOf\":[" + "{\"pattern\":\"(a|b|c)*a(a|b|c){8}\"},".repeat(100) + "{}]}",
                "{\"allOf\":[" + "{\"pattern\":\"[ab]*a[ab]{9}x\"},{\"pattern\":\"[ab]*b[ab]{10}y\"},".repeat(40)
                        + "{}]}",
                "{\"type\":\"string\",\"minLength\":2000000000}",
                "{\"type\":\"array\",\"minItems\":1000000,\"items\":{\"type\":\"null\"}}",
                "{\"type\":\"array\",\"contains\":{\"type\":\"null\"},\"minContains\":100000}",
                "{\"type\":\"integer\",\"minimum\":1e400}",
                "{\"type\":\"integer\",\"maximum\":1e-100000}",
                "{\"type\":\"integer\",\"multipleOf\":1e-300}",
                "{\"type\":\"object\",\"minProperties\":1000000}",
                "{\"enum\":[" + "\"x\",".repeat(50_000) + "1]}",
                "{\"required\":[" + "\"a\",".repeat(20_000) + "\"b\"]}",
                "{\"type\":\"object\",\"dependentRequired\":{" + dependencies(40) + "}}");
    }

    private static String nested(String open, String inner, String close, int times) {
        return open.repeat(times) + inner + close.repeat(times);
    }

    private static String anyOfs(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(
                    "{\"anyOf\":[{\"properties\":{\"p%1$d\":{\"const\":1}}},{\"properties\":{\"p%1$d\":{\"const\":2}}}]},"
                            .formatted(i));
        }
        return all.toString();
    }

    private static String dependencies(int count) {
        StringBuilder all = new StringBuilder("\"z\":[]");
        for (int i = 0; i < count; i++) {
            all.append(",\"a%d\":[\"b%d\"]".formatted(i, i));
        }
        return all.toString();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileSchemasAreCompiledOrRefusedInBoundedTime(String json) {
        JsonNode schema = DEEP.readTree(json);

        assertTimeoutPreemptively(LONG, () -> {
            try {
                assertThat(GbnfSampler.of(Grammar.ofJsonSchema(schema).gbnf()).isEmpty())
                        .isFalse();
            } catch (UnsupportedSchemaException e) {
                assertThat(e.reason()).isNotBlank();
            }
        });
    }

    private static final JsonMapper DEEP = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100_000)
                            .build())
                    .build())
            .build();

    @Provide
    Arbitrary<JsonNode> schemas() {
        return schema(3).map(map -> Referee.JSON.valueToTree(map));
    }

    private static Arbitrary<Object> schema(int depth) {
        Arbitrary<Object> leaf = Arbitraries.of(
                Map.of("type", "integer", "minimum", -3, "maximum", 40),
                Map.of("type", "number", "exclusiveMinimum", 0.5),
                Map.of("type", "integer", "multipleOf", 3),
                Map.of("type", "string", "maxLength", 4),
                Map.of("type", "string", "pattern", "^[a-f]+$"),
                Map.of("type", "string", "format", "date"),
                Map.of("enum", List.of("a", "b", 1)),
                Map.of("const", List.of(1, Map.of("k", "v"))),
                Map.of("type", List.of("boolean", "null")),
                Map.of("minimum", 2),
                true);
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Object> inner = Arbitraries.lazy(() -> schema(depth - 1));
        Arbitrary<List<Object>> some = inner.list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<Map<String, Object>> named =
                Arbitraries.maps(Arbitraries.of("a", "b", "kind", "x y"), inner).ofMaxSize(3);
        return Arbitraries.oneOf(
                leaf,
                some.map(s -> Map.of("anyOf", s)),
                some.map(s -> Map.of("allOf", s)),
                some.map(s -> Map.of("oneOf", s)),
                inner.map(s -> Map.of("not", s)),
                Combinators.combine(inner, inner, inner).as((a, b, c) -> Map.of("if", a, "then", b, "else", c)),
                Combinators.combine(
                                inner,
                                Arbitraries.integers().between(0, 2),
                                Arbitraries.integers().between(2, 4))
                        .as((s, least, most) ->
                                Map.of("type", "array", "items", s, "minItems", least, "maxItems", most)),
                Combinators.combine(some, inner)
                        .as((s, rest) -> Map.of("type", "array", "prefixItems", s, "items", rest)),
                Combinators.combine(inner, inner).as((s, c) -> Map.of("type", "array", "items", s, "contains", c)),
                Combinators.combine(named, Arbitraries.of("a", "b", "q").list().ofMaxSize(2), inner)
                        .as((p, r, rest) ->
                                Map.of("type", "object", "properties", p, "required", r, "additionalProperties", rest)),
                Combinators.combine(named, inner)
                        .as((p, rest) ->
                                Map.of("properties", p, "patternProperties", Map.of("^a", rest), "minProperties", 1)),
                Combinators.combine(named, some)
                        .as((p, all) -> Map.of(
                                "allOf", all, "properties", p, "type", "object", "unevaluatedProperties", false)),
                Combinators.combine(named, named)
                        .as((p, d) ->
                                Map.of("type", "object", "properties", p, "dependentSchemas", d, "maxProperties", 2)));
    }

    /** Keywords with anything at all behind them. */
    @Provide
    Arbitrary<JsonNode> anyJson() {
        return json(3).map(value -> Referee.JSON.valueToTree(value));
    }

    private static Arbitrary<Object> json(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.of(
                        "string",
                        "object",
                        "array",
                        "integer",
                        "#",
                        "#/$defs/a",
                        "^a+$",
                        "[",
                        "(?:",
                        "a{2,1}",
                        "date",
                        ""),
                Arbitraries.of(true, false),
                Arbitraries.of(-1, 0, 1, 2, 3, 1_000_000_000, 0.5, 1e300));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Object> inner = Arbitraries.lazy(() -> json(depth - 1));
        Arbitrary<String> keyword = Arbitraries.of(
                "type",
                "enum",
                "const",
                "properties",
                "required",
                "additionalProperties",
                "patternProperties",
                "propertyNames",
                "minProperties",
                "maxProperties",
                "items",
                "prefixItems",
                "minItems",
                "maxItems",
                "contains",
                "minContains",
                "uniqueItems",
                "anyOf",
                "oneOf",
                "allOf",
                "not",
                "if",
                "then",
                "else",
                "$ref",
                "$defs",
                "$id",
                "$anchor",
                "$dynamicRef",
                "$dynamicAnchor",
                "dependentRequired",
                "dependentSchemas",
                "minLength",
                "maxLength",
                "pattern",
                "format",
                "minimum",
                "maximum",
                "multipleOf",
                "unevaluatedItems",
                "unevaluatedProperties",
                "a");
        return Arbitraries.oneOf(
                leaf,
                inner.list().ofMaxSize(3).map(l -> (Object) l),
                Arbitraries.maps(keyword, inner).ofMaxSize(5).map(m -> (Object) m),
                Arbitraries.maps(keyword, inner).ofMaxSize(5).map(m -> (Object) m));
    }
}
