package org.liaoyuan.server.agent.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent is started with, or gives as its output: the part of JSON Schema that a form can show. An object of texts, numbers and
 * yes-or-no; other fields are refused.
 *
 * @param fields by name
 */
public record InputSchema(Map<String, Field> fields) {

    public static final InputSchema NONE = new InputSchema(Map.of());

    static final int MOST_FIELDS = 50;
    static final int MOST_LENGTH = 100_000;

    public enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN
    }

    /**
     * One field.
     *
     * @param options what a text may be; empty for anything
     * @param maxLength of a text, in characters
     */
    public record Field(Type type, boolean required, List<String> options, int maxLength) {

        /** A text as a value of this type; as a text where it is none. */
        JsonNode read(String text) {
            JsonNodeFactory json = JsonNodeFactory.instance;
            String word = text.strip();
            try {
                return switch (type) {
                    case STRING -> json.stringNode(text);
                    case INTEGER -> json.numberNode(Long.parseLong(word));
                    case NUMBER -> json.numberNode(new BigDecimal(word));
                    case BOOLEAN ->
                        word.equals("true") || word.equals("false")
                                ? json.booleanNode(word.equals("true"))
                                : json.stringNode(text);
                };
            } catch (NumberFormatException e) {
                return json.stringNode(text);
            }
        }

        boolean isFilledBy(JsonNode value) {
            return wrong(this, value).isEmpty();
        }
    }

    /** Reads the definition's field {@code input}. */
    static InputSchema read(JsonNode schema, List<Problem> problems) {
        return read(schema, "", "input/", problems);
    }

    /**
     * Reads a schema that stands elsewhere.
     *
     * @param node id of the node that it belongs to; empty for the definition
     * @param place where it stands, ending with a slash
     */
    static InputSchema read(JsonNode schema, String node, String place, List<Problem> problems) {
        Fields top = new Fields(schema, node, place, problems);
        if (top.has("type") && !top.optional("type", 20).equals("object")) {
            top.problem("type", Wrong.RANGE, "expected object");
        }
        JsonNode properties = top.object("properties");
        Set<String> required = new HashSet<>();
        for (JsonNode name : top.array("required")) {
            required.add(name.asString(""));
            if (!properties.has(name.asString(""))) {
                top.problem("required", Wrong.UNKNOWN_FIELD, "there is no property " + name.asString(""));
            }
        }
        if (top.has("additionalProperties")
                && !schema.get("additionalProperties").equals(tools.jackson.databind.node.BooleanNode.FALSE)) {
            top.problem("additionalProperties", Wrong.RANGE, "expected false");
        }
        top.optionalAny("additionalProperties");
        top.end();
        if (properties.size() > MOST_FIELDS) {
            top.problem(
                    "properties",
                    Wrong.RANGE,
                    "there are " + properties.size() + "; expected " + MOST_FIELDS + " at most");
        }
        Map<String, Field> fields = new TreeMap<>();
        properties.forEachEntry((name, property) ->
                fields.put(name, field(node, name, place, property, required.contains(name), problems)));
        return new InputSchema(fields);
    }

    private static Field field(
            String node, String name, String within, JsonNode property, boolean required, List<Problem> problems) {
        String place = within + "properties/" + name;
        Field any = new Field(Type.STRING, required, List.of(), MOST_LENGTH);
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,49}")) {
            problems.add(new Problem(node, place, Wrong.RANGE, "expected a name of letters, digits, _ and -"));
        }
        if (!property.isObject()) {
            problems.add(
                    new Problem(node, place, Wrong.TYPE, "it is " + Fields.kind(property) + "; expected an object"));
            return any;
        }
        Fields fields = new Fields(property, node, place + "/", problems);
        fields.optional("title", 200);
        fields.optional("description", 1_000);
        if (!fields.has("type")) {
            fields.problem("type", Wrong.MISSING, "expected one of string, integer, number, boolean");
        }
        Type type = fields.oneOf("type", Type.values(), Type.STRING);
        List<String> options = new ArrayList<>();
        for (JsonNode option : fields.array("enum")) {
            if (!option.isString() || type != Type.STRING) {
                fields.problem("enum", Wrong.TYPE, "expected texts, of a property of type string");
            }
            options.add(option.asString(""));
        }
        int most = fields.number("maxLength", 1, MOST_LENGTH, MOST_LENGTH);
        fields.end();
        return new Field(type, required, List.copyOf(options), most);
    }

    /**
     * An object of texts, each as its field has it: a number where it asks for one; what is empty and not needed is left out.
     *
     * @param texts by field
     * @param fill fills a text
     */
    public ObjectNode filled(Map<String, String> texts, UnaryOperator<String> fill) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        texts.forEach((name, text) -> {
            String filled = fill.apply(text);
            Field field = fields.get(name);
            if (field == null || field.required() || !filled.isBlank()) {
                object.set(name, field == null ? JsonNodeFactory.instance.stringNode(filled) : field.read(filled));
            }
        });
        return object;
    }

    /** As models are held to it: every field, no other. */
    public ObjectNode json() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        fields.forEach((name, field) -> {
            ObjectNode property =
                    properties.putObject(name).put("type", field.type().name().toLowerCase(java.util.Locale.ROOT));
            if (!field.options().isEmpty()) {
                field.options().forEach(property.putArray("enum")::add);
            }
            if (field.type() == Type.STRING && field.options().isEmpty() && field.maxLength() < MOST_LENGTH) {
                property.put("maxLength", field.maxLength());
            }
        });
        fields.keySet().forEach(schema.putArray("required")::add);
        return schema.put("additionalProperties", false);
    }

    /**
     * What is wrong with an input: by field, empty for nothing.
     *
     * @param input what a run is to be started with
     */
    public List<Problem> check(JsonNode input) {
        List<Problem> problems = new ArrayList<>();
        if (!input.isObject()) {
            return List.of(new Problem("", "", Wrong.TYPE, "it is " + Fields.kind(input) + "; expected an object"));
        }
        input.propertyNames().stream()
                .filter(name -> !fields.containsKey(name))
                .forEach(name -> problems.add(new Problem("", name, Wrong.UNKNOWN_FIELD, "there is no such field")));
        fields.forEach((name, field) -> {
            String detail = wrong(field, input.get(name));
            if (!detail.isEmpty()) {
                problems.add(new Problem("", name, input.has(name) ? Wrong.TYPE : Wrong.MISSING, detail));
            }
        });
        return List.copyOf(problems);
    }

    /** @throws IllegalArgumentException if something is wrong with an input */
    public void require(JsonNode input) {
        for (Problem problem : check(input)) {
            throw new IllegalArgumentException(
                    "The agent can't be started with this input: field '" + problem.field() + "': " + problem.detail());
        }
    }

    private static String wrong(Field field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return field.required() ? "it is needed" : "";
        }
        boolean fits = switch (field.type()) {
            case STRING -> value.isString();
            case INTEGER -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
        };
        if (!fits) {
            return "it is " + Fields.kind(value) + "; expected "
                    + field.type().name().toLowerCase(java.util.Locale.ROOT);
        }
        String text = value.isString() ? value.stringValue() : "";
        if (text.length() > field.maxLength() || text.indexOf('\0') >= 0) {
            return "it has " + text.length() + " characters; expected " + field.maxLength()
                    + " at most, and no zero character";
        }
        if (!field.options().isEmpty() && !field.options().contains(text)) {
            return "expected one of " + String.join(", ", field.options());
        }
        return field.required() && value.isString() && text.isBlank() ? "it is empty" : "";
    }
}
