package dev.aoi.grpo.text.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code map}, and the filters that choose items by a test. */
final class SelectFilters {

    private SelectFilters() {}

    static void register(Map<String, Filters.Function> filters) {
        filters.put("map", SelectFilters::map);
        filters.put("select", (v, a) -> select(v, a, false, true));
        filters.put("reject", (v, a) -> select(v, a, false, false));
        filters.put("selectattr", (v, a) -> select(v, a, true, true));
        filters.put("rejectattr", (v, a) -> select(v, a, true, false));
    }

    private static Object map(Object value, Arguments arguments) {
        List<Object> result = new ArrayList<>();
        if (arguments.positional().isEmpty()) {
            if (!Set.of("attribute", "default").containsAll(arguments.named().keySet())
                    || !arguments.named().containsKey("attribute")) {
                throw new TemplateException("map() needs a filter's name or attribute=");
            }
            Object path = arguments.named().get("attribute");
            Object fallback = arguments.named().getOrDefault("default", None.NONE);
            for (Object item : Values.items(value)) {
                Object found = Paths.get(item, path);
                result.add(found instanceof Undefined && fallback != None.NONE ? fallback : found);
            }
            return new Generator(result);
        }
        String name = PythonText.str(arguments.positional().getFirst());
        for (Object item : Values.items(value)) {
            result.add(Filters.apply(name, item, arguments.without(1)));
        }
        return new Generator(result);
    }

    private static Object select(
            Object value, Arguments arguments, boolean byAttribute, boolean keep) {
        Arguments rest = arguments;
        Object path = "";
        if (byAttribute) {
            if (arguments.positional().isEmpty()) {
                throw new TemplateException("selectattr() needs the name of an attribute");
            }
            path = arguments.positional().getFirst();
            rest = arguments.without(1);
        }
        List<Object> result = new ArrayList<>();
        for (Object item : Values.items(value)) {
            Object tested = byAttribute ? Paths.get(item, path) : item;
            boolean holds =
                    rest.positional().isEmpty()
                            ? Values.truth(tested)
                            : Tests.test(
                                    PythonText.str(rest.positional().getFirst()),
                                    tested,
                                    rest.without(1));
            if (holds == keep) {
                result.add(item);
            }
        }
        return new Generator(result);
    }
}
