package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Python's methods of lists and tuples that leave them as they are. */
final class ListMethods {

    private ListMethods() {}

    static @Nullable Callable find(List<?> list, String name) {
        return switch (name) {
            case "index" -> arguments -> index(list, arguments.bind(name, "value").need("value"));
            case "count" ->
                    arguments -> {
                        Object value = arguments.bind(name, "value").need("value");
                        return list.stream().filter(o -> Comparisons.equal(o, value)).count();
                    };
            case "copy" ->
                    arguments -> {
                        arguments.bind(name);
                        return new ArrayList<Object>(list);
                    };
            default -> null;
        };
    }

    private static Object index(List<?> list, Object value) {
        for (int i = 0; i < list.size(); i++) {
            if (Comparisons.equal(list.get(i), value)) {
                return (long) i;
            }
        }
        throw new TemplateException(PythonText.repr(value) + " is not in list");
    }
}
