package dev.aoi.cluster.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CustomValidationTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCHEMA =
            """
            {"type":"object","properties":{"spec":{"type":"object","required":["size"],"properties":{
             "size":{"type":"integer","minimum":1,"maximum":10},
             "color":{"type":"string","enum":["red","blue"]},
             "name":{"type":"string","pattern":"^[a-z]+$"},
             "list":{"type":"array","maxItems":2,"items":{"type":"string"}}}}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"size":11} | spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10
                    {"size":"x"} | spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"
                    {} | spec.size: Required value
                    {"size":1,"color":"green"} | spec.color: Unsupported value: "green": supported values: "red", "blue"
                    {"size":1,"name":"ABC"} | spec.name: Invalid value: "ABC": spec.name in body should match '^[a-z]+$'
                    {"size":1,"list":["a","b","c"]} | spec.list: Too many: 3: must have at most 2 items
                    {"size":1,"list":[1]} | spec.list[0]: Invalid value: "integer": spec.list[0] in body must be of type string: "integer"
                    """)
    void refusesWhatTheDefinitionDoesNotAllow(String spec, String expected) {
        ObjectNode object = JSON.createObjectNode();
        object.set("spec", JSON.readTree(spec));

        assertThat(new CustomValidation(JSON.readTree(SCHEMA)).check(object, null))
                .extracting(error -> error.field() + ": " + error.message())
                .containsExactly(expected);
    }
}
