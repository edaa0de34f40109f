package org.liaoyuan.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Against what Python's jinja2 makes of the same templates; render_templates.py wrote the expectations. */
class ChatTemplateTest {

    private static final Map<String, String> SPECIALS = Map.of("bos_token", "<s>", "eos_token", "</s>");

    @TestFactory
    Stream<DynamicTest> renderedAsPythonDoes() throws IOException {
        JsonNode data;
        try (InputStream json = getClass().getResourceAsStream("/chat-templates.json")) {
            data = new ObjectMapper().readTree(json);
        }
        Map<String, String> sources = new HashMap<>();
        data.get("templates")
                .forEach(
                        t -> sources.put(t.get("name").asText(), t.get("source").asText()));
        List<DynamicTest> tests = new ArrayList<>();
        data.get("cases")
                .forEach(c -> tests.add(DynamicTest.dynamicTest(
                        c.get("template").asText() + ": "
                                + c.get("conversation").asText(),
                        () -> check(sources.get(c.get("template").asText()), c))));
        assertThat(tests).hasSizeGreaterThan(30);
        return tests.stream();
    }

    private static void check(String source, JsonNode expectation) {
        List<ChatMessage> messages = new ArrayList<>();
        expectation
                .get("messages")
                .forEach(m -> messages.add(
                        new ChatMessage(m.get("role").asText(), m.get("content").asText())));
        ChatTemplate template = ChatTemplate.of(source, SPECIALS);

        if (expectation.has("refused")) {
            assertThatThrownBy(() -> template.render(messages, true))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(expectation.get("refused").asText());
            return;
        }
        List<Segment> segments = template.render(messages, true);
        assertThat(segments.stream().map(Segment::text).collect(Collectors.joining()))
                .isEqualTo(expectation.get("expected").asText());
        assertThat(segments)
                .filteredOn(s -> !s.trusted())
                .extracting(s -> s.text().strip())
                .containsAll(messages.stream().map(m -> m.content().strip()).toList());
    }

    @Test
    void aTemplateCannotReachJava() {
        ChatTemplate template = ChatTemplate.of(
                "{{ messages.getClass().forName('java.lang.Runtime') }}{{ bos_token.getClass() }}", SPECIALS);

        assertThatThrownBy(() -> template.render(List.of(ChatMessage.user("x")), true))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("getClass");
    }

    @Test
    void anEndlessOutputIsCutOff() {
        ChatTemplate template = ChatTemplate.of(
                "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}xxxxxxxxxxxxxxxxxxxxxxxx"
                        + "{% endfor %}{% endfor %}{% endfor %}",
                SPECIALS);

        assertThatThrownBy(() -> template.render(List.of(ChatMessage.user("x")), true))
                .isInstanceOf(EngineException.class);
    }
}
