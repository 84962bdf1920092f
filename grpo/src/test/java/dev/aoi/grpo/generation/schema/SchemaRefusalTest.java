package dev.aoi.grpo.generation.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

final class SchemaRefusalTest {

    @Test
    void aPatternWithHalfASurrogatePairIsRefused() {
        assertThatThrownBy(
                        () ->
                                JsonGrammar.of(
                                        new JsonMapper()
                                                .createObjectNode()
                                                .put("pattern", "\ud800")))
                .isInstanceOf(SchemaException.class)
                .hasMessageEndingWith(" at # has half a surrogate pair");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"properties":{"a/b":{"not":{}}}} | not at #/properties/a~1b is not supported; state the schema without it
                    {"items":{"multipleOf":3}} | multipleOf at #/items is not supported; state the schema without it
                    {"uniqueItems":true} | uniqueItems at # is not supported; state the schema without it
                    {"patternProperties":{}} | patternProperties at # is not supported; state the schema without it
                    {"requird":["a"]} | requird at # is not supported; state the schema without it
                    {"type":"text"} | type at # must be one or some of object, array, string, number, integer, boolean, null, but is "text"
                    {"$ref":"http://x/y"} | $ref at # refers to http://x/y; only places of the same schema are supported, as #/$defs/name
                    {"$ref":"#/$defs/x"} | $ref at # refers to #/$defs/x, which does not exist
                    {"$ref":"#"} | the schema at # is defined by itself; put something between
                    {"anyOf":[{"$ref":"#/$defs/x"}],"$defs":{"x":{"$ref":"#"}}} | the schema at # is defined by itself; put something between
                    {"anyOf":[{}],"minLength":1} | minLength at # stands beside anyOf, which is not supported; put it into the branches
                    {"enum":["a"],"maxLength":0} | maxLength at # stands beside enum or const, which is not supported; put it into the branches
                    {"allOf":[{},{}]} | allOf at # has more than one schema; merge them into one
                    {"oneOf":[{"type":"integer"},{"type":"number"}]} | oneOf at # has the branches 0 and 1, which no type, const or enum tells apart; say anyOf if a value may match both
                    {"oneOf":[{"const":1},{"enum":[2,1.0]}]} | oneOf at # has the branches 0 and 1, which no type, const or enum tells apart; say anyOf if a value may match both
                    {"enum":[1],"type":"string"} | enum at # has no value that the schema's other keywords allow
                    {"properties":{},"required":["a"]} | required at # has "a", which is not among the properties
                    {"minItems":2,"maxItems":1} | minItems at # is 2, above maxItems of 1
                    {"prefixItems":[{}],"minItems":2} | minItems at # is 2, but only 1 items are described
                    {"items":[{}]} | items at # is an array, as in older drafts; call it prefixItems
                    {"maxLength":500000} | maxLength at # is 500000; counts above 100000 are not supported
                    {"minLength":-1} | minLength at # must be an integer from 0 on, but is -1
                    {"minimum":5,"maximum":3} | minimum at # is 5, above maximum of 3
                    {"minimum":"5"} | minimum at # must be a number, but is "5"
                    {"pattern":"a(?=b)"} | pattern "a(?=b)" at # has a group (?…) that is not supported; only (…) and (?:…) are (before character 4)
                    {"pattern":"\\\\bx"} | pattern "\\\\bx" at # has \\b, which is not supported
                    {"pattern":"(a)\\\\1"} | pattern "(a)\\\\1" at # has \\1, which is not supported
                    {"pattern":"(^a)"} | pattern "(^a)" at # has '^' within, which is supported only at the beginning (before character 3)
                    {"pattern":"(.{64}){64}x"} | pattern "(.{64}){64}x" at # is too large for an automaton; make its repetitions fewer
                    {"pattern":"\\\\ud800"} | pattern "\\\\ud800" at # has half a surrogate pair
                    false | the schema allows no document
                    {"$ref":"#/$defs/t","$defs":{"t":{"items":{"$ref":"#/$defs/t"},"minItems":1}}} | the schema allows no document
                    {"type":"number","exclusiveMinimum":1,"exclusiveMaximum":1} | the schema allows no document
                    [1] | the schema at # must be an object, true or false, but is [1]
                    {"items":3} | the schema at #/items must be an object, true or false, but is 3
                    """)
    void aSchemaIsRefusedInOneSentence(String schema, String message) {
        assertThatThrownBy(() -> JsonGrammar.of(new JsonMapper().readTree(schema)))
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
    }
}
