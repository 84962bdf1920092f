package dev.aoi.env.oracle;

import dev.aoi.schemas.env.OracleVerdict;

import java.util.List;
import java.util.Map;

/**
 * All that the oracles say of an incident.
 *
 * @param expected the right answer as JSON; empty where nobody knows it
 * @param submitted the answer as JSON; empty when none came
 * @param compatResults the benchmark's result keys, values as JSON
 * @param strictReason why, in one sentence
 * @param oracles each rule
 */
public record Judgement(
        String expected,
        String submitted,
        boolean compat,
        Map<String, String> compatResults,
        boolean strict,
        String strictReason,
        List<OracleVerdict> oracles) {
    public Judgement {
        compatResults = Map.copyOf(compatResults);
        oracles = List.copyOf(oracles);
    }

    /** A judgement that could not be made. */
    public static Judgement impossible(String why) {
        return new Judgement(
                "",
                "",
                false,
                Map.of(),
                false,
                why,
                List.of(Verdicts.of("environment.reached", false, why)));
    }
}
