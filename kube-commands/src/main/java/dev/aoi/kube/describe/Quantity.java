package dev.aoi.kube.describe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * A resource quantity, such as {@code 250m} or {@code 64Mi}.
 *
 * @param value in base units (cores, bytes)
 * @param binary whether it is written with powers of 1024
 */
record Quantity(BigDecimal value, boolean binary) {

    static final Quantity ZERO = new Quantity(BigDecimal.ZERO, false);

    private static final BigDecimal STEP = BigDecimal.valueOf(1024);
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15);

    /** Reads a quantity; what is not one counts as nothing. */
    static Quantity of(String text) {
        int end = text.length();
        while (end > 0 && !Character.isDigit(text.charAt(end - 1)) && text.charAt(end - 1) != '.') {
            end--;
        }
        String suffix = text.substring(end);
        if (end == 0 || !text.substring(0, end).matches("[0-9.]+")) {
            return ZERO;
        }
        BigDecimal number = new BigDecimal(text.substring(0, end));
        int power = BINARY.indexOf(suffix);
        if (power > 0) {
            return new Quantity(number.multiply(STEP.pow(power)), true);
        }
        return new Quantity(number.scaleByPowerOfTen(DECIMAL.getOrDefault(suffix, 0)), false);
    }

    Quantity plus(Quantity other) {
        boolean format = value.signum() == 0 ? other.binary : binary;
        return new Quantity(value.add(other.value), format);
    }

    /** The share of another quantity in whole percent, rounded down. */
    long percentOf(Quantity whole) {
        return whole.value.signum() == 0
                ? 0
                : value.multiply(BigDecimal.valueOf(100))
                        .divide(whole.value, 0, RoundingMode.DOWN)
                        .longValue();
    }

    /** With the largest unit in which it is a whole number. */
    @Override
    public String toString() {
        if (value.signum() == 0) {
            return "0";
        }
        return binary ? binaryText() : decimalText();
    }

    private String binaryText() {
        BigDecimal rest = value;
        int power = 0;
        while (power < BINARY.size() - 1 && rest.remainder(STEP).signum() == 0) {
            rest = rest.divide(STEP);
            power++;
        }
        return rest.stripTrailingZeros().toPlainString() + BINARY.get(power);
    }

    private String decimalText() {
        BigDecimal exact = value.stripTrailingZeros();
        for (String unit : List.of("P", "T", "G", "M", "k", "", "m", "u")) {
            BigDecimal scaled = exact.scaleByPowerOfTen(-DECIMAL.getOrDefault(unit, 0));
            if (scaled.stripTrailingZeros().scale() <= 0) {
                return scaled.toPlainString() + unit;
            }
        }
        return exact.scaleByPowerOfTen(9).toPlainString() + "n";
    }
}
