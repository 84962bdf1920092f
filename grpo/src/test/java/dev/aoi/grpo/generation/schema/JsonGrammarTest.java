package dev.aoi.grpo.generation.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class JsonGrammarTest {
    private static final String OPEN =
            """
            {"type":"object","properties":{"a":{"type":"null"}},"additionalProperties":{"type":"boolean"}}\
            """;
    private static final String CLOSED =
            """
            {"type":"object","properties":{"a":{"const":1},"b":{"const":2},"c":{"const":3}},
             "required":["b"]}\
            """;
    private static final String TREE =
            """
            {"$ref":"#/$defs/t","$defs":{"t":{"type":"array","items":{"$ref":"#/$defs/t"}}}}\
            """;

    private static JsonGrammar grammar(String schema) {
        return JsonGrammar.of(new JsonMapper().readTree(schema));
    }

    /**
     * The bytes that can follow, as characters in the order of ISO-8859-1; · stands for the end.
     */
    private static String following(String schema, String prefix) {
        JsonGrammar grammar = grammar(schema);
        String bytes =
                grammar.following(prefix.getBytes(StandardCharsets.UTF_8)).stream()
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        return bytes + (grammar.accepts(prefix) ? "·" : "");
    }

    static Stream<Arguments> nextBytes() {
        return Stream.of(
                arguments("{\"type\":\"boolean\"}", "", "ft"),
                arguments("{\"type\":\"null\"}", "nul", "l"),
                arguments("{\"type\":\"null\"}", "null", "·"),
                arguments("{\"type\":[\"null\",\"boolean\"]}", "", "fnt"),
                arguments("{}", "", "\"-0123456789[fnt{"),
                arguments("true", "[", "\"-0123456789[]fnt{"),
                arguments("{\"type\":\"object\"}", "{", "\"}"),
                arguments(CLOSED, "", "{"),
                arguments(CLOSED, "{", "\""),
                arguments(CLOSED, "{\"", "ab"),
                arguments(CLOSED, "{\"a\"", ":"),
                arguments(CLOSED, "{\"a\":", " 1"),
                arguments(CLOSED, "{\"a\": ", "1"),
                arguments(CLOSED, "{\"a\":1", ","),
                arguments(CLOSED, "{\"a\":1,", " \""),
                arguments(CLOSED, "{\"a\":1, \"", "b"),
                arguments(CLOSED, "{\"b\":2", ",}"),
                arguments(CLOSED, "{\"b\":2,\"", "c"),
                arguments(CLOSED, "{\"b\":2,\"c\":3", "}"),
                arguments(CLOSED, "{\"b\":2}", "·"),
                arguments(OPEN, "{\"a\"", ":"),
                arguments(OPEN, "{\"a\":", " n"),
                arguments(OPEN, "{\"b\":", " ft"),
                arguments(OPEN, "{\"\\u006", "0123456789ABCDEFabcdef"),
                arguments("{\"type\":\"array\",\"items\":{\"const\":1}}", "[", "1]"),
                arguments("{\"type\":\"array\",\"items\":{\"const\":1}}", "[1", ",]"),
                arguments("{\"items\":{\"const\":1},\"minItems\":2}", "[1", ","),
                arguments("{\"items\":{\"const\":1},\"minItems\":2}", "[1,1", ",]"),
                arguments("{\"items\":{\"const\":1},\"maxItems\":2}", "[1,1", "]"),
                arguments("{\"items\":{\"const\":1},\"maxItems\":0}", "[", "]"),
                arguments("{\"prefixItems\":[{\"const\":1},{\"const\":2}]}", "[1, ", "2"),
                arguments("{\"prefixItems\":[{\"const\":1},{\"const\":2}]}", "[1,2", "]"),
                arguments("{\"prefixItems\":[{\"const\":1}],\"items\":{\"const\":3}}", "[1,", " 3"),
                arguments("{\"enum\":[\"ab\",\"ac\",1,null]}", "", "\"1n"),
                arguments("{\"enum\":[\"ab\",\"ac\",1,null]}", "\"a", "bc"),
                arguments("{\"enum\":[\"ab\",1],\"type\":\"string\"}", "", "\""),
                arguments("{\"const\":{\"a\":[1,2]}}", "{\"a\":[1,", " 2"),
                arguments("{\"anyOf\":[{\"const\":\"ab\"},{\"const\":\"ac\"}]}", "\"a", "bc"),
                arguments("{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"boolean\"}]}", "", "fnt"),
                arguments("{\"allOf\":[{\"type\":\"null\"}],\"title\":\"t\"}", "", "n"),
                arguments(TREE, "[[[", "[]"),
                arguments(TREE, "[[[]", ",]"),
                arguments(TREE, "[]", "·"),
                arguments("{\"minLength\":2,\"maxLength\":2,\"pattern\":\"^a*$\"}", "\"a", "\\a"),
                arguments("{\"minLength\":2,\"maxLength\":2,\"pattern\":\"^a*$\"}", "\"aa", "\""),
                arguments("{\"pattern\":\"^(ab|c{2})$\"}", "\"", "\\ac"),
                arguments("{\"pattern\":\"^[^\\\\u0001-\\uffff]$\"}", "\"\\", "u"),
                arguments("{\"pattern\":\"^a$\"}", "\"\\u006", "1"),
                arguments("{\"pattern\":\"^\\\\d$\"}", "\"\\u003", "0123456789"),
                arguments("{\"type\":\"string\"}", "\"\\", "\"/\\bfnrtu"),
                arguments("{\"type\":\"string\"}", "\"\\ud", "01234567" + "89ABab"),
                arguments("{\"type\":\"string\"}", "\"\\ud8ff", "\\"),
                arguments("{\"type\":\"string\"}", "\"\\ud8ff\\ud", "CDEFcdef"),
                arguments("{\"type\":\"integer\"}", "", "-0123456789"),
                arguments("{\"type\":\"integer\"}", "0", "·"),
                arguments("{\"type\":\"integer\"}", "-", "0123456789"),
                arguments("{\"type\":\"integer\"}", "12", "0123456789·"),
                arguments("{\"type\":\"number\"}", "12", ".0123456789Ee·"),
                arguments("{\"type\":\"number\"}", "0", ".Ee·"),
                arguments("{\"type\":\"number\"}", "0.", "0123456789"),
                arguments("{\"type\":\"number\"}", "0.0", "0123456789Ee·"),
                arguments("{\"type\":\"number\"}", "1e", "+-0123456789"),
                arguments("{\"type\":\"number\"}", "1e30", "01234567·"),
                arguments("{\"type\":\"number\"}", "1e-308", "·"),
                arguments("{\"type\":\"integer\",\"minimum\":25,\"maximum\":317}", "", "123456789"),
                arguments(
                        "{\"type\":\"integer\",\"minimum\":25,\"maximum\":317}", "2", "0123456789"),
                arguments(
                        "{\"type\":\"integer\",\"minimum\":25,\"maximum\":317}",
                        "24",
                        "0123456789"),
                arguments(
                        "{\"type\":\"integer\",\"minimum\":25,\"maximum\":317}", "31", "01234567·"),
                arguments("{\"type\":\"integer\",\"minimum\":25,\"maximum\":317}", "32", "·"),
                arguments("{\"type\":\"integer\",\"exclusiveMinimum\":-2}", "-", "01"),
                arguments("{\"type\":\"integer\",\"maximum\":-1.5}", "-", "123456789"),
                arguments("{\"type\":\"integer\",\"maximum\":-1.5}", "-1", "0123456789"),
                arguments("{\"type\":\"number\",\"minimum\":0,\"maximum\":1}", "", "-01"),
                arguments("{\"type\":\"number\",\"minimum\":0,\"maximum\":1}", "1", ".·"),
                arguments("{\"type\":\"number\",\"minimum\":0,\"maximum\":1}", "1.", "0"),
                arguments("{\"type\":\"number\",\"exclusiveMinimum\":0}", "0", "."),
                arguments("{\"type\":\"number\",\"exclusiveMaximum\":0.25}", "0.2", "01234·"),
                arguments("{\"type\":\"number\",\"minimum\":-1.5}", "-1.", "012345"));
    }

    @ParameterizedTest
    @MethodSource("nextBytes")
    void theBytesThatCanFollowAreExactly(String schema, String prefix, String expected) {
        assertThat(following(schema, prefix)).isEqualTo(expected);
    }

    @Test
    void stringsAreUtf8() {
        JsonGrammar grammar = grammar("{\"type\":\"string\"}");

        assertThat(next(grammar, '"')).isEqualTo("20-7f c2-f4");
        assertThat(next(grammar, '"', 0xC3)).isEqualTo("80-bf");
        assertThat(next(grammar, '"', 0xE0)).isEqualTo("a0-bf");
        assertThat(next(grammar, '"', 0xED)).isEqualTo("80-9f");
        assertThat(next(grammar, '"', 0xF0)).isEqualTo("90-bf");
        assertThat(next(grammar, '"', 0xF4)).isEqualTo("80-8f");
        assertThat(next(grammar, '"', 0xF0, 0x9F, 0x98)).isEqualTo("80-bf");
    }

    @Test
    void aPatternIsIntersectedWithTheEncoding() {
        JsonGrammar grammar = grammar("{\"pattern\":\"^[ä-ö😀]$\"}");

        assertThat(next(grammar, '"')).isEqualTo("5c c3 f0");
        assertThat(next(grammar, '"', 0xC3)).isEqualTo("a4-b6");
        assertThat(next(grammar, '"', 0xF0, 0x9F, 0x98)).isEqualTo("80");
        assertThat(grammar.accepts("\"\\ud83D\\uDe00\"")).isTrue();
        assertThat(grammar.accepts("\"\\u00e4\"")).isTrue();
        assertThat(grammar.accepts("\"\\u00e3\"")).isFalse();
    }

    private static String next(JsonGrammar grammar, int... prefix) {
        byte[] bytes = new byte[prefix.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) prefix[i];
        }
        StringBuilder ranges = new StringBuilder();
        CodePoints.ranges(
                grammar.following(bytes),
                (from, to) -> ranges.append((from == to ? "%x " : "%x-%x ").formatted(from, to)));
        return ranges.toString().strip();
    }

    @Test
    void lengthsCountCharacters() {
        JsonGrammar two = grammar("{\"type\":\"string\",\"minLength\":2,\"maxLength\":2}");

        assertThat(two.accepts("\"äö\"")).isTrue();
        assertThat(two.accepts("\"😀😀\"")).isTrue();
        assertThat(two.accepts("\"\\ud83d\\ude00\\n\"")).isTrue();
        assertThat(two.accepts("\"😀\"")).isFalse();
        assertThat(two.accepts("\"abc\"")).isFalse();
    }

    @Test
    void patternsAreFoundAnywhereUnlessAnchored() {
        assertThat(grammar("{\"pattern\":\"b\"}").accepts("\"abc\"")).isTrue();
        assertThat(grammar("{\"pattern\":\"b\"}").accepts("\"ac\"")).isFalse();
        assertThat(grammar("{\"pattern\":\"^b|c$\"}").accepts("\"xc\"")).isTrue();
        assertThat(grammar("{\"pattern\":\"^b|c$\"}").accepts("\"xb\"")).isFalse();
        assertThat(
                        grammar("{\"pattern\":\"^(?:\\\\w+\\\\.)*?[^\\\\s.]{2,}$\"}")
                                .accepts("\"a.b.cd\""))
                .isTrue();
        assertThat(grammar("{\"pattern\":\"^[a-z-]+$\"}").accepts("\"a-b\"")).isTrue();
    }

    @Test
    void branchesThatBeginAlikeAreFollowedSideBySide() {
        String schema =
                """
                {"anyOf":[
                  {"type":"object","properties":{"k":{"const":"a"},"n":{"type":"integer"}},"required":["k","n"]},
                  {"type":"object","properties":{"k":{"const":"b"},"s":{"type":"null"}},"required":["k","s"]}]}\
                """;

        assertThat(following(schema, "{\"k\": \"")).isEqualTo("ab");
        assertThat(following(schema, "{\"k\": \"b\", \"")).isEqualTo("s");
    }

    @Test
    void whatNoDocumentCanCompleteIsNotBegun() {
        String schema =
                """
                {"type":"object","properties":{
                  "dead":{"$ref":"#/$defs/endless"},
                  "live":{"enum":["x"]}},
                 "$defs":{"endless":{"type":"array","items":{"$ref":"#/$defs/endless"},"minItems":1}}}\
                """;

        assertThat(following(schema, "{\"")).isEqualTo("l");
    }

    @Test
    void aRequiredPropertyThatIsNotDeclaredComesBehindThem() {
        String schema =
                """
                {"properties":{"a":{"const":1}},"required":["z"],"additionalProperties":{"const":0}}\
                """;

        assertThat(following(schema, "{\"a\":1,\"")).isEqualTo("z");
        assertThat(following(schema, "{\"z\":0")).isEqualTo(",}");
    }

    @Test
    void nestingIsUnbounded() {
        int depth = 200_000;
        JsonGrammar grammar = grammar(TREE);

        assertThat(grammar.accepts("[".repeat(depth) + "]".repeat(depth))).isTrue();
        assertThat(grammar.accepts("[".repeat(depth) + "]".repeat(depth - 1))).isFalse();
    }

    @Test
    void annotationsDoNotMatter() {
        assertThat(
                        grammar(
                                        """
                                        {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"x","title":"t",
                                         "description":"d","default":1,"examples":[2],"deprecated":true,"format":"date",
                                         "$comment":"c","x-own":[1],"type":"null"}\
                                        """)
                                .accepts("null"))
                .isTrue();
    }
}
