package org.liaoyuan.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.EngineException;

class ChatTemplateFuzzTest {

    private static final long MOST_MILLIS = 20_000;

    @DictionaryEntries({
        "{% for m in messages %}",
        "{% endfor %}",
        "{% if ",
        "{% elif ",
        "{% else %}",
        "{% endif %}",
        "{% set x = ",
        "{{ messages[0]['content'] }}",
        "{{ x }}",
        "{{ ",
        " }}",
        " %}",
        "{%- ",
        " -%}",
        "{# ",
        " #}",
        "|trim",
        "|tojson",
        "|join(",
        "|replace('a', 'b')",
        ".split(",
        ".strip()",
        ".items()",
        "range(9)",
        "namespace(a=1)",
        "loop.index0",
        "m['role']",
        " == ",
        " is defined",
        " not in ",
        "raise_exception('no')",
        "{% macro f(a) %}",
        "{% endmacro %}",
        "add_generation_prompt",
        " ~ ",
        " ** ",
        "<|im_start|>"
    })
    @FuzzTest(maxDuration = "10s")
    void anyTemplateRendersOrIsRefusedSoon(byte[] bytes) {
        List<ChatMessage> messages = List.of(ChatMessage.user("first words"), ChatMessage.user(" second "));
        long begin = System.nanoTime();
        try {
            ChatTemplate.of(new String(bytes, StandardCharsets.UTF_8), Map.of("bos_token", "<s>"))
                    .render(messages, true)
                    .forEach(s -> assertThat(s.trusted()
                                    && s.text().contains("second")
                                    && !new String(bytes, StandardCharsets.UTF_8).contains("second"))
                            .isFalse());
        } catch (EngineException expected) {
            assertThat(expected).hasMessageContaining("chat template");
        }
        assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(MOST_MILLIS);
    }
}
