package dev.aoi.cluster.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The canonical text of quantities: the largest suffix with a whole number before it, and none with
 * more than nine decimal places (Kubernetes, apimachinery, resource.Quantity).
 */
public final class Quantities {
    /** What the server says of a text that is no quantity. */
    public static final String REFUSAL =
            "quantities must match the regular expression"
                    + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private static final Pattern FORM =
            Pattern.compile(
                    "([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][-+]?[0-9]+)?");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL =
            List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final BigInteger KIBI = BigInteger.valueOf(1024);
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

    private Quantities() {}

    /** The canonical form; empty when {@code text} is no quantity. */
    public static Optional<String> canonical(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(m.group(1));
        String suffix = m.group(2) == null ? "" : m.group(2);
        if (suffix.length() > 1 && "eE".indexOf(suffix.charAt(0)) >= 0) {
            return Optional.of(exponent(number.scaleByPowerOfTen(exponentOf(suffix))));
        }
        if (suffix.endsWith("i")) {
            BigDecimal value = number.multiply(new BigDecimal(KIBI.pow(BINARY.indexOf(suffix))));
            boolean small = value.abs().compareTo(new BigDecimal(KIBI)) < 0;
            return Optional.of(small ? decimal(value) : binary(value));
        }
        int power = (DECIMAL.indexOf(suffix) - DECIMAL.indexOf("")) * 3;
        return Optional.of(decimal(number.scaleByPowerOfTen(power)));
    }

    /** The number; empty when {@code text} is no quantity. */
    public static Optional<BigDecimal> value(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(m.group(1));
        String suffix = m.group(2) == null ? "" : m.group(2);
        if (suffix.length() > 1 && "eE".indexOf(suffix.charAt(0)) >= 0) {
            return Optional.of(number.scaleByPowerOfTen(exponentOf(suffix)));
        }
        if (suffix.endsWith("i")) {
            return Optional.of(number.multiply(new BigDecimal(KIBI.pow(BINARY.indexOf(suffix)))));
        }
        int power = (DECIMAL.indexOf(suffix) - DECIMAL.indexOf("")) * 3;
        return Optional.of(number.scaleByPowerOfTen(power));
    }

    private static int exponentOf(String suffix) {
        String digits = suffix.substring(1);
        return Math.clamp(Long.parseLong(digits.length() > 9 ? "99" : digits), -99, 99);
    }

    private static String binary(BigDecimal value) {
        BigInteger whole = value.setScale(0, RoundingMode.UP).toBigInteger();
        int unit = 0;
        while (unit < BINARY.size() - 1 && whole.signum() != 0 && whole.mod(KIBI).signum() == 0) {
            whole = whole.divide(KIBI);
            unit++;
        }
        return whole + BINARY.get(unit);
    }

    private static String decimal(BigDecimal value) {
        BigInteger nanos = value.scaleByPowerOfTen(9).setScale(0, RoundingMode.UP).toBigInteger();
        if (nanos.signum() == 0) {
            return "0";
        }
        int unit = 0;
        while (unit < DECIMAL.size() - 1 && nanos.mod(THOUSAND).signum() == 0) {
            nanos = nanos.divide(THOUSAND);
            unit++;
        }
        return nanos + DECIMAL.get(unit);
    }

    private static String exponent(BigDecimal value) {
        BigInteger nanos = value.scaleByPowerOfTen(9).setScale(0, RoundingMode.UP).toBigInteger();
        if (nanos.signum() == 0) {
            return "0";
        }
        int power = -9;
        while (nanos.mod(THOUSAND).signum() == 0) {
            nanos = nanos.divide(THOUSAND);
            power += 3;
        }
        return power == 0 ? nanos.toString() : nanos + "e" + power;
    }
}
