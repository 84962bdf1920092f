package dev.aoi.executor.mind;

import java.util.List;

/** What came of reading a completion. */
public sealed interface Reading {

    /** The answer satisfies the schema. */
    record Proposed(Proposal proposal) implements Reading {}

    /** The mind answered something else; the errors say what to change. */
    record Unusable(List<String> errors) implements Reading {
        public Unusable {
            errors = List.copyOf(errors);
        }
    }

    /** The mind could not be reached or gave nothing. */
    record Silent(String failure) implements Reading {}
}
