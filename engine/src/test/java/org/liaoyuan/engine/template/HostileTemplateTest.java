package org.liaoyuan.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.EngineException;

/** Templates that somebody wrote to hurt: each ends soon, with an error that names the template or with a short text. */
class HostileTemplateTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<ChatMessage> CONVERSATION = List.of(ChatMessage.user("a person's words"));

    private static String nested(String open, String inside, String close, int times) {
        return open.repeat(times) + inside + close.repeat(times);
    }

    static Stream<Arguments> templates() {
        String loops = nested("{% for a in range(1000) %}", "{% if false %}{% endif %}", "{% endfor %}", 8);
        String doubling = "{% set x = [1] %}" + "{% set x = [x, x] %}".repeat(60);
        return Map.ofEntries(
                        Map.entry("loops in loops, without output", loops),
                        Map.entry("a text doubled with ~", "{% set x = 'xxxx' %}" + "{% set x = x ~ x %}".repeat(60)),
                        Map.entry("a text doubled with +", "{% set x = 'xxxx' %}" + "{% set x = x + x %}".repeat(60)),
                        Map.entry("lists in lists, written", doubling + "{{ x }}"),
                        Map.entry("lists in lists, as JSON", doubling + "{{ x|tojson }}"),
                        Map.entry("lists in lists, joined", doubling + "{{ x|join('x') }}"),
                        Map.entry(
                                "lists in lists, compared",
                                doubling + doubling.replace("x", "y") + "{% if x == y %}same{% endif %}"),
                        Map.entry(
                                "lists in lists in a namespace",
                                "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}"
                                        + "{% endfor %}{{ n.x|string|length }}"),
                        Map.entry("a list in itself", "{% set x = [1] %}{% do x.append(x) %}{{ x|string }}"),
                        Map.entry(
                                "a text named often",
                                "{% set x = '" + "x".repeat(100_000) + "' %}{{ [" + "x,".repeat(50_000)
                                        + "x]|string|length }}"),
                        Map.entry(
                                "lists in lists, as text",
                                doubling + "{{ x|string|length }}{{ x ~ 'a' }}{{ x|lower }}"),
                        Map.entry(
                                "a macro that calls itself",
                                "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}"),
                        Map.entry("brackets in brackets", "{{ " + nested("(", "1", ")", 50_000) + " }}"),
                        Map.entry("lists written in lists", "{{ " + nested("[", "1", "]", 50_000) + " }}"),
                        Map.entry("conditions in conditions", nested("{% if true %}", "x", "{% endif %}", 8_000)),
                        Map.entry("not not not", "{{ " + "not ".repeat(60_000) + "true }}"),
                        Map.entry("a chain of filters", "{{ 'x'" + "|trim".repeat(50_000) + " }}"),
                        Map.entry("Java's repeat", "{{ 'xxxxxxxx'.repeat(2000000000) }}"),
                        Map.entry(
                                "Java's regular expressions", "{{ '" + "a".repeat(60) + "!'.matches('(a+)+(a+)+') }}"),
                        Map.entry(
                                "regular expressions in split", "{{ '" + "a".repeat(60) + "!'.split('(a+)+(a+)+$') }}"),
                        Map.entry(
                                "replacing each of many by much",
                                "{% set x = '" + "x".repeat(100_000)
                                        + "' %}{{ x.replace('x', x) }}{{ x|replace('x', x) }}"),
                        Map.entry("a wide centre", "{{ 'x'|center(2000000000) }}"),
                        Map.entry("a wide format", "{{ '%2000000000d'|format(1) }}"),
                        Map.entry("a huge power", "{{ 9 ** 9 ** 9 ** 9 }}"),
                        Map.entry("a huge multiplication", "{{ 'x' * 2000000000 }}{{ [1] * 2000000000 }}"),
                        Map.entry("a file", "{% include '/etc/passwd' %}{% import 'META-INF/MANIFEST.MF' as m %}"),
                        Map.entry("spaces and nothing else", " ".repeat(262_000)),
                        Map.entry("content and spaces", "content ".repeat(32_000)),
                        Map.entry("openings that are never closed", "{{".repeat(100_000)),
                        Map.entry(
                                "another message's number",
                                "{{ messages[0]['content'].replace('\uE0F2', '999\uE0F2') }}"),
                        Map.entry("no message's number", "{{ messages[0]['content'].replace('\uE0F2', 'zzz\uE0F2') }}"),
                        Map.entry("a message cut apart", "{{ messages[0]['content'].split('\uE0F2')[0] }}"))
                .entrySet()
                .stream()
                .map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void itEndsSoonAndTakesNothingWithIt(String what, String source) {
        assertTimeoutPreemptively(SOON, () -> {
            try {
                List<Segment> segments = ChatTemplate.of(source, Map.of()).render(CONVERSATION, true);
                assertThat(segments.stream().mapToInt(s -> s.text().length()).sum())
                        .isLessThan(20_000_000);
            } catch (EngineException expected) {
                assertThat(expected).hasMessageContaining("chat template");
            }
        });
    }

    @Test
    void aListThatWouldFillTheMemoryIsRefusedBeforeItDoes() {
        String source = "{% set x = [1] %}" + "{% set x = [x, x] %}".repeat(60) + "{{ x|string|length }}";

        assertThatThrownBy(() -> ChatTemplate.of(source, Map.of()).render(CONVERSATION, true))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void macrosWork() {
        String source = "{% macro turn(role, text='?') %}<{{ role }}>{{ text }}{% endmacro %}{{ turn('user') }}";

        assertThat(ChatTemplate.of(source, Map.of()).render(CONVERSATION, true))
                .extracting(Segment::text)
                .containsExactly("<user>?");
    }

    @Test
    void filesAndJavaAreOutOfReach() {
        for (String source :
                List.of("{% include '/chat-templates.json' %}", "{{ ''.getClass() }}", "{{ 'x'|render }}")) {
            assertThatThrownBy(() -> ChatTemplate.of(source, Map.of()).render(CONVERSATION, true))
                    .as(source)
                    .isInstanceOf(EngineException.class);
        }
    }

    @Test
    void whatTemplatesCallOfPythonIsThere() {
        String source = "{{ ' a '.strip() }}|{{ 'xxa'.lstrip('x') }}|{{ 'a</think>b'.split('</think>')[-1] }}|"
                + "{% for k, v in {'n': 1}.items() %}{{ k }}={{ v }}{% endfor %}|{{ {'n': 1}.get('m', 2) }}|"
                + "{% set l = ['z'] %}{{ l[0] }}|{{ 'abc'.startswith('a') }}|{{ 'a,b,c'.split(',', 1)|length }}|"
                + "{{ 'aXa'.replace('X', 'b') }}{{ 'q'.upper() }}";

        String rendered = ChatTemplate.of(source, Map.of()).render(CONVERSATION, true).stream()
                .map(Segment::text)
                .collect(Collectors.joining());

        assertThat(rendered.toLowerCase(java.util.Locale.ROOT)).isEqualTo("a|a|b|n=1|2|z|true|2|abaq");
    }
}
