package dev.aoi.cluster.podtemplate;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A resource quantity the way Kubernetes' own type holds it, since its parts are in the dump of a
 * template. A reader has parsed it from its stored text, which is not always the text that was
 * sent: {@code 1.5Gi} is stored as {@code 1536Mi}.
 *
 * <ol>
 *   <li>A number of few digits is kept in 64 bits with a scale of 10; it keeps its text where that
 *       looks canonical at a first glance.
 *   <li>Any other is kept as a decimal of unlimited size, rounded away from 0 to 9 places, and
 *       forgets its text. Binary ones end at 2<sup>63</sup>-1.
 *   <li>The stored text is the kept one, else it is made: powers of 1000 or 1024 go into the unit.
 * </ol>
 *
 * @param amount the number; its scale is the opposite of the scale in the dump
 * @param unlimited whether it is kept as a decimal of unlimited size
 * @param kept the kept text, empty if there is none
 */
record GoQuantity(BigDecimal amount, boolean unlimited, Format format, String kept) {
    private static final Pattern FORM =
            Pattern.compile("([+-]?)0*([0-9]*)(?:\\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)");
    private static final String BINARY = "KMGTPE";
    private static final Map<String, Integer> DECIMAL =
            Map.of(
                    "n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E",
                    18);
    private static final Map<Integer, String> UNITS =
            DECIMAL.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    /** Decimal digits that 64 bits always hold, and those left beside a binary unit. */
    private static final int DIGITS = 18;

    private static final int BINARY_DIGITS = 14;
    private static final int PLACES = 9;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    enum Format {
        DECIMAL_SI("DecimalSI"),
        BINARY_SI("BinarySI"),
        DECIMAL_EXPONENT("DecimalExponent");

        private final String text;

        Format(String text) {
            this.text = text;
        }
    }

    /** The quantity of a template; an absent one is 0. */
    static GoQuantity of(JsonNode node) {
        return parse(parse(node.asString("0").strip()).text());
    }

    /**
     * Reads a quantity.
     *
     * @throws IllegalArgumentException if it is not one; the API server admits none of those
     */
    static GoQuantity parse(String text) {
        if (text.equals("0")) {
            return new GoQuantity(BigDecimal.ZERO, false, Format.DECIMAL_SI, text);
        }
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            throw unreadable(text);
        }
        boolean negative = form.group(1).equals("-");
        String whole = form.group(2).isEmpty() ? "0" : form.group(2);
        String places = Objects.requireNonNullElse(form.group(3), "");
        String unit = form.group(4);
        Format format = format(unit, text);
        int exponent = exponent(unit, format);
        if (exact(whole, places, format, exponent)) {
            String digits = whole + places;
            long number = Long.parseLong(digits);
            int scale = (format == Format.BINARY_SI ? 0 : exponent) - places.length();
            BigInteger value = BigInteger.valueOf(number);
            if (format == Format.BINARY_SI) {
                value = value.shiftLeft(exponent);
            }
            if (scale >= -PLACES && value.bitLength() < Long.SIZE) {
                boolean canonical =
                        format == Format.BINARY_SI
                                ? (number & 7) != 0
                                : scale % 3 == 0
                                        && !digits.endsWith("000")
                                        && digits.charAt(0) != '0';
                BigDecimal amount = new BigDecimal(negative ? value.negate() : value, -scale);
                return new GoQuantity(amount, false, format, canonical ? text : "");
            }
        }
        BigDecimal size = new BigDecimal(whole + "." + places + "0");
        return unlimited(size, negative, format, exponent);
    }

    /** Whether a number has few enough digits for 64 bits, as Kubernetes estimates it. */
    private static boolean exact(String whole, String places, Format format, int exponent) {
        if (format != Format.BINARY_SI) {
            return whole.length() + places.length() <= DIGITS;
        }
        return places.isEmpty() && whole.length() + exponent * 3 / 10 <= BINARY_DIGITS;
    }

    private static GoQuantity unlimited(
            BigDecimal number, boolean negative, Format given, int exponent) {
        Format format = given;
        BigDecimal size =
                format == Format.BINARY_SI
                        ? number.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(exponent)))
                        : number.scaleByPowerOfTen(exponent);
        if (size.signum() != 0) {
            size = size.setScale(PLACES, RoundingMode.UP);
        }
        if (format == Format.BINARY_SI && size.compareTo(LARGEST) > 0) {
            size = LARGEST;
        }
        if (format == Format.BINARY_SI && size.signum() > 0 && size.compareTo(BigDecimal.ONE) < 0) {
            format = Format.DECIMAL_SI;
        }
        return new GoQuantity(negative ? size.negate() : size, true, format, "");
    }

    private static Format format(String unit, String text) {
        if (DECIMAL.containsKey(unit)) {
            return Format.DECIMAL_SI;
        }
        if (unit.length() == 2 && unit.endsWith("i") && BINARY.indexOf(unit.charAt(0)) >= 0) {
            return Format.BINARY_SI;
        }
        if (unit.matches("[eE][-+]?[0-9]{1,9}")) {
            return Format.DECIMAL_EXPONENT;
        }
        throw unreadable(text);
    }

    private static int exponent(String unit, Format format) {
        return switch (format) {
            case DECIMAL_SI -> DECIMAL.get(unit);
            case BINARY_SI -> 10 * (1 + BINARY.indexOf(unit.charAt(0)));
            case DECIMAL_EXPONENT -> Integer.parseInt(unit.substring(1));
        };
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "\""
                        + text
                        + "\" is not a quantity: write a number and a unit, such as 100m or 64Mi");
    }

    /** What is stored of it. */
    String text() {
        if (!kept.isEmpty()) {
            return kept;
        }
        if (amount.signum() == 0) {
            return "0";
        }
        boolean small = amount.abs().compareTo(KIBI) < 0;
        boolean broken = amount.stripTrailingZeros().scale() > 0;
        return format == Format.BINARY_SI && !small && !broken ? binary() : decimal();
    }

    private String binary() {
        BigInteger number = amount.toBigIntegerExact();
        int power = 0;
        while (number.getLowestSetBit() >= 10) {
            number = number.shiftRight(10);
            power++;
        }
        return number + (power == 0 ? "" : BINARY.charAt(power - 1) + "i");
    }

    private String decimal() {
        BigDecimal shortest = amount.stripTrailingZeros();
        int exponent = -shortest.scale();
        int down = Math.floorMod(exponent, 3);
        BigInteger number = shortest.unscaledValue().multiply(BigInteger.TEN.pow(down));
        exponent -= down;
        if (format == Format.DECIMAL_EXPONENT) {
            return number + (exponent == 0 ? "" : "e" + exponent);
        }
        return number + UNITS.getOrDefault(exponent, "");
    }

    void dump(StringBuilder out) {
        out.append("{i:(resource.int64Amount){value:(int64)")
                .append(unlimited ? BigInteger.ZERO : amount.unscaledValue())
                .append(" scale:(resource.Scale)")
                .append(unlimited ? 0 : -amount.scale())
                .append("} d:(resource.infDecAmount){Dec:(*inf.Dec)");
        if (unlimited) {
            out.append("{unscaled:(big.Int){neg:(bool)").append(amount.signum() < 0);
            out.append(" abs:(big.nat)");
            words(out);
            out.append("} scale:(inf.Scale)").append(amount.scale()).append('}');
        } else {
            out.append("<nil>");
        }
        out.append("} s:(string)").append(kept);
        out.append(" Format:(resource.Format)").append(format.text).append('}');
    }

    /** Words of 64 bits, the lowest first. */
    private void words(StringBuilder out) {
        char separator = '[';
        BigInteger rest = amount.unscaledValue().abs();
        while (rest.signum() != 0) {
            out.append(separator).append(Long.toUnsignedString(rest.longValue()));
            rest = rest.shiftRight(Long.SIZE);
            separator = ' ';
        }
        out.append(']');
    }
}
