package dev.aoi.cluster.controller;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resource quantities ({@code 500m}, {@code 64Mi}, {@code 2}) as numbers of their base unit. */
final class Quantity {
    private static final Pattern FORM = Pattern.compile("([0-9.]+)(m|k|M|G|T|Ki|Mi|Gi|Ti)?");
    private static final Map<String, BigDecimal> UNITS =
            Map.of(
                    "m", new BigDecimal("0.001"),
                    "k", BigDecimal.valueOf(1_000),
                    "M", BigDecimal.valueOf(1_000_000),
                    "G", BigDecimal.valueOf(1_000_000_000),
                    "T", BigDecimal.valueOf(1_000_000_000_000L),
                    "Ki", BigDecimal.valueOf(1L << 10),
                    "Mi", BigDecimal.valueOf(1L << 20),
                    "Gi", BigDecimal.valueOf(1L << 30),
                    "Ti", BigDecimal.valueOf(1L << 40));

    private Quantity() {}

    /** 0 for what is absent or not a quantity. */
    static BigDecimal of(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        Matcher m = FORM.matcher(node.asString(""));
        if (!m.matches()) {
            return BigDecimal.ZERO;
        }
        BigDecimal number = new BigDecimal(m.group(1));
        return m.group(2) == null ? number : number.multiply(UNITS.get(m.group(2)));
    }
}
