package org.liaoyuan.engine.grammar;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.format.EmailFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says whether texts are valid: Jackson reads them strictly, networknt's validator judges them, formats included. */
final class Referee {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** Duplicate keys of a map are JSON all the same: the last one counts. */
    private static final JsonMapper LENIENT =
            JSON.rebuild().disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final String ECMA_SPACE =
            "\\\\t-\\\\r \\\\u00a0\\\\u1680\\\\u2000-\\\\u200a\\\\u2028\\\\u2029\\\\u202f\\\\u205f\\\\u3000\\\\ufeff";

    private final Schema schema;

    Referee(JsonNode original) {
        JsonNode schema = original.deepCopy();
        if (schema instanceof ObjectNode object) {
            // the dialect is 2020-12 whatever the schema says; another one would have to be fetched
            object.remove("$schema");
        }
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .regularExpressionFactory(regex -> {
                    Pattern pattern = Pattern.compile(ecma(regex));
                    return text -> pattern.matcher(text).find();
                })
                .build();
        this.schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
                .getSchema(schema);
    }

    /** Java's $ matches before a last line break, and its \s is ASCII only; those of ECMA-262 are not. */
    private static String ecma(String regex) {
        return regex.replaceAll("(?<!\\\\)\\$(?!\\})", "\\\\z")
                .replaceAll("\\\\s", "[" + ECMA_SPACE + "]")
                .replaceAll("\\\\S", "[^" + ECMA_SPACE + "]")
                .replace("\\p{Letter}", "\\p{L}")
                .replace("\\p{digit}", "\\p{Nd}");
    }

    static JsonNode json(String text) {
        return LENIENT.readTree(text);
    }

    List<String> complaints(String text) {
        JsonNode value = json(text);
        try {
            return schema.validate(value).stream()
                    .filter(error -> !isAboutNoArray(error) && !isAboutTopLevelDomain(error))
                    .map(Error::toString)
                    .toList();
        } catch (JsonNodeException e) {
            // the validator (3.0.6) can't judge numbers beyond 64 bits beside {"type":"integer"}
            return List.of();
        }
    }

    /** The validator (3.0.6) also wants the values of an object to be unique. */
    private static boolean isAboutNoArray(Error error) {
        return error.getKeyword().equals("uniqueItems")
                && error.getInstanceNode() != null
                && !error.getInstanceNode().isArray();
    }

    /** The validator also wants an address to end in one of the top-level domains it knows, which no RFC does. */
    private static boolean isAboutTopLevelDomain(Error error) {
        return error.getKeyword().equals("format")
                && error.getMessage().contains("Mailbox")
                && new EmailFormat()
                        .matches(null, error.getInstanceNode().stringValue().replaceFirst("\\.[A-Za-z]+$", ".com"));
    }

    /** Draws derivations; returns what is wrong with the first bad one, or an empty text. */
    static String firstFault(JsonNode schema, Grammar grammar, RandomGenerator random, int draws) {
        GbnfSampler sampler = GbnfSampler.of(grammar.gbnf());
        if (sampler.isEmpty()) {
            return "the grammar is empty:\n" + grammar.gbnf();
        }
        Referee referee = new Referee(schema);
        for (int i = 0; i < draws; i++) {
            String text = sampler.draw(random, i % 4 == 0 ? 20 : 200);
            try {
                List<String> complaints = referee.complaints(text);
                if (!complaints.isEmpty()) {
                    return text + " is invalid: " + complaints + " under " + schema;
                }
            } catch (RuntimeException e) {
                return text + " is no JSON or can't be judged: " + e + " under " + schema;
            }
        }
        return "";
    }
}
