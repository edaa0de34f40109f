"""Makes the expectations of JinjaTemplateTest: renders each snippet as transformers runs chat templates.

python3 render_snippets.py ../resources/jinja-snippets.json  (needs jinja2 3.1; rewrites the file)

A snippet is a template of its own. Python's failures are kept as failures, so that both fail alike.
"""
import json
import sys

from transformers_jinja import Refused, environment

GIVEN = {
    "s": "Hello, 世界! ", "pad": "  \n x y \t", "n": 7, "f": 2.5, "t": True, "none": None, "empty": "", "no": [],
    "list": [3, 1, 2], "names": ["b", "A", "c", "a"], "nested": [[1, 2], ["x"]], "emoji": "a😀b😀c",
    "quotes": "it's \"q\"\n\\ \t\u0001 ü", "lines": "one\ntwo\n\n three\r\nfour", "think": "<think>a</think>b</think>c",
    "d": {"b": 1, "a": "x", "items": "shadowed", "z": None, "deep": {"k": [True, 1.0, 1e20]}},
    "messages": [{"role": "system", "content": "S"}, {"role": "user", "content": "U"},
                 {"role": "assistant", "content": "", "tool_calls": [{"name": "f", "arguments": {"x": [1, "y"]}}]},
                 {"role": "tool", "content": "T"}],
    "schema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["x", "y"]}, "b": {"type": ["integer", "null"]}},
               "required": ["a"], "empty": {}, "none": []},
}

SNIPPETS = {
    "values": r"""
{{ 1 }} {{ 1.0 }} {{ 1.5e3 }} {{ 1e20 }} {{ 1e-7 }} {{ 0.1 + 0.2 }} {{ 1_000 }} {{ 0x1F }} {{ true }} {{ False }} {{ none }} {{ None }}
{{ missing }}|{{ d.missing }}|{{ d['missing'] }}|{{ list[9] }}|{{ none.x }}
{{ list }} {{ nested }} {{ d }} {{ (1, 'a') }} {{ (1,) }} {{ () }} {{ [] }} {{ {} }} {{ {'a': [none, true]} }} {{ {1: 2, 'x': 1.5} }}
{{ quotes }}|{{ [quotes] }}|{{ ["it's", 'say "x"', 'both \' and "'] }}
{{ 'a\nb\tc\\d\'e\"f\u4e16\x41\d' }}
{{ "multi
line" }}
{{ 'one' 'two' "three" }}
{{ 1, 2 }}
{{ '}}' }} {{ "%}" }} {{ {'a': {'b': 1}}['a']['b'] }}{{ {'a': {'b': 1}} }}
{{ [1, 2,] }} {{ {'a': 1,} }}
{{- 5.0 }} {{ -3 }} {{ +3 }} {{ - 3 }} {{ 100000000000000000.0 }} {{ 123456789.123 }} {{ -0.0 }} {{ 1e16 }} {{ 1e15 }} {{ 0.0001 }} {{ 0.00001 }}
""",
    "arithmetic": r"""
{{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 6 / 2 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 2 ** 3 ** 2 }} {{ -2 ** 2 }}
{{ 1 + 2 * 3 }} {{ (1 + 2) * 3 }} {{ 'a' * 3 }} {{ 3 * 'ab' }} {{ [1] * 2 }} {{ [1] + [2] }} {{ 'a' + 'b' }} {{ (1,) + (2,) }}
{{ true + 1 }} {{ n - 1 }} {{ n * f }} {{ 5.0 // 2 }} {{ -5.5 % 2 }} {{ 'a' ~ 1 ~ none ~ true ~ missing ~ [1] }}
{{ '%s is %d%%' % ('x', 3) }} {{ '%s' % 'y' }} {{ '%s' % none }} {{ 'x' * 0 }}|{{ 'x' * -1 }}|
{{ 10 - 2 - 3 }} {{ 100 / 10 / 2 }} {{ 7 - -7 }} {{ 'n=' ~ (n + 1) }}
""",
    "comparison": r"""
{{ 1 == 1.0 }} {{ 1 == true }} {{ 'a' == 'a' }} {{ 'a' != 'b' }} {{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 'a' < 'b' }} {{ 'Z' < 'a' }} {{ [1, 2] < [1, 3] }}
{{ [1] == [1.0] }} {{ (1,) == [1] }} {{ {'a': 1} == {'a': 1} }} {{ none == none }} {{ none == false }} {{ missing == missing }} {{ missing == none }} {{ missing == '' }}
{{ 'ell' in s }} {{ 'x' in d }} {{ 'a' in d }} {{ 1 in list }} {{ 4 not in list }} {{ 'a' in ('a', 'b') }} {{ '' in '' }} {{ 'x' in missing }} {{ none in [none] }}
{{ not 1 }} {{ not not 1 }} {{ not 1 == 2 }} {{ 1 and 2 }} {{ 0 or 'x' }} {{ '' or none }} {{ 1 and 0 or 3 }} {{ not none and 5 }} {{ [] or {} or 'last' }}
{{ 'a' if true else 'b' }} {{ 'a' if false }}| {{ 'x' if n > 5 and n < 10 else 'y' }} {{ 1 if false else 2 if false else 3 }} {{ 'neg' if not t else 'pos' }}
{{ n >= 7 }} {{ n <= 6 }} {{ 'b' > 'a' }} {{ (1, 2) == (1, 2) }} {{ true == 'true' }} {{ 1 == '1' }} {{ '😀' > '豈' }}
""",
    "slices": r"""
{{ s[0] }} {{ s[-2] }} {{ s[1:4] }} {{ s[:3] }} {{ s[-3:] }} {{ s[::-1] }} {{ s[::2] }} {{ s[5:1:-1] }} {{ s[:] }} {{ s[10:100] }}|{{ s[5:2] }}|
{{ list[1:] }} {{ list[:-1] }} {{ list[::-1] }} {{ list[-1] }} {{ (1, 2, 3)[1:] }} {{ messages[:1 + 1] | length }} {{ messages[n - 5:] | length }} {{ list[5:] }}
{{ emoji[1] }} {{ emoji[1:3] }} {{ emoji | length }} {{ emoji[::-1] }} {{ emoji.find('b') }} {{ nested[0][1] }} {{ nested.0.1 }} {{ messages[-1].role }} {{ messages[0]['content'] }}
{{ list[none:2] }} {{ list[true] }} {{ 'abc'[1:none] }} {{ list[-100:2] }} {{ list[::-2] }} {{ list[2:0:-1] }} {{ s[-1:0:-4] }}
""",
    "members": r"""
{{ d.a }} {{ d['a'] }} {{ d.deep.k[1] }} {{ d.items() | list }} {{ d['items'] }} {{ d.get('a') }} {{ d.get('nope') }} {{ d.get('nope', 'else') }} {{ d.keys() | list }} {{ d.values() | list }}
{{ d.items is defined }} {{ d.items is string }} {{ d['items'] is string }} {{ schema.properties.items() | length }} {{ d.copy() == d }}
{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}
{% for k in d %}{{ k }} {% endfor %}{% for k, v in d | items %}{{ k }}{% endfor %}
{{ list.index(1) }} {{ list.count(3) }} {{ ''.__class__ }}| {{ d.__init__ }}| {{ s._x }}| {{ d.clear is defined }}{{ list.append is defined }}
{{ dict(a=1, b='x') }} {{ dict({'a': 1}, c=2) }} {{ dict([('k', 'v')]) }}
""",
    "text methods": r"""
[{{ pad.strip() }}] [{{ pad.lstrip() }}] [{{ pad.rstrip() }}] [{{ 'xxaxx'.strip('x') }}] [{{ '\n\na\n'.lstrip('\n') }}] [{{ 'a\n\n'.rstrip('\n') }}] [{{ 'abcba'.strip('ab') }}]
{{ s.upper() }} {{ s.lower() }} {{ 'hELLO wORLD'.title() }} {{ 'hELLO wORLD'.capitalize() }} {{ 'straße'.upper() }} {{ "they're bill's".title() }}
{{ 'a,b,c'.split(',') }} {{ 'a,b,c'.split(',', 1) }} {{ ' a  b '.split() }} {{ ' a  b c '.split(none, 1) }} {{ ''.split(',') }} {{ ''.split() }} {{ 'a,b,c'.rsplit(',', 1) }} {{ 'abab'.split('ab') }}
{{ think.split('</think>')[-1] }} {{ think.split('</think>')[0].split('<think>')[-1].lstrip('\n') }} {{ 'none'.split('</think>') | last }}
{{ s.startswith('Hell') }} {{ s.startswith(('x', 'H')) }} {{ s.endswith('! ') }} {{ s.endswith('?') }} {{ s.replace('l', 'L') }} {{ s.replace('l', 'L', 1) }} {{ 'ab'.replace('', '-') }} {{ s.replace(',', '') }}
{{ s.find('o') }} {{ s.find('q') }} {{ s.rfind('l') }} {{ s.count('l') }} {{ s.index('e') }} {{ ', '.join(['a', 'b']) }} {{ ''.join([]) }}|{{ '-'.join('abc') }}
{{ '{} and {}'.format(1, 'x') }} {{ '{0}{1}{0}'.format('a', 'b') }} {{ '{x}{{}}'.format(x=none) }} {{ lines.splitlines() }} {{ lines.splitlines(true) }}
{{ '12'.isdigit() }} {{ ''.isdigit() }} {{ 'ab'.isalpha() }} {{ 'a1'.isalnum() }} {{ ' '.isspace() }} {{ 'AB1'.isupper() }} {{ 'ab'.islower() }} {{ '1'.islower() }}
{{ 'prefix-x'.removeprefix('prefix-') }} {{ 'x.py'.removesuffix('.py') }} {{ 'x'.removesuffix('') }} {{ 'a=b=c'.partition('=') }} {{ 'a=b=c'.rpartition('=') }} {{ 'abc'.partition('=') }} {{ 'abc'.rpartition('=') }}
""",
    "filters": r"""
[{{ pad | trim }}] [{{ 'xax' | trim('x') }}] {{ s | upper }} {{ s | lower }} {{ 'hello-world (foo) it\'s' | title }} {{ 'hELLO x' | capitalize }} {{ s | length }} {{ list | count }} {{ d | length }} {{ missing | length }}
{{ missing | default('D') }} {{ none | default('D') }} {{ none | default('D', true) }} {{ '' | default('D', boolean=true) }} {{ missing | d }}| {{ 0 | default(5) }}
{{ list | join(', ') }} {{ list | join }} {{ messages | join('|', attribute='role') }} {{ [1, none, true] | join('-') }} {{ 'abc' | join('.') }}
{{ list | first }} {{ list | last }} {{ [] | first }}| {{ 'xyz' | first }} {{ 'xyz' | last }} {{ list | sort }} {{ list | sort(reverse=true) }} {{ names | sort }} {{ names | sort(case_sensitive=true) }} {{ list | reverse | list }} {{ 'abc' | reverse }}
{{ messages | sort(attribute='role') | map(attribute='role') | list }} {{ names | unique | list }} {{ names | unique(true) | list }} {{ list | sum }} {{ [1.5, 2] | sum(start=1) }} {{ [{'v': 2}, {'v': 3}] | sum(attribute='v') }} {{ list | min }} {{ list | max }} {{ names | max }} {{ [] | min }}|
{{ messages | map(attribute='content') | list }} {{ names | map('upper') | list }} {{ names | map('replace', 'a', 'z') | join }} {{ messages | map(attribute='nope', default='-') | join }} {{ messages | map(attribute='tool_calls.0.name', default='?') | list }}
{{ messages | selectattr('role', 'equalto', 'user') | list | length }} {{ messages | selectattr('tool_calls') | list | length }} {{ messages | rejectattr('role', 'eq', 'user') | map(attribute='role') | join(',') }} {{ messages | selectattr('tool_calls', 'defined') | list | length }} {{ messages | selectattr('role', 'in', ['user', 'tool']) | list | length }}
{{ list | select('odd') | list }} {{ list | reject('odd') | list }} {{ [0, 1, ''] | select | list }} {{ none | select('odd') | list }} {{ [1, 2] | select('gt', 1) | list }} {{ 'yes' if [] | select('odd') else 'no' }}
{{ d | dictsort }} {{ {'b': 1, 'A': 2} | dictsort(true) }} {{ {'b': 1, 'a': 2} | dictsort(by='value') }} {{ {'b': 1, 'a': 2} | dictsort(reverse=true) }} {{ schema.properties | items | list | length }} {{ missing | items | list }}
{{ '3' | int }} {{ '3.7' | int }} {{ 'x' | int }} {{ 'x' | int(9) }} {{ 3.9 | int }} {{ '2.5' | float }} {{ 'x' | float }} {{ -3 | abs }} {{ (-3) | abs }} {{ 2.567 | round(2) }} {{ 2.5 | round }} {{ 3.5 | round }} {{ 2.1 | round(method='ceil') }} {{ 2.9 | round(0, 'floor') }} {{ 5 | string + 'x' }}
{{ lines | indent }}|{{ lines | indent(2, true) }}|{{ lines | indent(2, blank=true) }}|{{ lines | indent('> ', first=True) }}|{{ '' | indent }}|
{{ s | replace('l', 'L') }} {{ s | replace('l', 'L', 1) }} {{ 'a<b>&"\'' | escape }} {{ 'a b  c' | wordcount }} {{ 'abc' | list }} {{ d | list }} {{ s | safe }} {{ none | string }} {{ missing | string }}|{{ [1] | string }}
{{ 'a' + ' b ' | trim + 'c' }} {{ 'x' ~ ' b ' | trim | upper }} {{ ('a' + ' b ') | trim }} {{ n | string | length }} {{ list | map('string') | map('length') | sum }}
""",
    "tojson": r"""
{{ d | tojson }} {{ list | tojson }} {{ quotes | tojson }} {{ s | tojson }} {{ none | tojson }} {{ true | tojson }} {{ 1.0 | tojson }} {{ (1, 2) | tojson }} {{ {} | tojson }} {{ [] | tojson }}
{{ schema | tojson(indent=2) }}
{{ schema | tojson(indent=4) }} {{ nested | tojson(indent=0) }}
{{ s | tojson(ensure_ascii=true) }} {{ emoji | tojson(ensure_ascii=True) }} {{ s | tojson(ensure_ascii=False) }} {{ d | tojson(sort_keys=true) }} {{ d | tojson(separators=(',', ':')) }} {{ list | tojson(indent=2, separators=(',', ' : ')) }}
{{ {1: 2, none: 3, true: 4} | tojson if false else {1: 2, none: 3} | tojson }} {{ '\x7f</script>' | tojson }} {{ 1e20 | tojson }} {{ [1, [2, {'a': []}]] | tojson(indent=1) }}
""",
    "tests": r"""
{{ s is string }} {{ 1 is string }} {{ d is mapping }} {{ list is mapping }} {{ list is sequence }} {{ s is sequence }} {{ d is sequence }} {{ 1 is sequence }} {{ none is sequence }} {{ missing is sequence }}
{{ list is iterable }} {{ s is iterable }} {{ 1 is iterable }} {{ none is iterable }} {{ missing is iterable }} {{ 1 is number }} {{ true is number }} {{ 1.5 is number }} {{ '1' is number }} {{ 1 is integer }} {{ true is integer }} {{ 1.0 is float }} {{ true is boolean }} {{ 1 is boolean }}
{{ none is none }} {{ missing is none }} {{ 0 is not none }} {{ s is defined }} {{ missing is defined }} {{ missing is not defined }} {{ missing is undefined }} {{ d.x is defined }} {{ d.z is defined }} {{ d.z is none }} {{ true is true }} {{ 1 is true }} {{ false is false }} {{ 0 is false }}
{{ 3 is odd }} {{ 3 is even }} {{ 9 is divisibleby 3 }} {{ 9 is divisibleby(2) }} {{ 1 is eq 1 }} {{ 1 is equalto(2) }} {{ 2 is gt 1 }} {{ 1 is in [1, 2] }} {{ 'a' is lower }} {{ 'A' is upper }} {{ none is sameas none }} {{ range is callable }} {{ s is callable }} {{ 1 is ne 2 }} {{ 2 is ge(2) }}
{{ not s is string }} {{ s is string and n is number }} {{ missing is defined and missing.x }} {{ missing is defined or 'else' }} {{ s is string == true }} {{ 'yes' if d.a is string else 'no' }} {{ 1 + 1 is number }} {{ s | length is number }} {{ not missing is defined }}
{{ d.a is defined and d.a is not none and d.a }} {{ messages[0].role is defined and messages[0].role == 'system' }} {{ d is mapping and not d is string }} {{ messages[2].tool_calls is defined and messages[2].tool_calls is iterable and messages[2].tool_calls | length > 0 }}
""",
    "loops": r"""
{% for x in list %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }} {% endfor %}
{% for x in list %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }} {% endfor %}
{% for x in list if x > 1 %}{{ loop.index }}:{{ x }} {% endfor %}
{% for x in no %}never{% else %}empty{% endfor %} {% for x in list if x > 9 %}never{% else %}none left{% endfor %} {% for x in missing %}never{% else %}undefined{% endfor %}
{% for x in list %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %} {% for x in range(10) %}{% if x == 3 %}{% break %}{% endif %}{{ x }}{% endfor %}
{% for x in list %}{% for y in 'ab' %}{{ loop.index }}{% if loop.last %}{% break %}{% endif %}{% endfor %}{{ loop.index }} {% endfor %}
{% for a, b in [(1, 2), [3, 4]] %}{{ a }}-{{ b }} {% endfor %} {% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}
{% for c in s %}{{ c }}.{% endfor %} {% for x in range(3) %}{{ x }}{% endfor %} {% for x in range(1, 10, 4) %}{{ x }}{% endfor %} {% for x in range(3, 0, -1) %}{{ x }}{% endfor %} {% for x in 1, 2 %}{{ x }}{% endfor %}
{% for x in list %}{{ loop.cycle('odd', 'even') }} {% endfor %} {% for m in messages[1:] %}{{ m.role }}{% if not loop.last %}, {% endif %}{% endfor %} {% for m in messages[::-1] if m.role == 'user' %}{{ m.content }}{% endfor %}
{% for m in messages %}{% if loop.previtem is defined and loop.previtem.role == 'user' %}after user: {{ m.role }}{% endif %}{% if loop.nextitem and loop.nextitem.role == 'tool' %} before tool{% endif %}{% endfor %}
""",
    "scopes": r"""
{% set x = 1 %}{% for i in list %}{{ x }}{% set x = x + 1 %}{{ x }} {% endfor %}{{ x }}
{% if true %}{% set y = 'seen' %}{% endif %}{{ y }} {% if false %}{% set z = 1 %}{% endif %}[{{ z }}]
{% set ns = namespace(found=false, n=0) %}{% for i in list %}{% set ns.n = ns.n + i %}{% if i == 1 %}{% set ns.found = true %}{% endif %}{% endfor %}{{ ns.found }} {{ ns.n }} {{ ns.missing is defined }} {{ ns['n'] }}
{% set a, b = 1, 2 %}{{ a }}{{ b }} {% set t2 = 1, 2 %}{{ t2 }} {% set cap %}captured {{ n }}{% endset %}{{ cap }} {% set cap | upper | trim %} up {% endset %}[{{ cap }}]
{% with q = 5, r = n %}{{ q }}{{ r }}{% set q = 6 %}{{ q }}{% endwith %}[{{ q }}] {% with %}{% set w = 1 %}{% endwith %}[{{ w }}] {% filter upper %}abc {{ s }}{% set inner = 1 %}{% endfilter %}[{{ inner }}] {% filter trim | replace('a', 'b') %} aa {% endfilter %}
{% generation %}gen {{ n }}{% set g = 1 %}{% endgeneration %}[{{ g }}] {% set loop_messages = messages %}{% for i in [1] %}{% if true %}{% set deep = i %}{% endif %}{{ deep }}{% endfor %}[{{ deep }}]
{% set ns2 = namespace() %}{% set ns2.list = [1] %}{% set ns2.list = ns2.list + [2] %}{{ ns2.list }} {% set ns3 = namespace({'a': 1}, b=2) %}{{ ns3.a }}{{ ns3.b }} {% set d2 = dict(d, extra=1) %}{{ d2.extra }} {% set s = 'rebound' %}{{ s }}
""",
    "macros": r"""
{% macro hi(name, punct='!') -%}Hi {{ name }}{{ punct }}{%- endmacro %}{{ hi('A') }} {{ hi('B', '?') }} {{ hi(punct='.', name='C') }} {{ hi() }} {{ hi('a') | upper }} {{ hi('a') ~ hi('b') }} {{ hi('x') is string }}
{% macro fact(n) %}{% if n <= 1 %}1{% else %}{{ n * (fact(n - 1) | int) }}{% endif %}{% endmacro %}{{ fact(6) }}
{% macro outer() %}{{ late }}{{ s }}{% endmacro %}{% set late = 'late' %}{{ outer() }}
{% macro many() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ many(1, 2, a=3) }} {% macro wrap() %}<{{ caller() }}>{% endmacro %}{% call wrap() %}in {{ n }}{% endcall %}
{% macro each(items) %}{% for i in items %}{{ caller(i) }}{% endfor %}{% endmacro %}{% call(i) each(list) %}[{{ i }}]{% endcall %} {% macro sets() %}{% set s = 'inner' %}{{ s }}{% endmacro %}{{ sets() }}{{ s }}
{%- macro ts(schema) -%}
    {%- if schema.type == 'object' -%}
        {{- '{\n' }}
        {%- for k, v in schema.properties.items() -%}
            {{- '  ' + k + ('?' if k not in schema.required else '') + ': ' + ts(v) + ',\n' -}}
        {%- endfor -%}
        {{- '}' }}
    {%- elif schema.enum -%}
        {{- schema.enum | map('tojson') | join(' | ') -}}
    {%- elif schema.type is string -%}
        {{- schema.type -}}
    {%- else -%}
        {{- schema.type | join(' | ') -}}
    {%- endif -%}
{%- endmacro -%}
{{ ts(schema) }} {% macro args(a, b) %}{{ a }}{{ b }}{% endmacro %}{{ args(*[1, 2]) }} {{ args(**{'a': 3, 'b': 4}) }}
""",
    "white space": "a\n  {% if true %}\n    b\n  {% endif %}\nc {% if true %} d {% endif %} e\n\t{%- if true -%}\n f \n{%- endif -%}\n  g\n{{ 1 }}\n  {{ 2 }}\n{# c #}\n  {# d #}\nh{#- e -#}   \n i\n {%+ if true %}\n x{% endif +%}\n\n{{- 'j' -}}\n\n k \n   {%- set q = 1 %}  \nl\n\n",
    "white space at the ends": "\n\n  {% set a = 1 %}\n\n  {{ a }}  \n\n",
    "windows line ends": "a\r\n{% if true %}\r\nb\r\n{% endif %}\r\n{{ 'x' }}\r\n",
    "no line end": "{% for x in list %}\n{{ x }}\n{% endfor %}",
    "indented blocks": "{% for x in list %}\n    {% if x > 1 %}\n        {{ x }}\n    {% else %}\n        -\n    {% endif %}\n{% endfor %}end",
    "raw": "{% raw %}{{ not }} {% even %}{% endraw %}|{%- raw -%}  {# x #}  {%- endraw -%}  | {% raw %}\n x\n  {% endraw %}\ny",
    "delimiters inside": "{{ '{{ x }}' }}{{ '{% y %}' }}{{ \"{# z #}\" }}{ {% if true %}{{ '{' }}{% endif %}} {{'a'}}{{\"b\"}}",
    "compact": "{{s}}{%if n%}{{n}}{%endif%}{%for x in list%}{{x}}{%endfor%}{%set y=n+1%}{{y}}{{n-1}}{{-1}}{%-if true-%} z {%-endif-%}",
    "elif": "{% for i in range(5) %}{% if i == 0 %}zero{% elif i == 1 %}one{% elif i == 2 %}two{% else %}many{% endif %} {% endfor %}",
    "names of other languages": "{% set 世界 = 'w' %}{{ 世界 }}{% set _x1 = 2 %}{{ _x1 }}",
    "a refusal": "{% if messages[0].role == 'system' %}{{ raise_exception('no system: ' + messages[0].content) }}{% endif %}",
}

FAILURES = [
    "{{ missing.x }}", "{{ d.missing.x }}", "{{ missing() }}", "{{ missing + 'x' }}", "{{ 'x' + missing }}", "{{ 'x' + 1 }}", "{{ 1 + 'x' }}", "{{ 'a' - 'b' }}",
    "{{ [1] + (2,) }}", "{{ none + 1 }}", "{{ 1 < 'a' }}", "{{ none < 1 }}", "{{ missing < 1 }}", "{{ 1 // 0 }}", "{{ 1 % 0 }}", "{{ 1 / 0 }}", "{{ 1 in 'abc' }}",
    "{{ 1 in 5 }}", "{{ none | length }}", "{{ 5 | length }}", "{{ [] | map('upper') | length }}", "{% for x in none %}{% endfor %}", "{% for x in 5 %}{% endfor %}",
    "{% for a, b in [1] %}{% endfor %}", "{% for a, b in [(1, 2, 3)] %}{% endfor %}", "{{ list.append(1) }}", "{{ d.update({}) }}", "{{ d.pop('a') }}", "{{ d.a.nope() }}", "{{ s() }}",
    "{% set d.x = 1 %}", "{{ missing | tojson }}", "{{ range | tojson }}", "{{ s | nosuch }}", "{{ s is nosuch }}", "{{ 'a'.join([1]) }}", "{{ 'a'.split('') }}", "{{ {[]: 1} }}",
    "{% if %}{% endif %}", "{% if true %}", "{% endif %}", "{{ 1", "{{ }}", "{% for x in list %}", "{{ 'open }}", "{# open", "{% nosuch %}", "{{ (1 }}", "{{ [1 }}", "{{ 1 2 }}", "{{ a b }}",
    "{{ x = 1 }}", "{% set 1 = 2 %}", "{% else %}", "{% for in x %}{% endfor %}", "{% if a = b %}{% endif %}", "{{ range(1000000) }}", "{{ [1, 2, 3] | sort(attribute='x.y') }}",
    "{{ [1, 'a'] | sort }}", "{{ [3, none] | max }}", "{{ 1 ~ 2 + 3 }}", "{% for x in list if x is odd else 9 %}{{ x }}{% endfor %}", "{{ '%d' % 'x' }}", "{{ '%s %s' % 'x' }}", "{{ '{} {}'.format(1) }}", "{{ -'a' }}", "{{ ''.__class__.__mro__ }}",
    "{{ s.__class__() }}", "{{ range.__globals__.x }}", "{{ messages.getClass() }}", "{% include 'x' %}", "{% import 'x' as y %}", "{% extends 'x' %}", "{{ 1 | items | list }}", "{{ list[::0] }}", "{{ list['a'].b }}",
    "{{ self.x.y }}", "{% macro f(a) %}{{ a.x }}{% endmacro %}{{ f() }}", "{{ loop.index }}", "{% for x in list %}{{ loop.previtem.x }}{% endfor %}", "{{ 'a' * 'b' }}", "{{ [1] * 1.5 }}", "{{ s['x'].y }}",
    "{% call s() %}{% endcall %}", "{{ {'a': 1}.b.c }}", "{{ (1,)[5].x }}", "{{ 'x'.index('y') }}", "{{ list.index(9) }}", "{{ missing | int }}", "{{ 'a' | abs }}", "{{ [1] | join(1).x }}",
]


def main(path):
    env = environment()
    cases = []
    for name, source in SNIPPETS.items():
        # each line of a long snippet is a case of its own, unless the lines belong together
        if name in ("macros", "tojson", "values") or not source.startswith("\n"):
            parts = [(name, source)]
        else:
            parts = [(f"{name} {i}", line) for i, line in enumerate(source.strip().split("\n"), 1)]
        for title, template in parts:
            cases.append({"name": title, "template": template, **outcome(env, template)})
    for template in FAILURES:
        cases.append({"name": template, "template": template, **outcome(env, template)})
    with open(path, "w", encoding="utf-8") as f:
        json.dump({"given": GIVEN, "cases": cases}, f, ensure_ascii=False, indent=1)
        f.write("\n")


def outcome(env, template):
    try:
        return {"expected": env.from_string(template).render(**GIVEN)}
    except Refused as e:
        return {"refused": str(e)}
    except Exception as e:
        return {"error": f"{type(e).__name__}: {e}"}


main(sys.argv[1])
