package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a value is to a template: its truth, its items, its length. */
final class Values {

    private Values() {}

    /**
     * A value from outside as the template sees it: null is None, numbers are 64-bit integers or
     * floats, lists and maps are copied.
     */
    static Object from(@Nullable Object value) {
        return switch (value) {
            case null -> None.NONE;
            case String _, Boolean _, Long _, Double _, None _ -> value;
            case Integer _, Short _, Byte _ -> ((Number) value).longValue();
            case Float number -> number.doubleValue();
            case BigDecimal number -> number.doubleValue();
            case BigInteger number -> integer(number);
            case JsonNode node -> fromJson(node);
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                list.forEach(item -> items.add(from(item)));
                yield items;
            }
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(from(key), from(item)));
                yield copy;
            }
            default ->
                    throw new TemplateException(
                            "a template cannot be given a value of "
                                    + value.getClass().getName()
                                    + ": use text, numbers, booleans, lists and maps");
        };
    }

    private static Object fromJson(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                node.properties().forEach(e -> map.put(e.getKey(), fromJson(e.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                node.forEach(item -> items.add(fromJson(item)));
                yield items;
            }
            case STRING -> node.asString();
            case BOOLEAN -> node.asBoolean();
            case NUMBER ->
                    node.isIntegralNumber() ? integer(node.bigIntegerValue()) : node.doubleValue();
            default -> None.NONE;
        };
    }

    private static Object integer(BigInteger number) {
        if (number.bitLength() > 63) {
            throw new TemplateException("the number " + number + " needs more than 64 bits");
        }
        return number.longValue();
    }

    static boolean truth(Object value) {
        return switch (value) {
            case Boolean flag -> flag;
            case Undefined _, None _ -> false;
            case String text -> !text.isEmpty();
            case Safe safe -> !safe.text().isEmpty();
            case Long number -> number != 0;
            case Double number -> number != 0;
            case List<?> list -> !list.isEmpty();
            case Tuple tuple -> !tuple.items().isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case DictView view -> !view.items().isEmpty();
            default -> true;
        };
    }

    static boolean isIterable(Object value) {
        return switch (value) {
            case String _,
                    Safe _,
                    Undefined _,
                    List<?> _,
                    Tuple _,
                    Map<?, ?> _,
                    DictView _,
                    Generator _ ->
                    true;
            default -> false;
        };
    }

    /** The items that a loop over the value gives; of a generator these are then gone. */
    @SuppressWarnings("unchecked")
    static List<Object> items(Object value) {
        return switch (value) {
            case Undefined _ -> List.of();
            case String text -> characters(text);
            case Safe safe -> characters(safe.text());
            case List<?> list -> (List<Object>) list;
            case Tuple tuple -> tuple.items();
            case Map<?, ?> map -> new ArrayList<>(map.keySet());
            case DictView view -> view.items();
            case Generator generator -> generator.take();
            default ->
                    throw new TemplateException(
                            "'" + PythonText.typeName(value) + "' object is not iterable");
        };
    }

    static long length(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case Safe safe -> length(safe.text());
            case Undefined _, List<?> _, Tuple _, Map<?, ?> _, DictView _ -> items(value).size();
            default ->
                    throw new TemplateException(
                            "object of type '" + PythonText.typeName(value) + "' has no length");
        };
    }

    static boolean isString(Object value) {
        return value instanceof String || value instanceof Safe;
    }

    private static List<Object> characters(String text) {
        List<Object> characters = new ArrayList<>();
        text.codePoints().forEach(c -> characters.add(Character.toString(c)));
        return characters;
    }
}
