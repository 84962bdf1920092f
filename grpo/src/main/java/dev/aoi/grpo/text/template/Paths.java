package dev.aoi.grpo.text.template;

/** The {@code attribute} of filters: a name, a number, or several joined by dots. */
final class Paths {

    private Paths() {}

    static Object get(Object item, Object path) {
        if (path instanceof Long) {
            return Access.item(item, path);
        }
        Object value = item;
        for (String part : PythonText.str(path).split("\\.", -1)) {
            boolean number = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
            value = Access.item(value, number ? (Object) Long.valueOf(part) : part);
        }
        return value;
    }
}
