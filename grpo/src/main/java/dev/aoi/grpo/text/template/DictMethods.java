package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Python's methods of dicts that leave the dict as it is. */
final class DictMethods {

    private DictMethods() {}

    static @Nullable Callable find(Map<?, ?> map, String name) {
        return switch (name) {
            case "get" -> arguments -> get(map, arguments);
            case "items" ->
                    arguments -> {
                        arguments.bind(name);
                        return new DictView("dict_items", pairs(map));
                    };
            case "keys" ->
                    arguments -> {
                        arguments.bind(name);
                        return new DictView("dict_keys", new ArrayList<>(map.keySet()));
                    };
            case "values" ->
                    arguments -> {
                        arguments.bind(name);
                        return new DictView("dict_values", new ArrayList<>(map.values()));
                    };
            case "copy" ->
                    arguments -> {
                        arguments.bind(name);
                        return new LinkedHashMap<Object, Object>(map);
                    };
            default -> null;
        };
    }

    static List<Object> pairs(Map<?, ?> map) {
        List<Object> pairs = new ArrayList<>();
        map.forEach((key, value) -> pairs.add(new Tuple(List.of(key, value))));
        return pairs;
    }

    private static Object get(Map<?, ?> map, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("get", "key", "default");
        Object value = Comparisons.lookup(map, bound.need("key"));
        return value == null ? bound.get("default", None.NONE) : value;
    }
}
