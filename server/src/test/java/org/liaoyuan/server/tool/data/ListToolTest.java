package org.liaoyuan.server.tool.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolValues;
import tools.jackson.databind.JsonNode;

class ListToolTest {

    private static final String ITEMS = "[{\"title\": \"a\"}, {\"title\": \"b\", \"n\": 3}, {\"title\": \"c\\nd\"}]";

    private static JsonNode use(Map<String, String> texts, Map<String, Map<String, String>> pairs) {
        Map<String, String> all = new HashMap<>();
        Tool tool = new ListTool();
        tool.fields().stream()
                .filter(field -> field.type() != ToolField.Type.PAIRS)
                .forEach(field -> all.put(field.name(), field.usual()));
        all.putAll(texts);
        return ((ListTool) tool)
                .use(new ToolCall(new ToolValues(all, pairs), UUID.randomUUID(), "key", Duration.ofSeconds(5)))
                .output();
    }

    @Test
    void whatRoundsSaidIsAddedToItsItemAndSortsThem() {
        JsonNode output = use(
                Map.of("items", ITEMS, "sort", "score", "least", "2", "line", "{number}. {title} ({score}) {none}"),
                Map.of("add", Map.of("score", "[\"2\", \"about 7.5 points\", \"1\"]")));

        assertThat(output.at("/text").asString()).isEqualTo("1. b (about 7.5 points) \n2. a (2) ");
        assertThat(output.at("/count").asInt()).isEqualTo(2);
        assertThat(output.at("/items/0/n").asInt()).isEqualTo(3);
    }

    @Test
    void linesAreItemsAndAnEmptyLineIsSaidOfAnItemToo() {
        JsonNode output =
                use(Map.of("items", " a \n\nb\nc", "line", "{title}={said}"), Map.of("add", Map.of("said", "x\n\ny")));

        assertThat(output.at("/text").asString()).isEqualTo("a=x\nb=\nc=y");
    }

    @Test
    void itemsAreKeptByOneOfSomeWords() {
        JsonNode output = use(
                Map.of("items", ITEMS),
                Map.of("add", Map.of("fits", "[\"YES\", \"no\", \"Ja!\"]"), "keep", Map.of("fits", "yes | ja")));

        assertThat(output.at("/text").asString()).isEqualTo("1. a\n2. c d");
        assertThat(use(Map.of("items", ITEMS), Map.of("keep", Map.of("fits", "yes")))
                        .at("/count")
                        .asInt())
                .isZero();
    }

    @Test
    void labelsAreReadByWordsOrNumbersAndWhatHasNoneIsLeftOut() {
        JsonNode output = use(
                Map.of(
                        "items",
                        "p\nq\nr\ns\nt",
                        "group",
                        "topic",
                        "labels",
                        "Water\nAir",
                        "line",
                        "[{number}] {title}"),
                Map.of("add", Map.of("topic", "2\nIt is water.\n0\nNumber 2, I think\n17")));

        assertThat(output.at("/groups")
                        .valueStream()
                        .map(group -> group.at("/name").asString()))
                .containsExactly("Water", "Air");
        assertThat(output.at("/groups/0/text").asString()).isEqualTo("[2] q");
        assertThat(output.at("/groups/1/text").asString()).isEqualTo("[1] p\n[3] s");
        assertThat(output.at("/count").asInt()).isEqualTo(3);
        assertThat(output.at("/grouped").asInt()).isEqualTo(2);
    }

    @Test
    void whatAnItemSaysIsNotLookedThroughForPlaces() {
        assertThat(use(Map.of("items", "[{\"title\": \"{secret} $1\", \"secret\": \"x\"}]"), Map.of())
                        .at("/text")
                        .asString())
                .isEqualTo("1. {secret} $1");
    }
}
