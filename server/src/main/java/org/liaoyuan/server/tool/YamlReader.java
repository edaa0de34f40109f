package org.liaoyuan.server.tool;

import java.io.StringReader;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML as JSON: from the parser's events, so that nothing is made but maps, lists, texts, numbers, truths and nulls. Anchors, aliases
 * and tags are refused: what a text says is as long as the text. Plain words are what JSON takes them for ({@code no} is a text).
 */
public final class YamlReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int DEEPEST = 60;
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");

    private final Iterator<Event> events;

    private YamlReader(Iterator<Event> events) {
        this.events = events;
    }

    /**
     * Reads one document.
     *
     * @param most of its characters
     * @throws IllegalArgumentException if it is no YAML, or has what is refused here; says in which line
     */
    public static JsonNode read(String text, int most) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(most);
        try {
            return new YamlReader(new Yaml(limits).parse(new StringReader(text)).iterator()).document();
        } catch (YAMLException e) {
            throw new IllegalArgumentException("this is no YAML: " + shown(e), e);
        }
    }

    private static String shown(YAMLException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return message.length() <= 300 ? message : message.substring(0, 300) + "…";
    }

    private JsonNode document() {
        // the beginnings of the stream and of the document
        events.next();
        Event begin = events.next();
        if (begin instanceof StreamEndEvent) {
            throw new IllegalArgumentException("the file is empty");
        }
        JsonNode node = node(events.next(), 0);
        Event end = events.next();
        if (!(end instanceof DocumentEndEvent) || !(events.next() instanceof StreamEndEvent)) {
            throw new IllegalArgumentException("the file has more than one document");
        }
        return node;
    }

    private JsonNode node(Event event, int depth) {
        if (depth > DEEPEST) {
            throw refused(event, "it is deeper than " + DEEPEST + " levels");
        }
        if (event instanceof AliasEvent || event instanceof NodeEvent named && named.getAnchor() != null) {
            throw refused(event, "anchors and aliases are not taken; write it out");
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent list -> list(list, depth);
            case MappingStartEvent map -> map(map, depth);
            default -> throw refused(event, "something else was expected");
        };
    }

    private ArrayNode list(SequenceStartEvent start, int depth) {
        requireNoTag(start, start.getTag());
        ArrayNode list = NODES.arrayNode();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            list.add(node(event, depth + 1));
        }
        return list;
    }

    private ObjectNode map(MappingStartEvent start, int depth) {
        requireNoTag(start, start.getTag());
        ObjectNode map = NODES.objectNode();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            if (!(event instanceof ScalarEvent key) || key.getAnchor() != null) {
                throw refused(event, "a field's name is no text");
            }
            requireNoTag(event, key.getTag());
            if (map.has(key.getValue())) {
                throw refused(event, "a field stands there twice");
            }
            map.set(key.getValue(), node(events.next(), depth + 1));
        }
        return map;
    }

    private static JsonNode scalar(ScalarEvent scalar) {
        requireNoTag(scalar, scalar.getTag());
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return NODES.stringNode(text);
        }
        return switch (text) {
            case "", "~", "null" -> NODES.nullNode();
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            default -> NUMBER.matcher(text).matches() ? JSON.readTree(text) : NODES.stringNode(text);
        };
    }

    private static void requireNoTag(Event event, @org.jspecify.annotations.Nullable String tag) {
        if (tag != null) {
            throw refused(event, "tags are not taken");
        }
    }

    private static IllegalArgumentException refused(Event event, String why) {
        return new IllegalArgumentException("line " + (event.getStartMark().getLine() + 1) + " can't be taken: " + why);
    }
}
