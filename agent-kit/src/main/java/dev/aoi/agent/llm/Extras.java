package dev.aoi.agent.llm;

import java.util.Optional;

/**
 * What is asked for beyond the plain protocol. Not every endpoint takes it; one that answers 400 is
 * asked with less.
 *
 * @param schema hold the answer to the JSON schema
 * @param others the switch for thinking, and token ids with log-probabilities
 */
record Extras(boolean schema, boolean others) {
    static final Extras ALL = new Extras(true, true);

    /** The next more modest request; empty when nothing is left to leave out. */
    Optional<Extras> fewer() {
        if (schema) {
            return Optional.of(new Extras(false, others));
        }
        return others ? Optional.of(new Extras(false, false)) : Optional.empty();
    }

    /** Only what this request would make use of. */
    Extras within(boolean structured, boolean hasOthers) {
        return new Extras(schema && structured, others && hasOthers);
    }
}
