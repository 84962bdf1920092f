package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Arguments.Bound;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filters that order items, or choose by order. Without {@code case_sensitive} case is ignored. */
final class OrderFilters {

    private OrderFilters() {}

    static void register(Map<String, Filters.Function> filters) {
        filters.put("sort", OrderFilters::sort);
        filters.put("dictsort", OrderFilters::dictsort);
        filters.put("reverse", OrderFilters::reverse);
        filters.put("unique", OrderFilters::unique);
        filters.put("min", (v, a) -> extreme(v, a.bind("min", "case_sensitive", "attribute"), 1));
        filters.put("max", (v, a) -> extreme(v, a.bind("max", "case_sensitive", "attribute"), -1));
        filters.put("groupby", OrderFilters::groupby);
    }

    private static Object key(Object item, Bound bound) {
        Object value = item;
        if (bound.get("attribute", None.NONE) != None.NONE) {
            Object attribute = bound.need("attribute");
            if (attribute instanceof String path && path.contains(",")) {
                throw new TemplateException("ordering by several attributes is not supported");
            }
            value = Paths.get(item, attribute);
            if (value instanceof Undefined && bound.has("default")) {
                value = bound.need("default");
            }
        }
        return folded(value, bound.flag("case_sensitive", false));
    }

    private static Object folded(Object value, boolean caseSensitive) {
        return Values.isString(value) && !caseSensitive
                ? PythonText.str(value).toLowerCase(Locale.ROOT)
                : value;
    }

    private static Object sort(Object value, Arguments arguments) {
        Bound bound = arguments.bind("sort", "reverse", "case_sensitive", "attribute");
        List<Object> items = new ArrayList<>(Values.items(value));
        Comparator<Object> order = by(bound);
        items.sort(bound.flag("reverse", false) ? order.reversed() : order);
        return items;
    }

    private static Comparator<Object> by(Bound bound) {
        return (a, b) -> Comparisons.order(key(a, bound), key(b, bound), "<");
    }

    private static Object dictsort(Object value, Arguments arguments) {
        Bound bound = arguments.bind("dictsort", "case_sensitive", "by", "reverse");
        if (!(value instanceof Map<?, ?> map)) {
            throw new TemplateException("dictsort needs a dict, not " + PythonText.typeName(value));
        }
        String by = bound.has("by") ? bound.text("by") : "key";
        if (!by.equals("key") && !by.equals("value")) {
            throw new TemplateException(
                    "dictsort knows the orders key and value, not '" + by + "'");
        }
        boolean sensitive = bound.flag("case_sensitive", false);
        Comparator<Object> order =
                (a, b) -> Comparisons.order(pick(a, by, sensitive), pick(b, by, sensitive), "<");
        List<Object> pairs = DictMethods.pairs(map);
        pairs.sort(bound.flag("reverse", false) ? order.reversed() : order);
        return pairs;
    }

    private static Object pick(Object pair, String by, boolean sensitive) {
        return folded(((Tuple) pair).items().get(by.equals("key") ? 0 : 1), sensitive);
    }

    private static Object reverse(Object value, Arguments arguments) {
        arguments.bind("reverse");
        if (Values.isString(value)) {
            return new StringBuilder(PythonText.str(value)).reverse().toString();
        }
        List<Object> items = new ArrayList<>(Values.items(value));
        Collections.reverse(items);
        return value instanceof Generator ? items : new Generator(items);
    }

    private static Object unique(Object value, Arguments arguments) {
        Bound bound = arguments.bind("unique", "case_sensitive", "attribute");
        List<Object> seen = new ArrayList<>();
        List<Object> result = new ArrayList<>();
        for (Object item : Values.items(value)) {
            Object key = key(item, bound);
            if (seen.stream().noneMatch(other -> Comparisons.equal(other, key))) {
                seen.add(key);
                result.add(item);
            }
        }
        return new Generator(result);
    }

    private static Object extreme(Object value, Bound bound, int sign) {
        List<Object> items = Values.items(value);
        if (items.isEmpty()) {
            return new Undefined("No aggregated item, sequence was empty.");
        }
        Object best = items.getFirst();
        for (Object item : items) {
            if (sign * Comparisons.order(key(item, bound), key(best, bound), "<") < 0) {
                best = item;
            }
        }
        return best;
    }

    private static Object groupby(Object value, Arguments arguments) {
        Bound bound = arguments.bind("groupby", "attribute", "default", "case_sensitive");
        bound.need("attribute");
        List<Object> items = new ArrayList<>(Values.items(value));
        items.sort(by(bound));
        List<Object> groups = new ArrayList<>();
        for (int i = 0; i < items.size(); ) {
            Object first = items.get(i);
            List<Object> group = new ArrayList<>();
            while (i < items.size()
                    && Comparisons.equal(key(first, bound), key(items.get(i), bound))) {
                group.add(items.get(i++));
            }
            Object title = Paths.get(first, bound.need("attribute"));
            title = title instanceof Undefined ? bound.get("default", title) : title;
            groups.add(new Tuple(List.of(title, group)));
        }
        return groups;
    }
}
