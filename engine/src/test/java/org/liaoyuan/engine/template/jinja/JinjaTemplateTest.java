package org.liaoyuan.engine.template.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against what Python's jinja2 makes of the same snippets; render_snippets.py wrote the expectations. */
class JinjaTemplateTest {

    @TestFactory
    Stream<DynamicTest> eachConstructDoesWhatItDoesInPython() throws IOException {
        JsonNode data;
        try (InputStream json = getClass().getResourceAsStream("/jinja-snippets.json")) {
            data = new JsonMapper().readTree(json);
        }
        Map<?, ?> given = new JsonMapper().convertValue(data.get("given"), Map.class);
        assertThat(data.get("cases").size()).isGreaterThan(150);
        return data.get("cases")
                .valueStream()
                .map(c -> DynamicTest.dynamicTest(c.get("name").stringValue(), () -> check(c, given)));
    }

    @SuppressWarnings("unchecked")
    private static void check(JsonNode expectation, Map<?, ?> given) {
        String source = expectation.get("template").stringValue();

        if (expectation.has("expected")) {
            assertThat(JinjaTemplate.parse(source)
                            .render((Map<String, ?>) given)
                            .toString())
                    .isEqualTo(expectation.get("expected").stringValue());
        } else if (expectation.has("refused")) {
            assertThatThrownBy(() -> JinjaTemplate.parse(source).render((Map<String, ?>) given))
                    .isInstanceOf(TemplateRefusal.class)
                    .hasMessage(expectation.get("refused").stringValue());
        } else {
            assertThatThrownBy(() -> JinjaTemplate.parse(source).render((Map<String, ?>) given))
                    .as(expectation.get("error").stringValue())
                    .isInstanceOf(TemplateFault.class);
        }
    }
}
