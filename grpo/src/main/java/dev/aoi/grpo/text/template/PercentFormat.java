package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code "%s of %d" % (a, b)}: the conversions s, r, d, i, x and f. */
final class PercentFormat {

    private static final Pattern SPEC =
            Pattern.compile("%(?:\\((\\w+)\\))?([-0+ #]*)(\\d{0,5})(?:\\.(\\d{1,5}))?([a-zA-Z%]?)");

    private PercentFormat() {}

    static String format(String format, Object values) {
        List<Object> list = values instanceof Tuple tuple ? tuple.items() : List.of(values);
        Iterator<Object> next = list.iterator();
        Matcher matcher = SPEC.matcher(format);
        StringBuilder text = new StringBuilder();
        boolean named = false;
        while (matcher.find()) {
            if (matcher.group(5).equals("%")) {
                matcher.appendReplacement(text, "%");
                continue;
            }
            Object value;
            if (matcher.group(1) != null) {
                named = true;
                value = Access.item(values, matcher.group(1));
            } else if (next.hasNext()) {
                value = next.next();
            } else {
                throw new TemplateException("not enough arguments for the format '" + format + "'");
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(convert(matcher, value)));
        }
        if (next.hasNext() && !named && !(values instanceof Map<?, ?>)) {
            throw new TemplateException("too many arguments for the format '" + format + "'");
        }
        return matcher.appendTail(text).toString();
    }

    private static String convert(Matcher spec, Object value) {
        String flags = spec.group(2);
        String precision = spec.group(4);
        String body =
                switch (spec.group(5)) {
                    case "s" -> cut(PythonText.str(value), precision);
                    case "r" -> cut(PythonText.repr(value), precision);
                    case "d", "i" -> Long.toString((long) Numbers.toDouble(value));
                    case "x" -> Long.toHexString(Numbers.index(value));
                    case "f" ->
                            Rounding.fixed(
                                    Numbers.toDouble(value),
                                    precision == null ? 6 : Integer.parseInt(precision));
                    default ->
                            throw new TemplateException(
                                    "the format '" + spec.group() + "' is not supported");
                };
        boolean text = spec.group(5).equals("s") || spec.group(5).equals("r");
        String signed = !text && flags.contains("+") && !body.startsWith("-") ? "+" + body : body;
        int width = spec.group(3).isEmpty() ? 0 : Integer.parseInt(spec.group(3));
        int missing = width - (int) Values.length(signed);
        if (missing <= 0) {
            return signed;
        }
        if (flags.contains("-")) {
            return signed + " ".repeat(missing);
        }
        if (flags.contains("0") && !text) {
            int sign = signed.startsWith("-") || signed.startsWith("+") ? 1 : 0;
            return signed.substring(0, sign) + "0".repeat(missing) + signed.substring(sign);
        }
        return " ".repeat(missing) + signed;
    }

    private static String cut(String text, @Nullable String precision) {
        int most = precision == null ? Integer.MAX_VALUE : Integer.parseInt(precision);
        return most >= Values.length(text)
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
