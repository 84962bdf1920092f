package dev.aoi.env.oracle;

import dev.aoi.schemas.env.OracleVerdict;

import java.util.List;
import java.util.Map;

/**
 * A verdict by the benchmark's own rules.
 *
 * @param success whether the problem counts as solved
 * @param results the benchmark's result keys (aiopslab.md 4.7), values as JSON
 * @param oracles each rule
 */
record CompatScore(boolean success, Map<String, String> results, List<OracleVerdict> oracles) {
    CompatScore {
        results = Map.copyOf(results);
        oracles = List.copyOf(oracles);
    }
}
