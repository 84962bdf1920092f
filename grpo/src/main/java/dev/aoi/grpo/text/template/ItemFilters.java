package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Arguments.Bound;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Filters that look at, or pass on, the items of a value. */
final class ItemFilters {

    private static final long MOST_BATCH = 100_000;

    private ItemFilters() {}

    static void register(Map<String, Filters.Function> filters) {
        filters.put("length", ItemFilters::length);
        filters.put("count", ItemFilters::length);
        filters.put("default", ItemFilters::fallback);
        filters.put("d", ItemFilters::fallback);
        filters.put("first", ItemFilters::first);
        filters.put("last", ItemFilters::last);
        filters.put("list", ItemFilters::list);
        filters.put("join", ItemFilters::join);
        filters.put("items", ItemFilters::items);
        filters.put("batch", ItemFilters::batch);
        filters.put("attr", (v, a) -> attribute(v, a.bind("attr", "name").text("name")));
    }

    private static Object attribute(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            Object method = DictMethods.find(map, name);
            return method == null ? new Undefined("dict has no attribute '" + name + "'") : method;
        }
        return Access.attribute(value, name);
    }

    private static Object length(Object value, Arguments arguments) {
        arguments.bind("length");
        return Values.length(value);
    }

    private static Object fallback(Object value, Arguments arguments) {
        Bound bound = arguments.bind("default", "default_value", "boolean");
        boolean replaced =
                value instanceof Undefined
                        || (bound.flag("boolean", false) && !Values.truth(value));
        return replaced ? bound.get("default_value", "") : value;
    }

    private static Object first(Object value, Arguments arguments) {
        arguments.bind("first");
        if (value instanceof Generator generator) {
            return generator.next();
        }
        List<Object> items = Values.items(value);
        return items.isEmpty()
                ? new Undefined("No first item, sequence was empty.")
                : items.getFirst();
    }

    private static Object last(Object value, Arguments arguments) {
        arguments.bind("last");
        if (value instanceof Generator) {
            throw new TemplateException("'generator' object is not reversible");
        }
        List<Object> items = Values.items(value);
        return items.isEmpty()
                ? new Undefined("No last item, sequence was empty.")
                : items.getLast();
    }

    private static Object list(Object value, Arguments arguments) {
        arguments.bind("list");
        return new ArrayList<>(Values.items(value));
    }

    private static Object join(Object value, Arguments arguments) {
        Bound bound = arguments.bind("join", "d", "attribute");
        List<Object> items = Values.items(value);
        Object separator = bound.get("d", "");
        List<String> parts = new ArrayList<>();
        for (Object item : items) {
            Object part = bound.has("attribute") ? Paths.get(item, bound.need("attribute")) : item;
            parts.add(PythonText.str(part));
        }
        return TextLimit.joined(PythonText.str(separator), parts);
    }

    private static Object items(Object value, Arguments arguments) {
        arguments.bind("items");
        return switch (value) {
            case Undefined _ -> new Generator(List.of());
            case Map<?, ?> map -> new Generator(DictMethods.pairs(map));
            default -> throw new TemplateException("Can only get item pairs from a mapping.");
        };
    }

    private static Object batch(Object value, Arguments arguments) {
        Bound bound = arguments.bind("batch", "linecount", "fill_with");
        long size = Numbers.index(bound.need("linecount"));
        if (size < 1) {
            throw new TemplateException("batch() needs a size of at least 1, not " + size);
        }
        if (size > MOST_BATCH) {
            throw new TemplateException("batch() is limited to %d items".formatted(MOST_BATCH));
        }
        List<Object> batches = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        for (Object item : Values.items(value)) {
            if (batch.size() == size) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        Object fill = bound.get("fill_with", None.NONE);
        while (!batch.isEmpty() && fill != None.NONE && batch.size() < size) {
            batch.add(fill);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return new Generator(batches);
    }
}
