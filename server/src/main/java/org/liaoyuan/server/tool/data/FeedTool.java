package org.liaoyuan.server.tool.data;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Entries of feeds that nodes before fetched, each once. A source that can't be read is said, and the others are read all the same. */
@Component
class FeedTool implements Tool {

    private static final String SOURCES = "sources";
    private static final String WORDS = "words";
    private static final String KNOWN = "known";
    private static final String DAYS = "days";
    private static final String MOST = "most";

    private static final int LONGEST = 20_000;
    private static final String SEPARATORS = "[\\n,，、;；]+";

    @Override
    public String kind() {
        return "feed";
    }

    @Override
    public String summary() {
        return "Reads feeds (RSS, Atom, JSON) that were fetched; gives entries, each once, count, repeated and problems";
    }

    @Override
    public List<ToolField> fields() {
        return List.of(
                new ToolField(SOURCES, ToolField.Type.PAIRS, true, 0, 10, "", List.of()),
                ToolField.filled(WORDS, LONGEST).optional(),
                ToolField.filled(KNOWN, LONGEST).optional(),
                ToolField.number(DAYS, 0, 366, 0),
                ToolField.number(MOST, 1, 100, 30));
    }

    @Override
    public Effect effect(ToolValues values) {
        return Effect.READS;
    }

    @Override
    public ToolResult use(ToolCall call) {
        ToolValues values = call.values();
        ArrayNode problems = JsonNodeFactory.instance.arrayNode();
        List<Entry> all = new ArrayList<>();
        for (Map.Entry<String, String> source : values.pairs(SOURCES).entrySet()) {
            try {
                all.addAll(FeedReader.read(source.getKey(), source.getValue()));
            } catch (FeedReader.NoFeed e) {
                problems.addObject().put("source", source.getKey()).put("detail", e.getMessage());
            }
        }
        List<String> words = parts(values.text(WORDS), SEPARATORS);
        int days = values.number(DAYS);
        Instant since = Instant.now().minus(Duration.ofDays(days));
        List<Entry> wanted = all.stream()
                .filter(entry -> words.isEmpty() || words.stream().anyMatch(entry::holds))
                .filter(entry -> days == 0
                        || entry.published() == null
                        || entry.published().isAfter(since))
                .toList();
        List<Entry> once = once(wanted, parts(values.text(KNOWN), "\\n+"));
        return new ToolResult(
                output(once.stream().limit(values.number(MOST)).toList(), wanted.size() - once.size(), problems));
    }

    private static List<String> parts(String text, String separators) {
        return Stream.of(text.split(separators))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static List<Entry> once(List<Entry> entries, List<String> known) {
        Set<String> seen = new HashSet<>();
        known.forEach(each -> {
            seen.add(Entry.page(each));
            seen.add(Entry.folded(each));
        });
        List<Entry> once = new ArrayList<>();
        for (Entry entry : entries) {
            boolean isNewPage = entry.link().isEmpty() || seen.add(Entry.page(entry.link()));
            boolean isNewTitle = Entry.folded(entry.title()).isEmpty() || seen.add(Entry.folded(entry.title()));
            if (isNewPage && isNewTitle) {
                once.add(entry);
            }
        }
        return once;
    }

    private static ObjectNode output(List<Entry> entries, int repeated, ArrayNode problems) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode list = output.putArray("entries");
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            list.add(entry.json().put("number", list.size() + 1));
            text.append(list.size()).append(". ").append(entry.title()).append('\n');
        }
        output.put("count", entries.size()).put("repeated", repeated);
        output.set("problems", problems);
        StringBuilder broken = new StringBuilder();
        problems.forEach(problem -> broken.append(broken.isEmpty() ? "" : ", ")
                .append(problem.path("source").asString()));
        return output.put("broken", broken.toString())
                .put("text", text.toString().strip());
    }
}
