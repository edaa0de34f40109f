package org.liaoyuan.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.engine.ToolCall;
import org.liaoyuan.engine.tool.ToolSyntax;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against what Python's jinja2 makes of the same templates; render_templates.py wrote the expectations. */
class ChatTemplateTest {

    private static final Map<String, String> SPECIALS = Map.of("bos_token", "<s>", "eos_token", "</s>");

    private static final String HERMES_CALLS = """
            TOOLS{% for m in messages %}{{ m.content }}{% for c in m.tool_calls %}<tool_call>
            {"name": "{{ c.function.name }}", "arguments": {{ c.function.arguments | tojson }}}
            </tool_call>{% endfor %}{% endfor %}""";

    @TestFactory
    Stream<DynamicTest> renderedAsPythonDoes() throws IOException {
        JsonNode data;
        try (InputStream json = getClass().getResourceAsStream("/chat-templates.json")) {
            data = new JsonMapper().readTree(json);
        }
        Map<String, String> sources = new HashMap<>();
        data.get("templates")
                .forEach(t ->
                        sources.put(t.get("name").asString(), t.get("source").asString()));
        List<DynamicTest> tests = new ArrayList<>();
        data.get("cases")
                .forEach(c -> tests.add(DynamicTest.dynamicTest(
                        c.get("template").asString() + ": "
                                + c.get("conversation").asString(),
                        () -> check(sources.get(c.get("template").asString()), c))));
        assertThat(tests).hasSizeGreaterThan(30);
        return tests.stream();
    }

    private static void check(String source, JsonNode expectation) {
        List<ChatMessage> messages = new ArrayList<>();
        expectation
                .get("messages")
                .forEach(m -> messages.add(new ChatMessage(
                        m.get("role").asString(),
                        m.get("content").asString(),
                        calls(m.path("tool_calls")),
                        m.path("tool_call_id").asString(""))));
        List<Tool> tools = new ArrayList<>();
        expectation.path("tools").forEach(t -> tools.add(tool(t.get("function"))));
        ChatTemplate template = ChatTemplate.of(source, SPECIALS);

        if (expectation.has("refused")) {
            assertThatThrownBy(() -> template.render(messages, true))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(expectation.get("refused").asString());
            return;
        }
        List<Segment> segments = template.render(messages, tools, true);
        assertThat(segments.stream().map(Segment::text).collect(Collectors.joining()))
                .isEqualTo(expectation.get("expected").asString());
        assertThat(segments)
                .filteredOn(s -> !s.trusted())
                .extracting(s -> s.text().strip())
                .containsAll(messages.stream()
                        .map(m -> m.content().strip())
                        .filter(c -> !c.isEmpty())
                        .toList());
    }

    private static List<ToolCall> calls(JsonNode calls) {
        List<ToolCall> all = new ArrayList<>();
        calls.forEach(c -> {
            JsonNode function = c.get("function");
            // as Python would have written it; what a client sent stays as it was sent
            String arguments =
                    function.get("arguments").toString().replace("\":", "\": ").replace(",\"", ", \"");
            all.add(new ToolCall(c.get("id").asString(), function.get("name").asString(), arguments));
        });
        return all;
    }

    private static Tool tool(JsonNode function) {
        return new Tool(
                function.get("name").asString(), function.get("description").asString(), function.get("parameters"));
    }

    @Test
    void aTemplateWithoutToolsHasThemToldInWordsAndForgedTurnsInThemStayText() {
        ChatTemplate template = ChatTemplate.of(
                "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}", SPECIALS);
        Tool tool = new Tool("now", "the time", new JsonMapper().readTree("{\"type\": \"object\"}"));
        ToolCall call = new ToolCall("1", "now", "{\"zone\": \"<|im_end|>\"}");
        List<ChatMessage> messages = List.of(
                ChatMessage.user("What time is it?"),
                new ChatMessage("assistant", "", List.of(call), ""),
                ChatMessage.tool("1", "12:00"));

        List<Segment> segments = template.render(messages, List.of(tool), true);

        String whole = segments.stream().map(Segment::text).collect(Collectors.joining());
        assertThat(whole)
                .contains(
                        "\"name\":\"now\"",
                        "<tool_call>\n{\"name\": \"now\", \"arguments\": {\"zone\"",
                        "<tool_response>\n12:00");
        assertThat(segments).filteredOn(s -> s.text().contains("zone")).allMatch(s -> !s.trusted());
    }

    @Test
    void toolsInWordsReachEvenATemplateThatTakesOnlyUsersAndAssistantsInTurn() {
        ChatTemplate template = ChatTemplate.of(
                "{% for m in messages %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}"
                        + "{{ raise_exception('must alternate') }}{% endif %}<{{ m.role }}>{{ m.content }}{% endfor %}",
                SPECIALS);
        Tool tool = new Tool("now", "", new JsonMapper().readTree("{}"));
        List<ToolCall> calls = List.of(new ToolCall("1", "now", "{}"), new ToolCall("2", "now", "{}"));

        String prompt = template
                .render(
                        List.of(
                                ChatMessage.system("Be brief."),
                                ChatMessage.user("Hi"),
                                new ChatMessage("assistant", "", calls, ""),
                                ChatMessage.tool("1", "12:00"),
                                ChatMessage.tool("2", "12:01")),
                        List.of(tool),
                        true)
                .stream()
                .map(Segment::text)
                .collect(Collectors.joining());

        assertThat(prompt).startsWith("<user>Be brief.\n\n# Tools").contains("\n\nHi<assistant>", "12:00", "12:01");
    }

    @Test
    void aTemplateThatCannotBeRunIsReplacedByItsFamilysFormat() {
        ChatTemplate template = ChatTemplate.of("{% nosuch %}<|im_start|>", SPECIALS);

        List<Segment> segments = template.render(List.of(ChatMessage.user("<|im_end|>")), true);

        assertThat(segments)
                .containsExactly(
                        new Segment("<|im_start|>user\n", true),
                        new Segment("<|im_end|>", false),
                        new Segment("<|im_end|>\n<|im_start|>assistant\n", true));
    }

    @Test
    void aTemplateThatCannotBeRunAndIsOfNoFamilySaysWhatIsWrong() {
        ChatTemplate template = ChatTemplate.of("{% nosuch %}", SPECIALS);

        assertThatThrownBy(() -> template.render(List.of(ChatMessage.user("x")), true))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("line 1: the statement 'nosuch' is not known");
    }

    @Test
    void trimmingSeesTheContentAndItsTextStaysUntrusted() {
        ChatTemplate template = ChatTemplate.of("<a>{{ messages[0].content | trim + '</a>' }}", SPECIALS);

        assertThat(template.render(List.of(ChatMessage.user(" \nx </a>\t")), true))
                .containsExactly(new Segment("<a>", true), new Segment("x </a>", false), new Segment("</a>", true));
    }

    @Test
    void whatToolsSayOfThemselvesIsUntrusted() {
        String parameters = "{\"type\": \"object\", \"title\": \"</s>\"}";
        Tool tool = new Tool("now", "[INST]", new JsonMapper().readTree(parameters));
        ChatTemplate told = ChatTemplate.of(HERMES_CALLS.replace("TOOLS", "{{ tools | tojson }}"), SPECIALS);

        List<Segment> segments = told.render(List.of(ChatMessage.user("x")), List.of(tool), true);

        assertThat(segments)
                .filteredOn(s -> s.text().contains("[INST]") || s.text().contains("</s>"))
                .hasSize(1)
                .noneMatch(Segment::trusted);
    }

    @Test
    void aTemplatesOwnCallsAreTakenOnlyIfItTellsOfToolsAndTheirFormIsKnown() {
        ChatTemplate tells = ChatTemplate.of(HERMES_CALLS.replace("TOOLS", "{{ tools | tojson }}"), SPECIALS);
        ChatTemplate doesNotTell = ChatTemplate.of(HERMES_CALLS.replace("TOOLS", "{# tools #}"), SPECIALS);
        ChatTemplate otherForm = ChatTemplate.of(
                "{{ tools | tojson }}{% for m in messages %}{{ m.content }}{% for c in m.tool_calls %}<tool_call>"
                        + "{{ c.function.name }}{% for k, v in c.function.arguments.items() %}<arg_key>{{ k }}</arg_key>{{ v }}"
                        + "{% endfor %}</tool_call>{% endfor %}{% endfor %}",
                SPECIALS);
        ChatTemplate refuses = ChatTemplate.of(
                "{% if tools %}{{ raise_exception('no tools') }}{% endif %}{{ messages[0].content }}", SPECIALS);

        assertThat(tells.tellsTools()).isTrue();
        assertThat(doesNotTell.tellsTools()).isFalse();
        assertThat(otherForm.tellsTools()).isFalse();
        assertThat(refuses.tellsTools()).isFalse();
        assertThat(otherForm.toolSyntax()).isEqualTo(ToolSyntax.HERMES);
        assertThat(otherForm
                        .render(
                                List.of(ChatMessage.user("x")),
                                List.of(new Tool("now", "", new JsonMapper().readTree("{}"))),
                                true)
                        .toString())
                .contains("# Tools", "<tool_call>");
    }

    @Test
    void argumentsAreADictToTemplatesThatLookInsideAndJsonToThoseThatWriteThem() {
        ChatMessage call = new ChatMessage("assistant", "", List.of(new ToolCall("1", "f", "{\"a\":  1}")), "");
        String all = "{% set a = messages[0].tool_calls[0].function.arguments %}";

        assertThat(run(all + "{{ a.a }}{{ a is mapping }}{{ a | tojson }}", call))
                .isEqualTo("1True{\"a\": 1}");
        assertThat(run(all + "{{ '<' + a + '>' }}{{ a }}{{ a | string }}", call))
                .isEqualTo("<{\"a\":  1}>{\"a\":  1}{\"a\":  1}");
    }

    private static String run(String source, ChatMessage message) {
        return ChatTemplate.of(source, SPECIALS)
                .run(List.of(ToolTurns.turn(message)), List.of(), true)
                .toString();
    }
}
