package dev.aoi.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class AnyAnswerTest {
    private static final AnswerSchema SCHEMA = AnswerSchema.load("test/choice");

    @Property(tries = 500)
    void anyTextIsCheckedWithoutAnException(@ForAll String text) {
        switch (SCHEMA.check(text)) {
            case Checked.Valid valid -> assertThat(valid.json().isEmpty()).isFalse();
            case Checked.Invalid invalid -> assertThat(invalid.errors()).isNotEmpty();
        }
    }

    @Property(tries = 500)
    void aValidAnswerSurvivesFences(@ForAll String reason, @ForAll boolean fenced) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("choice", "no");
        answer.putArray("reasons").add(reason);
        String text = JsonMapper.shared().writeValueAsString(answer);

        assertThat(SCHEMA.check(fenced ? "```json\n" + text + "\n```" : text))
                .isEqualTo(new Checked.Valid(answer));
    }
}
