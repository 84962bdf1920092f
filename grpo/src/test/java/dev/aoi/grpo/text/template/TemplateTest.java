package dev.aoi.grpo.text.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.util.Map;

class TemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{% include 'x' %} # t, line 1: the statement 'include' is not supported",
                "{% extends 'x' %} # t, line 1: the statement 'extends' is not supported",
                "{% block x %}{% endblock %} # t, line 1: the statement 'block' is not supported",
                "{% do x %} # t, line 1: the statement 'do' is not supported",
                "{{ x | urlencode }} # t, line 1: the filter 'urlencode' is not supported",
                "{{ x is filter }} # t, line 1: the test 'filter' is not supported",
                "{{ 'a'.encode() }} # t, line 1: the string method 'encode' is not supported",
                "{{ lipsum() }} # t, line 1: the function 'lipsum' is not supported",
                "{% for x in y recursive %}{% endfor %} # t, line 1: 'recursive' loops are not"
                        + " supported",
                "{% break %} # t, line 1: the statement 'break' stands outside a loop",
                "{{ strftime_now('%G') }} # t, line 1: the date directive '%G' is not supported",
                "{{ 9223372036854775807 + 1 }} # t, line 1: the result of 9223372036854775807 + 1"
                        + " needs more than 64 bits",
                "{% if x %} # t, line 1: the template ends before elif or else or endif",
                "{{ x.y.z }} # t, line 1: 'x' is undefined",
                "{{ [].append(1) }} # t, line 1: access to attribute 'append' of 'list' object is"
                        + " unsafe: values cannot be changed",
                "{{ raise_exception('no system turn') }} # t, line 1: no system turn",
            })
    void refusesInOneSentence(String source, String message) {
        assertThatThrownBy(() -> render(source, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessage(message);
    }

    @Test
    void namesTheLineOfTheFailure() {
        assertThatThrownBy(() -> render("a\n{% if true %}\n{{ 1 + 'a' }}\n{% endif %}", Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessage("t, line 3: '+' is not supported between int and str")
                .extracting(e -> ((TemplateException) e).line())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %} # the"
                        + " template runs more than 5000000 statements",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }} # macros call each other deeper"
                        + " than 100 levels",
                "{% set x = 'aaaaaaaaaa' * 999999 %}{% for i in range(99) %}{{ x }}{% endfor %} #"
                        + " the template writes more than 67108864 characters",
                "{{ range(999999) }} # range() is limited to 100000 items",
                "{{ 'ab' * 99999999 }} # a repeated value would have over 10000000 items",
                "{{ '%99999999999d' % 1 }} # the format '%99999' is not supported",
                "{{ '%.99999999999f' % 1 }} # the format '%.99999' is not supported",
                "{{ 'a'.center(5, 'bc') }} # the fill character must be exactly one character"
                        + " long",
                "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x"
                        + " %}{% endfor %} # a list would have over 10000000 items",
                "{{ [1] | batch(99999999999, 0) | list }} # batch() is limited to 100000 items",
            })
    void hostileTemplatesAreStopped(String source, String message) {
        assertThatThrownBy(() -> render(source, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessage("t, line 1: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x"
                        + " %}{% endfor %}",
                "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x + n.x"
                        + " %}{% endfor %}",
                "{% set n = namespace(x='ab' | safe) %}{% for i in range(99) %}{% set n.x = n.x"
                        + " + n.x %}{% endfor %}",
                "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x]"
                        + " %}{% endfor %}{{ n.x }}",
                "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x]"
                        + " %}{% endfor %}{{ n.x | tojson }}",
                "{% set x = 'a' * 99999 %}{{ x | replace('a', x) }}",
                "{% set x = 'a' * 99999 %}{{ x.replace('', x, 99999) }}",
                "{% set x = 'a' * 99999 %}{{ x.join(x) }}",
                "{% set x = 'a' * 99999 %}{{ x | join(x) }}",
                "{% set x = 'a' * 99999 %}{{ ('\\n' * 99999) | indent(x, blank=true) }}",
                "{% set x = 'a' * 9999999 %}{{ [[1]] | tojson(indent=x) }}",
            })
    void noTextGrowsBeyondAllMemory(String source) {
        assertThatThrownBy(() -> render(source, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessage("t, line 1: a text would have over 10000000 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{{ 'abc'[1::9223372036854775807] }} # b",
                "{{ 'abc'[1::-9223372036854775807] }} # b",
                "{{ range(5, 9223372036854775807, 9223372036854775806) | list }} # [5]",
                "{{ range(-5, -9223372036854775807, -9223372036854775807) | list }} # [-5]",
                "{{ 1.25 | round(99999999999) }} # 1.25",
                "{{ 1.25 | round(-99999999999) }} # 0.0",
            })
    void stepsAndPlacesBeyondAllBoundsAreAsInPython(String source, String text) {
        assertThat(render(source, Map.of())).isEqualTo(text);
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackEnds() {
        assertThatThrownBy(
                        () ->
                                render(
                                        "{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + "}}",
                                        Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessage("t, line 1: expressions nest deeper than 200 levels");
        assertThatThrownBy(() -> render("{{ " + "not ".repeat(5000) + "1 }}", Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessage("t, line 1: expressions nest deeper than 200 levels");
    }

    @Test
    void endlessChainsEndInARefusalToo() {
        assertThatThrownBy(() -> render("{{ 1" + "+1".repeat(200_000) + " }}", Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessage("t: the template or its values nest too deeply");
    }

    @Test
    void generatedPartsAreReported() {
        Rendered rendered =
                Template.parse(
                                "t",
                                "é🙂{% generation %}a{{ x }}{% endgeneration %}-{% generation %}{%"
                                        + " endgeneration %}")
                        .render(Map.of("x", 1), Clock.systemUTC());
        assertThat(rendered.text()).isEqualTo("é🙂a1-");
        assertThat(rendered.generated())
                .containsExactly(new Rendered.Span(3, 5), new Rendered.Span(6, 6));
    }

    @Test
    void valuesOfOtherTypesAreRefused() {
        assertThatThrownBy(() -> render("{{ x }}", Map.of("x", new Object())))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "t: a template cannot be given a value of java.lang.Object: use text,"
                                + " numbers, booleans, lists and maps");
    }

    private static String render(String source, Map<String, ?> variables) {
        return Template.parse("t", source).render(variables, Clock.systemUTC()).text();
    }
}
