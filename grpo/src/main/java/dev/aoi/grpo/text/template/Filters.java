package dev.aoi.grpo.text.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The filters, by name. */
final class Filters {

    /** What one filter does. */
    @FunctionalInterface
    interface Function {

        Object apply(Object value, Arguments arguments);
    }

    private static final Set<String> KEEP_SAFE =
            Set.of("trim", "upper", "lower", "capitalize", "title", "string", "indent");

    private static final Map<String, Function> BY_NAME = byName();

    private Filters() {}

    private static Map<String, Function> byName() {
        Map<String, Function> filters = new HashMap<>();
        TextFilters.register(filters);
        NumberFilters.register(filters);
        ItemFilters.register(filters);
        SelectFilters.register(filters);
        OrderFilters.register(filters);
        return Map.copyOf(filters);
    }

    static void require(String name, int line) {
        if (!BY_NAME.containsKey(name)) {
            throw new TemplateException("the filter '" + name + "' is not supported", line);
        }
    }

    static Object apply(String name, Object value, Arguments arguments) {
        require(name, 0);
        Object result = BY_NAME.get(name).apply(value, arguments);
        return value instanceof Safe && KEEP_SAFE.contains(name)
                ? SafeMethods.marked(result)
                : result;
    }
}
