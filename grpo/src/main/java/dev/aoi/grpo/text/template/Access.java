package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attributes and items. As in Jinja {@code a.b} asks for Python's method first and the key second,
 * {@code a['b']} the other way round; what is missing is undefined. Methods that change a value are
 * refused when used, methods of Python that are not supported at once.
 */
final class Access {

    private static final Set<String> CHANGING =
            Set.of(
                    "append",
                    "clear",
                    "extend",
                    "insert",
                    "pop",
                    "popitem",
                    "remove",
                    "reverse",
                    "setdefault",
                    "sort",
                    "update");

    private Access() {}

    static Object attribute(Object target, String name) {
        if (target instanceof Undefined undefined) {
            throw undefined.error();
        }
        Object method = method(target, name);
        if (method != null) {
            return method;
        }
        if (target instanceof Map<?, ?> map) {
            Object value = map.get(name);
            if (value != null) {
                return value;
            }
        }
        return missing(target, "attribute '" + name + "'");
    }

    static Object item(Object target, Object index) {
        Object value =
                switch (target) {
                    case Undefined undefined -> throw undefined.error();
                    case Map<?, ?> map -> Comparisons.lookup(map, index);
                    case String _, Safe _, List<?> _, Tuple _ -> element(target, index);
                    default -> null;
                };
        if (value == null && Values.isString(index)) {
            value = method(target, PythonText.str(index));
        }
        return value == null ? missing(target, "element " + PythonText.str(index)) : value;
    }

    private static @Nullable Object element(Object target, Object index) {
        if (!(index instanceof Long) && !(index instanceof Boolean)) {
            return null;
        }
        List<Object> items = Values.items(target);
        long at = Numbers.index(index);
        long position = at < 0 ? at + items.size() : at;
        return position < 0 || position >= items.size() ? null : items.get((int) position);
    }

    private static @Nullable Object method(Object target, String name) {
        return switch (target) {
            case String text -> StringMethods.find(text, name);
            case Safe safe -> SafeMethods.find(safe, name);
            case Map<?, ?> map ->
                    CHANGING.contains(name) ? changing(target, name) : DictMethods.find(map, name);
            case List<?> list ->
                    CHANGING.contains(name) ? changing(target, name) : ListMethods.find(list, name);
            case Tuple tuple -> ListMethods.find(tuple.items(), name);
            case Namespace namespace -> namespace.get(name);
            case LoopState loop -> loop.attribute(name);
            default -> null;
        };
    }

    private static Object changing(Object target, String name) {
        return new Undefined(
                "access to attribute '"
                        + name
                        + "' of '"
                        + PythonText.typeName(target)
                        + "' object is unsafe: values cannot be changed");
    }

    private static Object missing(Object target, String what) {
        return new Undefined("'" + PythonText.typeName(target) + " object' has no " + what);
    }

    /** A value as key of a dict. */
    static Object key(Object value) {
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            throw new TemplateException(
                    "a " + PythonText.typeName(value) + " cannot be the key of a dict");
        }
        return value instanceof Safe safe ? safe.text() : value;
    }
}
