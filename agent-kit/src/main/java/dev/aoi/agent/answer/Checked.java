package dev.aoi.agent.answer;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** What the check of an answer found. */
public sealed interface Checked {

    /** The answer satisfies its schema. */
    record Valid(ObjectNode json) implements Checked {}

    /**
     * It does not.
     *
     * @param errors at least one, each a short sentence that a mind can act on
     */
    record Invalid(List<String> errors) implements Checked {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }
}
