package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Arguments.Bound;

import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/** Filters that give numbers. */
final class NumberFilters {

    private NumberFilters() {}

    static void register(Map<String, Filters.Function> filters) {
        filters.put("int", NumberFilters::toInt);
        filters.put("float", NumberFilters::toFloat);
        filters.put("abs", NumberFilters::abs);
        filters.put("round", NumberFilters::round);
        filters.put("sum", NumberFilters::sum);
    }

    private static Object toInt(Object value, Arguments arguments) {
        Bound bound = arguments.bind("int", "default", "base");
        Object fallback = bound.get("default", 0L);
        return switch (value) {
            case Boolean flag -> flag ? 1L : 0L;
            case Long number -> number;
            case Double number -> Double.isFinite(number) ? (Object) number.longValue() : fallback;
            case String text -> parse(text.strip(), (int) bound.integer("base", 10), fallback);
            default -> fallback;
        };
    }

    private static Object parse(String text, int base, Object fallback) {
        String digits = text.replaceAll("(?<=\\w)_(?=\\w)", "");
        try {
            String prefix = digits.replaceFirst("^[+-]", "").toLowerCase(Locale.ROOT);
            boolean prefixed =
                    base == 16 && prefix.startsWith("0x")
                            || base == 8 && prefix.startsWith("0o")
                            || base == 2 && prefix.startsWith("0b");
            return Long.parseLong(prefixed ? digits.replaceFirst("0[xXoObB]", "") : digits, base);
        } catch (NumberFormatException notInteger) {
            Object number = decimal(text);
            return number instanceof Double d && Double.isFinite(d)
                    ? (Object) d.longValue()
                    : fallback;
        }
    }

    private static Object toFloat(Object value, Arguments arguments) {
        Object fallback = arguments.bind("float", "default").get("default", 0.0);
        Object number = value instanceof String text ? decimal(text) : value;
        return Numbers.isNumber(number) ? Numbers.toDouble(number) : fallback;
    }

    /** A decimal number, or None: Java reads more forms than Python, such as 1f. */
    private static Object decimal(String text) {
        String stripped = text.strip();
        return stripped.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")
                ? Double.valueOf(stripped)
                : None.NONE;
    }

    private static Object abs(Object value, Arguments arguments) {
        arguments.bind("abs");
        if (value instanceof Double number) {
            return Math.abs(number);
        }
        return Math.abs(Numbers.index(value));
    }

    private static Object round(Object value, Arguments arguments) {
        Bound bound = arguments.bind("round", "precision", "method");
        long places = bound.integer("precision", 0);
        String method = bound.has("method") ? bound.text("method") : "common";
        if (method.equals("common") && !(value instanceof Double) && places >= 0) {
            return Numbers.index(value);
        }
        RoundingMode mode =
                switch (method) {
                    case "common" -> RoundingMode.HALF_EVEN;
                    case "ceil" -> RoundingMode.CEILING;
                    case "floor" -> RoundingMode.FLOOR;
                    default ->
                            throw new TemplateException(
                                    "round() knows common, ceil and floor, not '" + method + "'");
                };
        return Rounding.round(Numbers.toDouble(value), places, mode);
    }

    private static Object sum(Object value, Arguments arguments) {
        Bound bound = arguments.bind("sum", "attribute", "start");
        Object total = bound.get("start", 0L);
        for (Object item : Values.items(value)) {
            Object part = bound.has("attribute") ? Paths.get(item, bound.need("attribute")) : item;
            total = Operators.apply("+", total, part);
        }
        return total;
    }
}
