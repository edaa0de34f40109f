package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Agents that come with the program: a folder each below {@code /agents/library}. One is in both languages, an object of {@code zh} and
 * {@code en} in the place of a text, and has marks, {@code ${NAME}}, where an organisation's own systems stand: what it needs.
 */
@Component
class Library {

    /** In the order of the page. */
    static final List<String> NAMES = List.of("leads", "sales", "service", "intelligence", "weekly");

    private static final int LONGEST_VALUE = 2_000;
    private static final Pattern MARK = Pattern.compile("\\$\\{([A-Za-z]{1,50})}");

    private final Map<String, JsonNode> byName = new LinkedHashMap<>();

    Library(JsonMapper json) {
        NAMES.forEach(name -> byName.put(name, file(json, name)));
    }

    private static JsonNode file(JsonMapper json, String name) {
        String path = "/agents/library/" + name + "/agent.json";
        try (InputStream in = Library.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + path + " in the program");
            }
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One of them.
     *
     * @param needs what of one's own it works with
     */
    @Schema(name = "LibraryAgent")
    record Entry(String name, String title, String description, List<Need> needs) {}

    /**
     * Something of one's own.
     *
     * @param usual what stands there where nothing is given; a draft's texts show it, and it can be changed there, too
     */
    @Schema(name = "LibraryAgentNeed")
    record Need(String name, String title, String usual) {}

    /**
     * What is taken.
     *
     * @param language zh or en; null for zh
     * @param values by the names of its needs
     */
    @Schema(name = "LibraryAgentWanted")
    record Wanted(
            @Nullable String name,

            @Schema(allowableValues = {"zh", "en"}) @Nullable
            String language,

            @Nullable Map<String, String> values) {}

    /** @throws IllegalArgumentException if there is no such language */
    List<Entry> list(String language) {
        String checked = checked(language);
        return byName.keySet().stream()
                .map(name -> {
                    JsonNode own = in(checked, of(name));
                    return new Entry(
                            name,
                            own.path("title").asString(),
                            own.path("description").asString(),
                            needs(own));
                })
                .toList();
    }

    private static List<Need> needs(JsonNode own) {
        return own.path("needs")
                .valueStream()
                .map(need -> new Need(
                        need.path("name").asString(),
                        need.path("title").asString(),
                        need.path("usual").asString()))
                .toList();
    }

    /**
     * A draft of one.
     *
     * @throws RefusedException if there is none of this name
     * @throws IllegalArgumentException if it does not need a value, or it is too long
     */
    JsonNode draft(Wanted wanted) {
        JsonNode own =
                in(checked(Optional.ofNullable(wanted.language()).orElse("zh")), of(String.valueOf(wanted.name())));
        Map<String, String> values =
                needs(own).stream().collect(Collectors.toMap(Need::name, Need::usual, (a, b) -> a, LinkedHashMap::new));
        Optional.ofNullable(wanted.values()).orElse(Map.of()).forEach((name, value) -> {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("values has '" + name
                        + "', which this agent does not need; expected some of " + values.keySet());
            }
            if (value == null || value.length() > LONGEST_VALUE) {
                throw new IllegalArgumentException(
                        "values/" + name + ": expected a text of " + LONGEST_VALUE + " characters at most");
            }
            values.put(name, value);
        });
        return texts(own.path("definition"), text -> filled(text, values));
    }

    private JsonNode of(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> RefusedException.absent(
                        "There is no agent " + name + " in the library; expected one of " + NAMES));
    }

    private static String checked(String language) {
        if (!language.equals("zh") && !language.equals("en")) {
            throw new IllegalArgumentException("language is '" + language + "'; expected zh or en");
        }
        return language;
    }

    private static String filled(String text, Map<String, String> values) {
        return MARK.matcher(text)
                .replaceAll(mark -> Matcher.quoteReplacement(values.getOrDefault(mark.group(1), mark.group())));
    }

    private static JsonNode in(String language, JsonNode json) {
        if (json.isObject()) {
            if (json.size() == 2 && json.has("zh") && json.has("en")) {
                return json.path(language);
            }
            ObjectNode own = JsonNodeFactory.instance.objectNode();
            json.forEachEntry((name, value) -> own.set(name, in(language, value)));
            return own;
        }
        return json.isArray() ? each(json, item -> in(language, item)) : json;
    }

    private static JsonNode texts(JsonNode json, UnaryOperator<String> change) {
        if (json.isObject()) {
            ObjectNode own = JsonNodeFactory.instance.objectNode();
            json.forEachEntry((name, value) -> own.set(name, texts(value, change)));
            return own;
        }
        if (json.isString()) {
            return JsonNodeFactory.instance.stringNode(change.apply(json.stringValue()));
        }
        return json.isArray() ? each(json, item -> texts(item, change)) : json;
    }

    private static ArrayNode each(JsonNode array, UnaryOperator<JsonNode> change) {
        ArrayNode own = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> own.add(change.apply(item)));
        return own;
    }
}
