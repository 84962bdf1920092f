package dev.aoi.grpo.text.template;

import java.util.ArrayList;
import java.util.List;

/** {@code + - * / // % **} between values of any type. */
final class Operators {

    private static final long MAX_LENGTH = TextLimit.MOST;

    private Operators() {}

    static Object apply(String operator, Object left, Object right) {
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Numbers.apply(operator, left, right);
        }
        if (left instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (operator.equals("%") && Values.isString(left)) {
            return PercentFormat.format(PythonText.str(left), right);
        }
        if (right instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (operator.equals("+")) {
            return add(left, right);
        }
        if (operator.equals("*") && right instanceof Long times) {
            return repeat(left, times);
        }
        if (operator.equals("*") && left instanceof Long times) {
            return repeat(right, times);
        }
        throw unsupported(operator, left, right);
    }

    private static Object add(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return a + b;
        }
        if (Values.isString(left) && Values.isString(right)) {
            return new Safe(Safe.escape(left).text() + Safe.escape(right).text());
        }
        if (left instanceof List<?> a
                && right instanceof List<?> b
                && !(left instanceof IntRange)) {
            return joined(a, b);
        }
        if (left instanceof Tuple a && right instanceof Tuple b) {
            return new Tuple(joined(a.items(), b.items()));
        }
        throw unsupported("+", left, right);
    }

    private static List<Object> joined(List<?> left, List<?> right) {
        if ((long) left.size() + right.size() > MAX_LENGTH) {
            throw new TemplateException("a list would have over " + MAX_LENGTH + " items");
        }
        List<Object> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    private static Object repeat(Object value, long times) {
        int count = (int) Math.clamp(times, 0, MAX_LENGTH);
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        if ((value instanceof String || value instanceof List<?>)
                && Values.length(value) * count > MAX_LENGTH) {
            throw new TemplateException(
                    "a repeated value would have over " + MAX_LENGTH + " items");
        }
        if (value instanceof String text) {
            return text.repeat(count);
        }
        if (value instanceof List<?> list && !(value instanceof IntRange)) {
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.addAll(list);
            }
            return all;
        }
        throw unsupported("*", value, times);
    }

    private static TemplateException unsupported(String operator, Object left, Object right) {
        return new TemplateException(
                "'"
                        + operator
                        + "' is not supported between "
                        + PythonText.typeName(left)
                        + " and "
                        + PythonText.typeName(right));
    }
}
