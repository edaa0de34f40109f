package org.liaoyuan.server.tool.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a list in order: what rounds said of its items is added to them, by which they are kept, sorted, grouped and written as lines. What
 * a model said is read with patience: a number is the first one in the text, a label the one that is named in it.
 */
@Component
class ListTool implements Tool {

    private static final String ITEMS = "items";
    private static final String ADD = "add";
    private static final String LABELS = "labels";
    private static final String KEEP = "keep";
    private static final String SORT = "sort";
    private static final String ORDER = "order";
    private static final String LEAST = "least";
    private static final String GROUP = "group";
    private static final String MOST = "most";
    private static final String LINE = "line";

    private static final int LONGEST = 20_000;
    private static final int LONGEST_LINE = 2_000;
    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_ITEMS = 1_000;
    private static final String USUAL_LINE = "{number}. {title}";

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]{0,49})}");
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String kind() {
        return "list";
    }

    @Override
    public String summary() {
        return "Puts a list in order: adds what rounds said, keeps, sorts, groups; gives items, count, groups and text";
    }

    @Override
    public List<ToolField> fields() {
        return List.of(
                ToolField.filled(ITEMS, LONGEST),
                ToolField.pairs(ADD, 5),
                ToolField.filled(LABELS, LONGEST).optional(),
                ToolField.pairs(KEEP, 5),
                ToolField.text(SORT, 50).optional(),
                ToolField.choice(ORDER, "down", "up"),
                new ToolField(LEAST, ToolField.Type.NUMBER, false, -1_000_000, 1_000_000, "-1000000", List.of()),
                ToolField.text(GROUP, 50).optional(),
                ToolField.number(MOST, 1, 200, 100),
                new ToolField(LINE, ToolField.Type.TEXT, false, 0, LONGEST_LINE, USUAL_LINE, List.of()));
    }

    @Override
    public Effect effect(ToolValues values) {
        return Effect.READS;
    }

    @Override
    public List<Problem> check(ToolValues values) {
        List<Problem> problems = new ArrayList<>();
        if (!values.text(LABELS).isEmpty() && values.text(GROUP).isEmpty()) {
            problems.add(new Problem(LABELS, "expected group, too: the field whose values these are"));
        }
        return problems;
    }

    @Override
    public ToolResult use(ToolCall call) {
        ToolValues values = call.values();
        List<ObjectNode> items = items(values.text(ITEMS));
        values.pairs(ADD).forEach((name, text) -> add(items, name, text));
        String group = values.text(GROUP);
        List<String> labels = values.text(LABELS)
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
        if (!labels.isEmpty()) {
            items.forEach(item -> item.put(group, label(plain(item.get(group)), labels)));
            items.removeIf(item -> plain(item.get(group)).isEmpty());
        }
        List<ObjectNode> kept = items.stream()
                .filter(item -> values.pairs(KEEP).entrySet().stream()
                        .allMatch(wanted -> holds(plain(item.get(wanted.getKey())), wanted.getValue())))
                .collect(Collectors.toCollection(ArrayList::new));
        String sort = values.text(SORT);
        if (!sort.isEmpty()) {
            kept.removeIf(item -> number(plain(item.get(sort))) < values.number(LEAST));
            Comparator<ObjectNode> by = Comparator.comparingDouble(item -> number(plain(item.get(sort))));
            kept.sort(values.text(ORDER).equals("up") ? by : by.reversed());
        }
        List<ObjectNode> first = kept.stream().limit(values.number(MOST)).toList();
        for (int i = 0; i < first.size(); i++) {
            first.get(i).put("number", i + 1);
        }
        return new ToolResult(output(first, values, labels));
    }

    /** A JSON array, or else lines; what is no object becomes one with a title. */
    private static List<ObjectNode> items(String text) {
        JsonNode array = array(text);
        Stream<JsonNode> all = array.isArray()
                ? array.valueStream()
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(JsonNodeFactory.instance::stringNode);
        return all.limit(MOST_ITEMS)
                .map(item -> item instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode().put("title", plain(item)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static JsonNode array(String text) {
        try {
            return text.strip().startsWith("[") ? JSON.readTree(text) : JsonNodeFactory.instance.missingNode();
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /** The first of what was said to the first item, and so on; an empty line is said of an item, too. */
    private static void add(List<ObjectNode> items, String name, String text) {
        JsonNode array = array(text);
        List<String> said = array.isArray()
                ? array.valueStream().map(ListTool::plain).toList()
                : text.lines().toList();
        for (int i = 0; i < items.size(); i++) {
            items.get(i).put(name, i < said.size() ? said.get(i) : "");
        }
    }

    private static String plain(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString();
    }

    /** Some texts, between |, of which one is in it. */
    private static boolean holds(String text, String wanted) {
        String small = text.toLowerCase(Locale.ROOT);
        return Stream.of(wanted.toLowerCase(Locale.ROOT).split("\\|"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .anyMatch(small::contains);
    }

    private static double number(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.find() ? Double.parseDouble(number.group()) : 0;
    }

    /** The label that is said, by its words or else by its number in the list; empty for none. */
    private static String label(String said, List<String> labels) {
        String small = said.toLowerCase(Locale.ROOT);
        Optional<String> named = labels.stream()
                .filter(label -> small.contains(label.toLowerCase(Locale.ROOT)))
                .findFirst();
        Matcher number = NUMBER.matcher(said);
        if (named.isPresent() || !number.find()) {
            return named.orElse("");
        }
        double at = Double.parseDouble(number.group());
        return at >= 1 && at <= labels.size() && at == Math.rint(at) ? labels.get((int) at - 1) : "";
    }

    private static ObjectNode output(List<ObjectNode> items, ToolValues values, List<String> labels) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        items.forEach(output.putArray("items")::add);
        output.put("count", items.size());
        String group = values.text(GROUP);
        String line = values.text(LINE);
        if (!group.isEmpty()) {
            ArrayNode groups = output.putArray("groups");
            Stream<String> names =
                    labels.isEmpty() ? items.stream().map(item -> plain(item.get(group))) : labels.stream();
            names.distinct().filter(name -> !name.isEmpty()).forEach(name -> {
                List<ObjectNode> own = of(items, item -> plain(item.get(group)).equals(name));
                if (!own.isEmpty()) {
                    ObjectNode one = groups.addObject().put("name", name).put("count", own.size());
                    own.forEach(one.putArray("items")::add);
                    one.put("text", lines(own, line));
                }
            });
            output.put("grouped", groups.size());
        }
        return output.put("text", lines(items, line));
    }

    private static List<ObjectNode> of(List<ObjectNode> items, Predicate<ObjectNode> which) {
        return items.stream().filter(which).toList();
    }

    private static String lines(List<ObjectNode> items, String line) {
        StringBuilder text = new StringBuilder();
        for (ObjectNode item : items) {
            if (text.length() < LONGEST_TEXT) {
                text.append(text.isEmpty() ? "" : "\n").append(written(line, item));
            }
        }
        return text.toString();
    }

    private static String written(String line, ObjectNode item) {
        return PLACE.matcher(line)
                .replaceAll(place ->
                        Matcher.quoteReplacement(plain(item.get(place.group(1))).replaceAll("\\s+", " ")));
    }
}
