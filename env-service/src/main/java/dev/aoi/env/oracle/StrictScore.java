package dev.aoi.env.oracle;

import dev.aoi.schemas.env.OracleVerdict;

import java.util.List;

/**
 * Our verdict.
 *
 * @param oracles each rule; all must hold
 * @param praise the sentence that is said when all hold
 */
record StrictScore(List<OracleVerdict> oracles, String praise) {
    StrictScore {
        oracles = List.copyOf(oracles);
    }

    boolean success() {
        return !oracles.isEmpty() && oracles.stream().allMatch(OracleVerdict::getPassed);
    }

    /** One sentence: the first rule that does not hold, or that all do. */
    String reason() {
        return oracles.stream()
                .filter(o -> !o.getPassed())
                .map(OracleVerdict::getDetail)
                .findFirst()
                .orElse(praise);
    }
}
