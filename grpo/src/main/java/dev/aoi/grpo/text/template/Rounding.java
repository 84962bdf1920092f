package dev.aoi.grpo.text.template;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounding to decimal places, exactly and to even as Python does. */
final class Rounding {

    /** Digits behind the point that no double has. */
    private static final long MOST_PLACES = 1_100;

    private Rounding() {}

    static String fixed(double value, int places) {
        return Double.isFinite(value)
                ? new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString()
                : Floats.repr(value);
    }

    static double round(double value, long places, RoundingMode mode) {
        if (!Double.isFinite(value)) {
            return value;
        }
        double rounded =
                new BigDecimal(value)
                        .setScale((int) Math.clamp(places, -MOST_PLACES, MOST_PLACES), mode)
                        .doubleValue();
        return Math.copySign(rounded, value);
    }
}
