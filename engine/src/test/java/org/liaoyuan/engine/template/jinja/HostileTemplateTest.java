package org.liaoyuan.engine.template.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates are files of strangers: they end, they stay small, they fail in one way, and they see nothing. */
class HostileTemplateTest {

    private static final String LOOP = "{% for a in range(99999) %}";
    private static final String END = "{% endfor %}";

    @ParameterizedTest
    @Timeout(30)
    @ValueSource(
            strings = {
                LOOP + LOOP + LOOP + END + END + END,
                LOOP + LOOP + LOOP + "xxxxxxxxxxxxxxxx" + END + END + END,
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(x) %}{% call m(x) %}{{ caller() }}{% endcall %}{% endmacro %}{{ m(1) }}",
                "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
                "{{ 'x' * 99999999999 }}",
                "{{ 'x' * 9999999 * 9999999 }}",
                "{{ [1] * 99999999999 }}",
                "{{ range(99999999999) }}",
                "{% set n = namespace(s='x') %}{% for a in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
                "{% set n = namespace(s=[1]) %}{% for a in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
                "{% set n = namespace(s=[1]) %}{% for a in range(99) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s }}",
                "{% set n = namespace(s=[1]) %}{% for a in range(99) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s | tojson }}",
                "{% set n = namespace(s=[1], t=[1]) %}{% for a in range(50) %}{% set n.s = [n.s, n.s] %}"
                        + "{% set n.t = [n.t, n.t] %}{% endfor %}{{ n.s == n.t }}",
                "{% set n = namespace(s=[]) %}{% for a in range(99999) %}{% set n.s = [n.s] %}{% endfor %}{{ n.s }}",
                "{% set n = namespace(s=[]) %}{% for a in range(99999) %}{% set n.s = [n.s] %}{% endfor %}{{ n.s | tojson }}",
                "{% set n = namespace(s=[], t=[]) %}{% for a in range(99999) %}{% set n.s = [n.s] %}{% set n.t = [n.t] %}"
                        + "{% endfor %}{{ n.s == n.t }}{{ n.s < n.t }}",
                "{% set s = 'ab' * 4000 %}{{ s.replace('', s).replace('', s) }}",
                "{% set s = 'a' * 8000000 %}" + LOOP + "{{ (s + 'b') in s }}" + END,
                "{% set s = 'a' * 8000000 %}{% set t = 'a' * 4000000 + 'b' %}{{ t in s }}{{ s.split(t) }}{{ s.count(t) }}",
                "{% set s = 'a' * 8000000 %}{{ s | list }}",
                "{% set s = 'a,' * 8000000 %}{{ s.split(',') }}",
                "{% set s = 'a' * 8000000 %}" + LOOP + "{{ s[::-1] }}" + END,
                "{% set s = 'a' * 8000000 %}" + LOOP + "{% set t = s | upper %}" + END,
                "{% set s = 'a' * 8000000 %}" + LOOP + "{% if s.startswith('b') %}{% endif %}" + END,
                "{% set s = 'a' * 90000 %}" + LOOP + "{% for c in s %}{% break %}{% endfor %}" + END,
                "{% set s = 'a' * 90000 %}" + LOOP + "{{ s[::-1] is string }}{{ s | first }}" + END,
                "{{ '%99999999999d' % 1 }}",
                "{{ '{:99999999999}'.format(1) }}",
                "{{ [1] | tojson(indent=99999999) }}",
                "{{ 'a\nb' | indent(99999999) * 9999999 }}",
                "{{ 9 ** 9 ** 9 ** 9 }}",
                "{{ 1000000 * 1000000 * 1000000 * 1000000 }}",
                "{% for a in range(99999999) | select('nosuch') %}{% endfor %}",
                "{{ range(90000) | sum(start='') }}",
            })
    void whatWouldNotEndIsCutOff(String source) {
        assertThatThrownBy(() -> JinjaTemplate.parse(source).render(Map.of())).isInstanceOf(TemplateFault.class);
    }

    @ParameterizedTest
    @Timeout(30)
    @MethodSource("deep")
    void whatIsNestedWithoutEndIsRefused(String source) {
        assertThatThrownBy(() -> JinjaTemplate.parse(source).render(Map.of())).isInstanceOf(TemplateFault.class);
    }

    static List<String> deep() {
        return List.of(
                "{{ " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + " }}",
                "{{ " + "[".repeat(50_000) + "]".repeat(50_000) + " }}",
                "{{ " + "{1:".repeat(50_000) + "1" + "}".repeat(50_000) + " }}",
                "{{ " + "not ".repeat(50_000) + "1 }}",
                "{{ " + "-".repeat(50_000) + " 1 }}",
                "{{ " + "1+".repeat(50_000) + "1 }}",
                "{{ x" + "|trim".repeat(50_000) + " }}",
                "{{ x is defined" + " is defined".repeat(50_000) + " }}",
                "{{ " + "1 if 1 else ".repeat(20_000) + "1 }}",
                "{{ x" + "()".repeat(50_000) + " }}",
                "{{ x" + "[x".repeat(50_000) + "]".repeat(50_000) + " }}",
                "{% if 1 %}".repeat(20_000) + "{% endif %}".repeat(20_000),
                "{% set " + "(".repeat(50_000) + "a" + ")".repeat(50_000) + " = 1 %}",
                "{% filter trim %}".repeat(5_000) + "x" + "{% endfilter %}".repeat(5_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ s.getClass() }}",
                "{{ s.class.x }}",
                "{{ s['getClass']() }}",
                "{{ s.__class__.__mro__ }}",
                "{{ m.getClass().forName('x') }}",
                "{{ s.toString() }}",
                "{{ m.entrySet() }}",
                "{{ l.stream() }}",
                "{{ range.__globals__.x }}",
                "{{ s.format.__self__.x }}",
                "{{ '{0.__class__}'.format(s) }}",
                "{{ '{0[0]}'.format(s) }}",
                "{{ cycler.x }}",
                "{{ lipsum() }}",
                "{{ s | attr('x') }}",
                "{{ self.x }}",
                "{{ caller() }}",
                "{{ loop.items.x }}",
                "{{ joiner() }}",
                "{{ m.update({'a': 1}) }}",
                "{{ l.append(1) }}",
                "{% include 'x' %}",
                "{% import 'x' as x %}",
                "{% extends 'x' %}",
                "{{ s.encode() }}",
            })
    void nothingButWhatIsGivenCanBeReached(String source) {
        assertThatThrownBy(() ->
                        JinjaTemplate.parse(source).render(Map.of("s", "text", "m", Map.of("k", "v"), "l", List.of(1))))
                .isInstanceOf(TemplateFault.class);
    }

    @Property(tries = 3000)
    void whateverIsWrittenFailsInOneWayOrEnds(@ForAll("sources") String source) {
        try {
            JinjaTemplate.parse(source).render(Map.of("s", "te xt", "m", Map.of("k", "v"), "l", List.of(1, "a")));
        } catch (TemplateFault | TemplateRefusal expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> sources() {
        String pieces =
                "{{|}}|{%|%}|{#|#}|-|+|{%-|-%}| |\n|if|else|elif|endif|for|in|endfor|set|endset|=|==|macro|endmacro|call|endcall"
                        + "|(|)|[|]|{|}|:|,|.|s|m|l|x|1|2.5|'a'|\"b\"|not|and|or|is|defined|none|true|~|*|//|%|**|<|raw|endraw|namespace"
                        + "|filter|trim|endfilter|tojson|map|sort|join|split|items|loop|with|endwith|break|raise_exception|'|\\|😀|generation";
        return Arbitraries.of(Arrays.asList((pieces + "|§").split("\\|")))
                .map(piece -> piece.equals("§") ? "|" : piece)
                .list()
                .ofMaxSize(30)
                .map(all -> all.stream().collect(Collectors.joining(" ")).replace("{ {", "{{"));
    }

    @Property(tries = 500)
    void untrustedCharactersStayUntrustedWhereverTheyGo(@ForAll("operations") String operation) {
        // capitals and CJK are the stranger's, and only theirs
        Text stranger = Text.untrusted("  QQ ÄÖ\nQ世界Q😀 ");
        StringBuilder trusted = new StringBuilder();

        try {
            JinjaTemplate.parse("a{{ " + operation + " }}b")
                    .render(Map.of("s", stranger, "l", List.of(stranger, "x"), "d", Map.of("k", stranger)))
                    .runs((run, isTrusted) -> trusted.append(isTrusted ? run : ""));
        } catch (TemplateFault noSuchOperation) {
            return;
        }

        assertThat(trusted.toString()).doesNotContainPattern("[QÄÖ世界😀]");
    }

    @Provide
    Arbitrary<String> operations() {
        Arbitrary<String> start =
                Arbitraries.of("s", "l", "d", "s ~ 'x'", "'x' + s", "s[1:]", "s * 2", "[s]", "{'k': s}", "(s, 1)");
        Arbitrary<String> step = Arbitraries.of(
                " | trim",
                " | tojson",
                " | string",
                " | list",
                " | join('-')",
                " | first",
                " | last",
                " | indent",
                " | replace('x', s)",
                " | replace(s, 'x')",
                " | reverse",
                " | escape",
                " | default('x')",
                " | map('trim') | list",
                "[0]",
                "[::-1]",
                "[-1:]",
                "['k']",
                ".strip()",
                ".split()",
                ".split('Q')",
                ".rsplit('Q', 1)",
                ".splitlines()",
                ".replace('x', 'y')",
                ".join(['x', 'y'])",
                ".partition('Q')",
                ".format(s)",
                " ~ s",
                " | map('tojson') | join",
                ".items()",
                " | dictsort",
                " | sort",
                " | tojson(indent=2)",
                " | select | list");
        return start.flatMap(
                first -> step.list().ofMaxSize(4).map(steps -> "(" + first + ")" + String.join("", steps)));
    }
}
