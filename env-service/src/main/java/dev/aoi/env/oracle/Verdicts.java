package dev.aoi.env.oracle;

import dev.aoi.schemas.env.OracleVerdict;

/** Short ways to say what an oracle found. */
final class Verdicts {
    private Verdicts() {}

    static OracleVerdict of(String oracle, boolean passed, String detail) {
        return OracleVerdict.newBuilder()
                .setOracle(oracle)
                .setPassed(passed)
                .setDetail(detail)
                .build();
    }
}
