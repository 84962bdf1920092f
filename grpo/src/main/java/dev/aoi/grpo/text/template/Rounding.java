package dev.aoi.grpo.text.template;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounding to decimal places, exactly and to even as Python does. */
final class Rounding {

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
                new BigDecimal(value).setScale(Math.toIntExact(places), mode).doubleValue();
        return Math.copySign(rounded, value);
    }
}
