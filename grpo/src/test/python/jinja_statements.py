"""Small templates, one idea each, and the variables that they see."""

VARIABLES = {
    "n": 7, "f": 2.5, "big": 1e16, "small": 0.00001, "neg": -3, "t": True, "no": False, "nothing": None,
    "s": "Hello, World", "u": "Größe 日本 🙂", "blank": " \t x \n", "quote": "it's \"q\"", "empty": "",
    "xs": [3, 1, 2], "words": ["b", "A", "c", "a"], "nested": [[1, 2], [3, "x"], []], "mixed": [1, "a", None, True, 2.0, {"k": "v"}],
    "d": {"b": 1, "a": 2, "items": 3, "C": None}, "people": [{"name": "Bo", "age": 3, "tags": ["x"]}, {"name": "al", "age": 1}, {"name": "Cy", "age": 2, "tags": []}],
    "html": "<a href='x'>&</a>", "lines": "one\ntwo\n\nthree", "control": "\x00\x1f\x7f\u200b\u00ad\\\t\n",
}

SNIPPETS = """
{{ 1 + 2 * 3 }}|{{ 7 // 2 }}|{{ -7 // 2 }}|{{ 7 % 3 }}|{{ -7 % 3 }}|{{ 7 / 2 }}|{{ 4 / 2 }}
{{ 2 ** 10 }}|{{ 2 ** -1 }}|{{ 2 ** 3 ** 2 }}|{{ -2 ** 2 }}|{{ 2.0 ** 3 }}
{{ 7.5 // 2 }}|{{ -7.5 // 2 }}|{{ 7.5 % 2 }}|{{ -7.5 % 2 }}|{{ 1e3 }}|{{ 1.5e-7 }}|{{ 1_000 }}|{{ 0x1F }}
{{ big }}|{{ small }}|{{ 1e15 }}|{{ 123456789.125 }}|{{ 0.1 + 0.2 }}|{{ 1/3 }}|{{ 1e22 }}|{{ 100000000000000000.0 }}
{{ 1 == 1.0 }}|{{ true == 1 }}|{{ 'a' == 'a' }}|{{ [1,2] == [1.0,2] }}|{{ {'a':1} == {'a':true} }}|{{ none == false }}
{{ 1 < 2 < 3 }}|{{ 3 > 2 >= 2 }}|{{ 1 < 2 > 5 }}|{{ 'a' < 'b' }}|{{ [1,2] < [1,3] }}
{{ n }}|{{ f }}|{{ t }}|{{ no }}|{{ nothing }}|{{ missing }}|{{ missing.x is defined }}
{{ missing }}{{ missing or 'x' }}{{ not missing }}{{ missing ~ 'y' }}
{{ missing + 'x' }}
{{ missing.attribute }}
{{ d.missing }}|{{ d['missing'] }}|{{ d.missing is undefined }}
{{ d.missing.deeper }}
{{ xs[9] }}|{{ xs[-1] }}|{{ xs[0] }}|{{ xs['a'] }}|{{ xs.foo }}
{{ nothing.x }}|{{ nothing.x is defined }}
{{ nothing.x.y }}
{{ mixed }}|{{ d }}|{{ nested }}|{{ (1, 2) }}|{{ (1,) }}|{{ () }}
{{ [quote, "a'b", 'c"d', control, u] }}
{{ {'a': 1, "b": [true, none]} }}|{{ {1: 2, none: 3} }}
{{ 'a' 'b' "c" }}|{{ 'x\\ny\\t\\x41\\u00e9\\101\\q' }}|{{ "it's" }}|{{ 'q"q' }}
{{ 'a' ~ 1 ~ none ~ 2.0 ~ [1] }}|{{ 1 ~ 2 }}|{{ 'a' + 'b' ~ 'c' }}
{{ 'a' + 1 }}
{{ [1] + [2, 3] }}|{{ [0] * 3 }}|{{ 'ab' * 2 }}|{{ 3 * 'x' }}|{{ (1,) + (2,) }}
{{ true + true }}|{{ true * 3 }}|{{ -true }}|{{ +f }}|{{ -f }}|{{ -n|abs }}|{{ -(n) }}
{{ s[0] }}|{{ s[-1] }}|{{ s[1:4] }}|{{ s[::-1] }}|{{ s[:-3] }}|{{ s[::2] }}|{{ u[6:8] }}|{{ u[-1] }}|{{ u|length }}
{{ xs[::-1] }}|{{ xs[1:] }}|{{ xs[:1] }}|{{ xs[5:] }}|{{ xs[-2:] }}|{{ xs[2:0:-1] }}|{{ (1,2,3)[1:] }}|{{ xs[::5] }}|{{ xs[-9:9] }}
{{ 'a' in 'cat' }}|{{ 3 in xs }}|{{ 'b' in d }}|{{ 'z' not in d }}|{{ 1 in missing }}|{{ none in mixed }}|{{ 1.0 in xs }}
{{ 1 in 'abc' }}
{{ 1 in 5 }}
{{ 'yes' if n > 3 else 'no' }}|{{ 'yes' if n < 3 }}|{{ 1 if no else 2 if t else 3 }}
{{ not t }}|{{ not not 1 }}|{{ t and 'x' }}|{{ '' or 'y' }}|{{ 0 and 1 }}|{{ not n == 7 }}|{{ not 'a' in s }}
{{ n is defined }}|{{ n is not defined }}|{{ zz is defined }}|{{ n is number }}|{{ t is number }}|{{ t is integer }}|{{ n is integer }}|{{ f is float }}
{{ s is string }}|{{ d is mapping }}|{{ xs is iterable }}|{{ s is iterable }}|{{ d is sequence }}|{{ n is sequence }}|{{ missing is iterable }}|{{ missing is sequence }}
{{ t is true }}|{{ no is false }}|{{ 1 is true }}|{{ t is boolean }}|{{ nothing is none }}|{{ n is odd }}|{{ n is even }}|{{ n is divisibleby 7 }}|{{ n is divisibleby(2) }}
{{ n is eq 7 }}|{{ n is ne(7) }}|{{ n is gt 3 }}|{{ n is in [1,7] }}|{{ 'a' is in 'abc' }}|{{ n is sameas n }}|{{ n is lessthan 3 }}|{{ n is equalto 7 }}
{{ s is lower }}|{{ 'abc' is lower }}|{{ 'ABC' is upper }}|{{ range is callable }}|{{ s is callable }}|{{ d.keys() is sequence }}|{{ d.keys() is iterable }}
{{ s.startswith('Hell') }}|{{ s.endswith(('x', 'd')) }}|{{ s.upper() }}|{{ s.lower() }}|{{ s.title() }}|{{ 'ab cD'.capitalize() }}|{{ "they're".title() }}
{{ blank.strip() }}|{{ blank.lstrip() }}|{{ blank.rstrip() }}|{{ 'xxaxx'.strip('x') }}|{{ 'abcba'.lstrip('ab') }}|{{ 'abcba'.rstrip('ab') }}|{{ '\\u3000a\\xa0'.strip() }}|
{{ 'a,b,,c'.split(',') }}|{{ ' a  b '.split() }}|{{ 'a b c'.split(' ', 1) }}|{{ 'a b c'.rsplit(' ', 1) }}|{{ 'a  b c'.split(none, 1) }}|{{ ''.split() }}|{{ ''.split(',') }}
{{ 'a</think>b</think>c'.split('</think>')[-1] }}|{{ 'a b c'.rsplit(maxsplit=1) }}|{{ lines.splitlines() }}|{{ 'a\\r\\nb'.splitlines(true) }}
{{ s.replace('l', 'L') }}|{{ s.replace('l', 'L', 1) }}|{{ 'ab'.replace('', '-') }}|{{ s.find('o') }}|{{ s.find('z') }}|{{ s.rfind('o') }}|{{ s.count('l') }}|{{ s.index('W') }}
{{ ', '.join(words) }}|{{ ''.join(['a']) }}
{{ ','.join(xs) }}
{{ '12'.isdigit() }}|{{ 'a1'.isalnum() }}|{{ 'ab'.isalpha() }}|{{ ' '.isspace() }}|{{ 'A'.isupper() }}|{{ 'a'.islower() }}|{{ '½'.isnumeric() }}|{{ ''.isdigit() }}
{{ 'abc'.removeprefix('a') }}|{{ 'abc'.removesuffix('c') }}|{{ '7'.zfill(3) }}|{{ '-7'.zfill(4) }}|{{ 'a'.ljust(3, '.') }}|{{ 'a'.rjust(3) }}|{{ 'ab'.center(5, '*') }}|{{ 'a=b=c'.partition('=') }}|{{ 'a=b=c'.rpartition('=') }}
{{ '{} and {}'.format(1, 'x') }}|{{ '{1}{0}'.format('a', 'b') }}|{{ '{k}'.format(k=3) }}|{{ '{{}}'.format() }}
{{ '%s is %d, %.2f' % ('a', 3, 2.345) }}|{{ '%5d|%-5s|%05.1f' % (42, 'ab', 3.14159) }}|{{ '%s' % 'x' }}|{{ '%d%%' % 50 }}|{{ '%x' % 255 }}
{{ "%s-%s"|format("a", 1) }}|{{ '%(a)s' % {'a': 5} }}
{{ d.items() }}|{{ d.keys() }}|{{ d.values() }}|{{ d['items'] }}|{{ d.get('a') }}|{{ d.get('z') }}|{{ d.get('z', 9) }}|{{ d.items is callable }}
{{ d.items()|list }}|{{ d|items|list }}|{{ d|list }}|{{ d|length }}|{{ d.keys()|length }}
{{ xs.index(2) }}|{{ xs.count(1) }}|{{ d.copy() }}
{{ xs.append(4) }}
{{ d.update({'x': 1}) }}
{{ d.pop('a') }}
{{ xs|first }}|{{ xs|last }}|{{ []|first }}|{{ ''|last }}|{{ s|first }}|{{ d|first }}
{{ xs|length }}|{{ s|count }}|{{ missing|length }}
{{ n|length }}
{{ xs|sort }}|{{ xs|sort(reverse=true) }}|{{ words|sort }}|{{ words|sort(case_sensitive=true) }}|{{ people|sort(attribute='age')|map(attribute='name')|list }}
{{ d|dictsort }}|{{ {'x': 2, 'y': 1}|dictsort(by='value') }}|{{ {'x': 2, 'y': 1}|dictsort(false, 'key', true) }}
{{ xs|reverse|list }}|{{ s|reverse }}|{{ [1,1,2,'a','A']|unique|list }}|{{ xs|min }}|{{ xs|max }}|{{ words|max }}|{{ people|max(attribute='age') }}|{{ []|min }}
{{ xs|sum }}|{{ people|sum(attribute='age') }}|{{ xs|sum(start=10) }}|{{ [0.1,0.2]|sum }}
{{ xs|join }}|{{ xs|join('-') }}|{{ people|join(', ', attribute='name') }}|{{ s|join('.') }}|{{ [none, 1, 'a']|join('/') }}
{{ people|map(attribute='name')|join(',') }}|{{ people|map(attribute='tags', default='none')|list }}|{{ words|map('upper')|list }}|{{ ['a ']|map('trim')|first }}|{{ xs|map('string')|list }}
{{ people|map(attribute='tags.0')|list|length }}|{{ nested|map('length')|list }}|{{ nested|map(attribute=0)|list|length }}
{{ xs|select('odd')|list }}|{{ xs|reject('odd')|list }}|{{ xs|select('>', 1)|list }}|{{ mixed|select|list }}|{{ mixed|select('string')|list }}|{{ mixed|rejectattr('k')|list|length }}
{{ people|selectattr('tags')|list|length }}|{{ people|selectattr('age', 'gt', 1)|map(attribute='name')|list }}|{{ people|rejectattr('tags', 'defined')|map(attribute='name')|list }}|{{ people|selectattr('name', 'in', ['Bo'])|list|length }}
{% if [] | select %}generator is true{% endif %}
{{ xs|select|length }}
{{ missing|default('x') }}|{{ nothing|default('x') }}|{{ nothing|default('x', true) }}|{{ ''|d('y', boolean=true) }}|{{ missing|d }}
{{ '42'|int }}|{{ 'x'|int }}|{{ 'x'|int(5) }}|{{ 3.9|int }}|{{ '3.9'|int }}|{{ 'ff'|int(0, 16) }}|{{ '0x1f'|int(base=16) }}|{{ none|int }}|{{ true|int }}|{{ ' 7 '|int }}
{{ '2.5'|float }}|{{ 'x'|float }}|{{ 3|float }}|{{ 'x'|float(1.5) }}|{{ '1e3'|float }}
{{ 2.5|round }}|{{ 3.5|round }}|{{ 2.345|round(2) }}|{{ 2.1|round(method='ceil') }}|{{ 2.9|round(0, 'floor') }}|{{ 7|round }}|{{ -3|abs }}|{{ -2.5|abs }}
{{ blank|trim }}|{{ 'xax'|trim('x') }}|{{ s|upper }}|{{ s|lower }}|{{ 'hello wORLD-foo (bar)'|title }}|{{ 'hELLO'|capitalize }}|{{ 5|string }}|{{ s|replace('o', '0') }}|{{ s|replace('o', '0', 1) }}|{{ 5|replace(5, 6) }}
{{ s|wordcount }}|{{ 'ab'|center(6) }}|{{ s|list }}|{{ (1,2)|list }}|{{ xs|batch(2)|list }}|{{ xs|batch(2, 0)|list }}
{{ lines|indent }}|{{ lines|indent(2, true) }}|{{ lines|indent(1, blank=true) }}|{{ lines|indent('> ') }}
{{ people|groupby('age')|list }}|{% for k, g in people|groupby('name') %}{{ k }}:{{ g|length }};{% endfor %}
{{ d|tojson }}|{{ mixed|tojson }}|{{ s|tojson }}|{{ control|tojson }}|{{ html|tojson }}|{{ u|tojson }}|{{ u|tojson(ensure_ascii=true) }}|{{ f|tojson }}|{{ big|tojson }}
{{ d|tojson(indent=2) }}|{{ []|tojson(indent=2) }}|{{ {}|tojson(indent=4) }}|{{ nested|tojson(indent=1) }}|{{ d|tojson(sort_keys=true) }}|{{ d|tojson(separators=(',', ':')) }}|{{ {1: (1,2)}|tojson }}|{{ xs|tojson(indent='--') }}
{{ missing|tojson }}
{{ range(3)|list }}|{{ range(1, 4)|list }}|{{ range(5, 0, -2)|list }}|{{ range(3) }}|{{ range(3)|length }}|{{ range(9)[2] }}|{{ 2 in range(3) }}
{{ dict(a=1, b=2) }}|{{ dict({'x': 1}, y=2) }}|{{ dict([('k', 'v')]) }}
{% for x in xs %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ x }};{% endfor %}
{% for x in xs %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }}{{ loop.cycle('a', 'b') }}{{ loop.changed(x > 1) }};{% endfor %}
{% for x in [] %}x{% else %}none{% endfor %}|{% for x in missing %}x{% else %}none{% endfor %}|{% for x in xs if x > 5 %}{% else %}all filtered{% endfor %}
{% for x in xs if x != 1 %}{{ loop.index }}/{{ loop.length }}:{{ x }} {% endfor %}
{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}|{% for k in d %}{{ k }}{% endfor %}|{% for c in u %}{{ c }}.{% endfor %}
{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}
{% for a, b in nested %}{{ a }}{% endfor %}
{% for x in 5 %}{% endfor %}
{% for x in nothing %}{% endfor %}
{% for x in xs %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %}|{% for x in xs %}{% if x == 1 %}{% break %}{% endif %}{{ x }}{% endfor %}
{% for x in xs %}{% for y in xs %}{% if y == 1 %}{% break %}{% endif %}{{ x }}{{ y }}{{ loop.depth }} {% endfor %}{% endfor %}
{% set x = 1 %}{% for i in xs %}{% set x = x + i %}{{ x }} {% endfor %}{{ x }}
{% set ns = namespace(total=0) %}{% for i in xs %}{% set ns.total = ns.total + i %}{% endfor %}{{ ns.total }}|{{ ns.none_such is defined }}
{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns.b }}{% set ns._x = 3 %}
{% set s.x = 1 %}
{% if n > 5 %}{% set y = 'in' %}{% endif %}{{ y }}|{% if n < 5 %}{% set z = 'in' %}{% endif %}{{ z }}|{{ z is defined }}
{% set a, b = 1, 2 %}{{ a }}{{ b }}|{% set (c, d2) = (3, 4) %}{{ c }}{{ d2 }}|{% set t3 = 1, 2 %}{{ t3 }}
{% set block %}a {{ n }} b{% endset %}[{{ block }}]|{% set up | upper | replace('A', 'x') %}abca{% endset %}{{ up }}
{% if no %}1{% elif n == 7 %}2{% else %}3{% endif %}|{% if empty %}1{% elif nothing %}2{% else %}3{% endif %}
{% macro m(a, b=2, c=b) %}({{ a }},{{ b }},{{ c }}){% endmacro %}{{ m(1) }}{{ m(1, 5) }}{{ m(b=3, a=9) }}{{ m() }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(z=2) }}
{% macro fact(k) %}{% if k < 2 %}1{% else %}{{ k }}*{{ fact(k - 1) }}{% endif %}{% endmacro %}{{ fact(4) }}
{% macro outer() %}{{ n }}{{ later }}{% endmacro %}{% set later = 'L' %}{{ outer() }}
{% macro box(title) %}<{{ title }}>{{ caller() }}</{{ title }}>{% endmacro %}{% call box('b') %}in {{ n }}{% endcall %}
{% macro each(items) %}{% for i in items %}{{ caller(i) }};{% endfor %}{% endmacro %}{% call(x) each(xs) %}{{ x * 2 }}{% endcall %}
{% filter upper %}abc {{ s }}{% endfilter %}|{% with a = 1, b = n %}{{ a }}{{ b }}{% endwith %}|{{ a is defined }}
{% raw %}{{ not }} {% this %}{% endraw %}|{%- raw -%}  x  {%- endraw -%}  |
{# comment #}a{#- stripped -#} b
{% generation %}said{% set inner = 1 %}{% endgeneration %}{{ inner is defined }}
{{ html|safe }}|{{ html|e }}|{{ (html|safe) ~ '<b>' }}|{{ '<b>' ~ html }}|{{ html|safe|trim }}|{{ (html|safe) is string }}|{{ (html|e) + '<' }}
{{ raise_exception('no way') }}
{{ n|nosuchfilter }}
{{ n is nosuchtest }}
{% nosuchtag %}
{% if n %}
{{ n
{{ 'abc }}
{{ 1 // 0 }}
{{ (1, 2) is sequence }}{{ {'a': {'b': [1, {'c': 'deep'}]}}.a.b[1].c }}{{ {'a': 1}['a'] }}{{ [[1,2],[3]][0][1] }}{{ people[0].name[0] }}{{ people.0.name }}
{{ s|lower|replace('l', '')|trim|upper }}|{{ ('a' ~ 'b')|upper }}|{{ 'a' ~ 'b'|upper }}|{{ 1 + 2|string|int }}
{{ xs|map('nosuch')|list }}
{{ namespace(a=1).a }}|{{ [1, 2, 3,] }}|{{ {'a': 1,} }}|{{ m is defined }}|{{ loop is defined }}
{{ '%s' % none }}|{{ none ~ '' }}|{{ [undefined_thing] }}|{{ true ~ 1 }}|{{ 'é' < 'z' }}|{{ '🙂' > '\\uffff' }}
{{ 10 is divisibleby 3 or true }}|{{ n is defined and n > 3 }}|{{ n is not none and s }}|{{ (n is odd) == true }}
{{ strftime_now is defined }}|{{ range is defined }}|{{ messages is defined }}|{{ True }}{{ False }}{{ None }}
""".strip("\n").split("\n") + [
    "  {% if t %}\n  a\n  {% endif %}\n  b\n",
    "a\n\n{% if t %}\n\nb\n{% endif %}\n\nc\n\n",
    "  {%- if t -%}\n  a\n  {%- endif -%}\n  b\n",
    "  {%+ if t +%}\n  a\n  {%+ endif +%}\n  b\n",
    "x {{- n -}} y {{ n -}}\n z {{- n }}\n",
    "{% for x in xs %}\n  - {{ x }}\n{% endfor %}\nend\n",
    "\t {# c #}\n a {# d #}\n{#- e -#}\n\nb",
    "a {% if t %} b {% endif %} c\n",
    "{{ n }}\n{{ n }}\n\n",
    "line\r\nnext\rlast\r\n",
    "{{ 'multi\nline' }}",
    "{{ {\n 'a': [1,\n 2]} }}",
    "{%if t%}tight{%endif%}{{n}}{{-n}}{{ n-1 }}{{ n -1 }}",
    "{% set x = '%}' %}{{ x }}{{ '}}' }}{{ '{{' }}{# {{ #}",
    "  {% raw %}\n  a {{ b }}\n  {% endraw %}\n  c",
    "{{ {'a': {'b': 1}}}}",
    "{% if t %}{# x #}\n{% set a %}\n  hi\n{% endset %}[{{ a }}]{% endif %}",
    "{ % {a} %} }} #}",
]
