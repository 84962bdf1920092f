package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resource quantities ({@code 500m}, {@code 64Mi}, {@code 2}) as numbers of their base unit. */
public final class Quantity {
    private static final Pattern FORM =
            Pattern.compile(
                    "([+-]?[0-9.]+)(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\\d+))?");
    private static final Map<String, BigDecimal> UNITS =
            Map.ofEntries(
                    Map.entry("n", new BigDecimal("1e-9")),
                    Map.entry("u", new BigDecimal("1e-6")),
                    Map.entry("m", new BigDecimal("0.001")),
                    Map.entry("k", BigDecimal.valueOf(1_000)),
                    Map.entry("M", BigDecimal.valueOf(1_000_000)),
                    Map.entry("G", BigDecimal.valueOf(1_000_000_000)),
                    Map.entry("T", BigDecimal.valueOf(1_000_000_000_000L)),
                    Map.entry("P", new BigDecimal("1e15")),
                    Map.entry("E", new BigDecimal("1e18")),
                    Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
                    Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
                    Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
                    Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
                    Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
                    Map.entry("Ei", BigDecimal.valueOf(1L << 60)));
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("", "k", "M", "G", "T", "P", "E");
    private static final BigInteger KIBI = BigInteger.valueOf(1024);
    private static final BigInteger KILO = BigInteger.valueOf(1000);

    private Quantity() {}

    /** 0 for what is absent or not a quantity. */
    public static BigDecimal of(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : of(node.asString(""));
    }

    /** 0 for what is not a quantity. */
    public static BigDecimal of(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return BigDecimal.ZERO;
        }
        BigDecimal number = new BigDecimal(m.group(1));
        if (m.group(3) != null) {
            return number.scaleByPowerOfTen(Integer.parseInt(m.group(3)));
        }
        return m.group(2) == null ? number : number.multiply(UNITS.get(m.group(2)));
    }

    /** Whether the text is written in powers of 1024. */
    public static boolean binary(String text) {
        return text.endsWith("i");
    }

    /**
     * In the canonical form: the largest unit that leaves a whole number.
     *
     * @param binary in powers of 1024, when the value is at least one Ki
     */
    public static String text(BigDecimal value, boolean binary) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > 0) {
            return fraction(plain);
        }
        BigInteger whole = plain.toBigIntegerExact();
        if (whole.signum() == 0) {
            return "0";
        }
        BigInteger step = binary ? KIBI : KILO;
        List<String> units = binary ? BINARY : DECIMAL;
        int unit = 0;
        while (unit + 1 < units.size() && whole.mod(step).signum() == 0) {
            whole = whole.divide(step);
            unit++;
        }
        return whole + units.get(unit);
    }

    private static String fraction(BigDecimal value) {
        String unit = value.scale() <= 3 ? "m" : value.scale() <= 6 ? "u" : "n";
        return value.divide(UNITS.get(unit), 0, RoundingMode.CEILING).toBigInteger() + unit;
    }
}
