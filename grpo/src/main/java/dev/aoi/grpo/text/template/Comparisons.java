package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Equality, order and membership as in Python: 1 == 1.0 == True, text by code points. */
final class Comparisons {

    private Comparisons() {}

    static boolean holds(String operator, Object left, Object right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            case "<" -> order(left, right, operator) < 0;
            case "<=" -> order(left, right, operator) <= 0 && comparable(left, right);
            case ">" -> order(left, right, operator) > 0 && comparable(left, right);
            case ">=" -> order(left, right, operator) >= 0 && comparable(left, right);
            default -> throw new IllegalStateException(operator);
        };
    }

    private static boolean comparable(Object left, Object right) {
        return !isNaN(left) && !isNaN(right);
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    static boolean equal(Object left, Object right) {
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return left instanceof Long a && right instanceof Long b
                    ? a.longValue() == b.longValue()
                    : Numbers.toDouble(left) == Numbers.toDouble(right);
        }
        return switch (left) {
            case Undefined _ -> right instanceof Undefined;
            case String text -> Values.isString(right) && text.equals(PythonText.str(right));
            case Safe safe -> Values.isString(right) && safe.text().equals(PythonText.str(right));
            case List<?> list -> right instanceof List<?> other && equalItems(list, other);
            case Tuple tuple ->
                    right instanceof Tuple other && equalItems(tuple.items(), other.items());
            case Map<?, ?> map -> right instanceof Map<?, ?> other && equalMaps(map, other);
            default -> left == right;
        };
    }

    private static boolean equalItems(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object other = lookup(right, entry.getKey());
            if (other == null || !equal(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    /** The value of a key, where 1, 1.0 and True are the same key. */
    static @Nullable Object lookup(Map<?, ?> map, Object key) {
        Object hit = map.get(key);
        if (hit != null || !Numbers.isNumber(key)) {
            return hit;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (equal(entry.getKey(), key)) {
                return entry.getValue();
            }
        }
        return null;
    }

    static boolean contains(Object container, Object item) {
        return switch (container) {
            case String text -> text.contains(needle(item));
            case Safe safe -> safe.text().contains(needle(item));
            case Map<?, ?> map -> lookup(map, item) != null;
            default -> {
                if (!Values.isIterable(container)) {
                    throw new TemplateException(
                            "argument of type '"
                                    + PythonText.typeName(container)
                                    + "' is not iterable");
                }
                yield Values.items(container).stream().anyMatch(other -> equal(other, item));
            }
        };
    }

    private static String needle(Object item) {
        if (!Values.isString(item)) {
            throw new TemplateException(
                    "'in <string>' needs a string as left operand, not "
                            + PythonText.typeName(item));
        }
        return PythonText.str(item);
    }

    /** The order of two values, or an error where Python has none. */
    static int order(Object left, Object right, String operator) {
        if (left instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            double a = Numbers.toDouble(left);
            double b = Numbers.toDouble(right);
            return a < b ? -1 : a == b ? 0 : 1;
        }
        if (Values.isString(left) && Values.isString(right)) {
            return codePoints(PythonText.str(left), PythonText.str(right));
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return items(a, b, operator);
        }
        if (left instanceof Tuple a && right instanceof Tuple b) {
            return items(a.items(), b.items(), operator);
        }
        throw new TemplateException(
                "'"
                        + operator
                        + "' is not supported between "
                        + PythonText.typeName(left)
                        + " and "
                        + PythonText.typeName(right));
    }

    static Comparator<Object> ascending() {
        return (a, b) -> order(a, b, "<");
    }

    private static int items(List<?> left, List<?> right, String operator) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return order(left.get(i), right.get(i), operator);
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int codePoints(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
                int order = Character.compare(a, b);
                return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : order;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
