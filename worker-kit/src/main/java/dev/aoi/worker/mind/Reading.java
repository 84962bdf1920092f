package dev.aoi.worker.mind;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.answer.Checked;
import dev.aoi.schemas.worker.Completion;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Function;

/**
 * What came of reading a completion.
 *
 * @param <P> what a role's mind proposes
 */
public sealed interface Reading<P> {

    /** The answer satisfies the schema. */
    record Proposed<P>(P proposal) implements Reading<P> {}

    /** The mind answered something else; the errors say what to change. */
    record Unusable<P>(List<String> errors) implements Reading<P> {
        public Unusable {
            errors = List.copyOf(errors);
        }
    }

    /** The mind could not be reached or gave nothing. */
    record Silent<P>(String failure) implements Reading<P> {}

    /**
     * Reads a completion. Pure: the same completion always reads the same.
     *
     * @param understood what an answer that satisfies the schema comes to
     */
    static <P> Reading<P> of(
            Completion completion,
            AnswerSchema schema,
            Function<ObjectNode, Reading<P>> understood) {
        if (!completion.getFailure().isEmpty()) {
            return new Silent<>(completion.getFailure());
        }
        return switch (schema.check(completion.getAnswer())) {
            case Checked.Invalid(List<String> errors) -> new Unusable<>(errors);
            case Checked.Valid(ObjectNode json) -> understood.apply(json);
        };
    }
}
