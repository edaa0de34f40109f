package org.liaoyuan.server.profile.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code probes/suite.json} and a file a skill. A level has a {@code prompt} in each language with {@code {places}}; a probe
 * fills them with its fields. A field {@code "@name"} stands for an entry of the file's {@code texts}. The level's {@code rule} and
 * the probe's {@code rule} together are the rule. A level may name a generator in place of probes.
 */
final class SuiteReader {

    private static final String FOLDER = "/probes/";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    private final JsonMapper json = new JsonMapper();

    Suite read() {
        JsonNode suite = file("suite");
        List<Skill> skills =
                suite.path("skills").valueStream().map(s -> skill(s.asString())).toList();
        return new Suite(suite.path("version").asString(), skills);
    }

    private JsonNode file(String name) {
        try (InputStream in = SuiteReader.class.getResourceAsStream(FOLDER + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException(
                        "the suite names " + name + ", but there is no " + FOLDER + name + ".json");
            }
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Skill skill(String name) {
        JsonNode file = file(name);
        List<Level> levels = file.path("levels")
                .valueStream()
                .map(level -> level(name, file, level))
                .toList();
        return new Skill(
                name,
                file.path("title").path("zh").asString(),
                file.path("title").path("en").asString(),
                levels);
    }

    private Level level(String name, JsonNode file, JsonNode level) {
        int difficulty = level.path("difficulty").asInt();
        List<JsonNode> data = level.has("generate")
                ? Generators.probes(level.path("generate"))
                : level.path("probes").valueStream().toList();
        List<Probe> probes = new ArrayList<>();
        for (JsonNode probe : data) {
            String language = probe.path("lang").asString();
            String id = name + "-" + difficulty + "-" + (probes.size() + 1) + "-" + language;
            int maxTokens = level.path("maxTokens").asInt();
            probes.add(new Probe(id, language, maxTokens, asks(file, level, probe)));
        }
        return new Level(difficulty, probes);
    }

    private List<Ask> asks(JsonNode file, JsonNode level, JsonNode probe) {
        if (!probe.has("good")) {
            return List.of(ask(file, level, probe));
        }
        // a pair to be judged, in both orders
        return List.of(pair(file, level, probe, "good", "bad", "A"), pair(file, level, probe, "bad", "good", "B"));
    }

    private Ask pair(JsonNode file, JsonNode level, JsonNode probe, String first, String second, String better) {
        ObjectNode one = ((ObjectNode) probe.deepCopy())
                .put("a", probe.path(first).asString())
                .put("b", probe.path(second).asString());
        one.putObject("rule").put("expect", better);
        return ask(file, level, one);
    }

    private static Ask ask(JsonNode file, JsonNode level, JsonNode probe) {
        ObjectNode rule = json(level.path("rule"));
        rule.setAll(json(probe.path("rule")));
        for (var field : rule.properties()) {
            if (field.getValue().isString() && field.getValue().asString().startsWith("@")) {
                rule.set(field.getKey(), text(file, field.getValue().asString()));
            }
        }
        String template =
                level.path("prompt").path(probe.path("lang").asString()).asString();
        String prompt = PLACE.matcher(template).replaceAll(place -> {
            JsonNode value = probe.path(place.group(1));
            if (value.isMissingNode()) {
                throw new IllegalStateException("a probe fills no {" + place.group(1) + "} of: " + template);
            }
            String filler = value.isString() ? value.asString() : value.toString();
            return Matcher.quoteReplacement(
                    filler.startsWith("@") ? text(file, filler).asString() : filler);
        });
        return new Ask(prompt, rule, probe.path("answer").asString(""));
    }

    private static ObjectNode json(JsonNode node) {
        return node.isObject() ? (ObjectNode) node.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode text(JsonNode file, String reference) {
        JsonNode text = file.path("texts").path(reference.substring(1));
        if (text.isMissingNode()) {
            throw new IllegalStateException("a probe names the text " + reference + ", which is not there");
        }
        return text;
    }
}
