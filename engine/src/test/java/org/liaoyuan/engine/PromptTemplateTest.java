package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptTemplateTest {

    @Test
    void placesAreFilledAndPartsLeftOutWhereNothingIsGiven() {
        PromptTemplate template = PromptTemplate.of("To {{ who }}.\n{% if when %}When: {{ when }}\n{% endif %}End");

        assertThat(template.fill(Map.of("who", "Ada", "when", ""))).isEqualTo("To Ada.\nEnd");
        assertThat(template.fill(Map.of("who", "Ada", "when", "now"))).isEqualTo("To Ada.\nWhen: now\nEnd");
    }

    @Test
    void whatFillsAPlaceIsNeverReadAsTemplate() {
        assertThat(PromptTemplate.of("{{ text }}").fill(Map.of("text", "{{ 7 * 7 }}{% for x in y %}")))
                .isEqualTo("{{ 7 * 7 }}{% for x in y %}");
    }

    @Test
    void aTemplateThatIsNoneSaysWhy() {
        assertThatThrownBy(() -> PromptTemplate.of("{% if x %}"))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("the template can't be read: ")
                .hasMessageNotContaining("chat template");
    }

    @Test
    void aTemplateThatGrowsWithoutMeasureEnds() {
        PromptTemplate greedy = PromptTemplate.of("{% for i in range(90000) %}{{ text }}{% endfor %}");

        assertThatThrownBy(() -> greedy.fill(Map.of("text", "0123456789"))).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> PromptTemplate.of("x".repeat(PromptTemplate.MOST_CHARACTERS + 1)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("200001");
    }
}
