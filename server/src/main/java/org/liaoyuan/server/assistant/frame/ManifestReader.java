package org.liaoyuan.server.assistant.frame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.assistant.frame.Manifest.Field;
import org.liaoyuan.server.assistant.frame.Manifest.Option;
import org.liaoyuan.server.assistant.frame.Manifest.Starters;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what makes an assistant from documents of unknown origin. What it returns can be used as it is: every length is bounded, the
 * template was filled once. What it refuses is an {@link IllegalArgumentException} that says what, where and what to do.
 */
final class ManifestReader {

    /** Of one document. */
    static final int MOST_BYTES = 256 << 10;

    private static final String ID = "[a-z][a-z0-9-]{0,39}";
    private static final String ID_EXPECTED =
            "lower-case letters, digits and hyphens, at most 40, beginning with a letter";
    private static final String NAME = "[a-z][a-z0-9_]{0,31}";
    private static final int MOST_PROMPT = 8_000;
    private static final int MOST_STARTER = 500;
    private static final int MOST_CASES = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(MOST_BYTES)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private ManifestReader() {}

    /** @param name what the document is called, for the error */
    static JsonNode json(String name, byte[] bytes) {
        requireSize(name, bytes);
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    name + " is no JSON: " + e.getOriginalMessage() + at(e) + "; mend it there", e);
        }
    }

    /** One that was read before: the database may write it a little longer. */
    static JsonNode kept(byte[] bytes) {
        return JSON.readTree(bytes);
    }

    static void requireSize(String name, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    name + " has " + bytes.length + " bytes; expected at most " + MOST_BYTES + "; shorten it");
        }
    }

    private static String at(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    static Manifest manifest(JsonNode document) {
        Part all = new Part("", document)
                .object(List.of(
                        "id",
                        "version",
                        "name",
                        "purpose",
                        "prompt",
                        "form",
                        "turn",
                        "starters",
                        "persona",
                        "speech",
                        "model",
                        "tools"));
        List<Field> form = all.at("form").list(20, ManifestReader::field);
        all.at("form").distinct(form.stream().map(Field::name).toList());
        Manifest manifest = new Manifest(
                all.at("id").matching(ID, ID_EXPECTED),
                all.at("version").matching("\\d{1,4}(\\.\\d{1,4}){0,2}", "a version such as 1.0.0"),
                all.at("name").bilingual(1, 60),
                all.at("purpose").bilingual(1, 300),
                all.at("prompt").bilingual(1, MOST_PROMPT),
                form,
                all.at("turn").bilingual(form.isEmpty() ? 0 : 1, MOST_PROMPT),
                starters(all.at("starters")),
                name(all.at("persona"), "[A-Za-z0-9-]{1,64}", "a persona's id"),
                SpeechReader.speech(all.at("speech")),
                name(all.at("model"), "\\S{1,100}", "a model's name"),
                all.at("tools").list(20, tool -> tool.matching("[A-Za-z][A-Za-z0-9_.-]{0,63}", "a tool's name")));
        all.at("tools").distinct(manifest.tools());
        tryTurn(all.at("turn"), manifest);
        return manifest;
    }

    private static @Nullable String name(Part part, String pattern, String expected) {
        return part.isThere() ? part.matching(pattern, expected) : null;
    }

    private static Starters starters(Part part) {
        if (!part.isThere()) {
            return new Starters(List.of(), List.of());
        }
        part.object(List.of("zh", "en"));
        List<String> zh = part.at("zh").list(12, each -> each.text(1, MOST_STARTER));
        List<String> en = part.at("en").list(12, each -> each.text(1, MOST_STARTER));
        return new Starters(zh.isEmpty() ? en : zh, en.isEmpty() ? zh : en);
    }

    private static Field field(Part part) {
        part.object(List.of("name", "kind", "label", "hint", "required", "options", "initial"));
        Field.Kind kind = part.at("kind").oneOf(Field.Kind.class);
        List<Option> options = part.at("options").list(60, option -> {
            option.object(List.of("value", "label"));
            return new Option(option.at("value").text(1, 60), option.at("label").bilingual(1, 60));
        });
        if ((kind == Field.Kind.CHOICE) == options.isEmpty()) {
            throw part.at("options")
                    .refuse(
                            "has " + options.size() + " entries where kind is " + kind,
                            "options for a CHOICE, and for it only");
        }
        part.at("options").distinct(options.stream().map(Option::value).toList());
        String initial = part.at("initial").text(0, MOST_STARTER);
        if (kind == Field.Kind.CHOICE
                && !initial.isEmpty()
                && options.stream().noneMatch(o -> o.value().equals(initial))) {
            throw part.at("initial").refuse("is no option's value", "one of the options' values, or nothing");
        }
        return new Field(
                part.at("name").matching(NAME, "a name of lower-case letters, digits and _, at most 32"),
                kind,
                part.at("label").bilingual(1, 60),
                part.at("hint").bilingual(0, 200),
                part.at("required").flag(),
                options,
                initial);
    }

    /** A template that fails is found when it is kept, not when somebody has filled the form. */
    private static void tryTurn(Part part, Manifest manifest) {
        Map<String, String> filled = new HashMap<>();
        for (Field field : manifest.form()) {
            filled.put(
                    field.name(),
                    field.options().isEmpty() ? "x" : field.options().getFirst().value());
        }
        for (Language language : Language.values()) {
            try {
                Forms.turn(manifest, filled, language);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(part.path() + "." + language.code() + ": " + e.getMessage(), e);
            }
        }
    }

    static List<EvalCase> eval(JsonNode document) {
        Part all = new Part("eval", document);
        List<EvalCase> cases = all.list(MOST_CASES, ManifestReader::evalCase);
        all.distinct(cases.stream().map(EvalCase::id).toList());
        return cases;
    }

    private static EvalCase evalCase(Part part) {
        part.object(List.of("id", "language", "values", "rule", "right", "wrong"));
        Map<String, String> values = new HashMap<>();
        Part filled = part.at("values");
        if (!filled.node().isObject() || filled.node().size() > 20) {
            throw filled.refuse("is no object, or has more than 20 fields", "an object of the form's fields");
        }
        for (String name : filled.node().propertyNames()) {
            if (!name.matches(NAME)) {
                throw filled.refuse("has a field that no form can have", "names of the form's fields");
            }
            values.put(name, filled.at(name).text(0, MOST_PROMPT));
        }
        part.at("rule").at("grader").matching("text|label|number|exact|fields", "text, label, number, exact or fields");
        return new EvalCase(
                part.at("id").matching(ID, ID_EXPECTED),
                part.at("language").matching("zh|en", "zh or en"),
                values,
                part.at("rule").data(MOST_PROMPT),
                part.at("right").text(1, MOST_PROMPT),
                part.at("wrong").list(10, each -> each.text(1, MOST_PROMPT)));
    }
}
