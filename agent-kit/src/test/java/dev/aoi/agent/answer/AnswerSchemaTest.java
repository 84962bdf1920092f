package dev.aoi.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class AnswerSchemaTest {
    private final AnswerSchema schema = AnswerSchema.load("test/choice");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choice\":\"yes\",\"reasons\":[\"r\"]}",
                "  {\"choice\":\"yes\",\"reasons\":[\"r\"]}\n",
                "```json\n{\"choice\":\"yes\",\"reasons\":[\"r\"]}\n```",
                "So:\n```\n{\"choice\":\"yes\",\n\"reasons\":[\"r\"]}\n```\nThat is it.",
                "<think>{\"choice\":\"no\"}</think>\n{\"choice\":\"yes\",\"reasons\":[\"r\"]}"
            })
    void takesBareJsonOrOneFencedBlock(String answer) {
        assertThat(schema.check(answer))
                .isInstanceOfSatisfying(
                        Checked.Valid.class,
                        valid ->
                                assertThat(valid.json().toString())
                                        .isEqualTo("{\"choice\":\"yes\",\"reasons\":[\"r\"]}"));
    }

    @Test
    void fencesInsideStringsOfBareJsonAreText() {
        assertThat(schema.check("{\"choice\":\"yes\",\"reasons\":[\"```json\\n{}\\n```\"]}"))
                .isInstanceOf(Checked.Valid.class);
    }

    @Test
    void tellsEachError() {
        assertThat(errors("{\"choice\":\"maybe\",\"more\":1}"))
                .containsExactlyInAnyOrder(
                        "/choice: does not have a value in the enumeration [\"yes\", \"no\"]",
                        ": required property 'reasons' not found",
                        ": property 'more' is not defined in the schema and the schema does not"
                                + " allow additional properties");
        assertThat(errors("{\"choice\":\"yes\",\"reasons\":[1]}"))
                .containsExactly("/reasons/0: integer found, string expected");
    }

    @Test
    void repairsNothing() {
        assertThat(errors("")).containsExactly("the answer is empty; give exactly one JSON object");
        assertThat(errors("[1]"))
                .containsExactly("the answer must be a JSON object, not another JSON value");
        assertThat(errors("```\n{}\n```\n```\n{}\n```"))
                .containsExactly(
                        "the answer has several fenced blocks; give exactly one JSON object");
        for (String broken :
                List.of(
                        "Sure! {\"choice\":\"yes\",\"reasons\":[\"r\"]}",
                        "{\"choice\":\"yes\",\"reasons\":[\"r\"],}",
                        "{\"choice\":\"yes\",\"choice\":\"no\",\"reasons\":[\"r\"]}",
                        "{\"choice\":\"yes\",\"reasons\":[\"r\"]} {}",
                        "{\"choice\":\"yes\",\"reasons\":[\"r\"")) {
            assertThat(errors(broken))
                    .as(broken)
                    .singleElement()
                    .asString()
                    .matches("the answer is not JSON: .* \\(line 1, column \\d+\\)");
        }
    }

    @Test
    void endpointsGetACopyOfTheSchema() {
        schema.json().removeAll();

        assertThat(schema.json().get("type").asString()).isEqualTo("object");
        assertThat(schema.name()).isEqualTo("test/choice");
    }

    @Test
    void aMissingSchemaIsNamed() {
        assertThatThrownBy(() -> AnswerSchema.load("test/none"))
                .hasMessage("There is no schemas/test/none.json on the class path");
    }

    private List<String> errors(String answer) {
        return ((Checked.Invalid) schema.check(answer)).errors();
    }
}
