package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** {@code value[start:stop:step]} with Python's rules for missing and negative bounds. */
final class Slices {

    private Slices() {}

    static Object of(Object value, @Nullable Long start, @Nullable Long stop, @Nullable Long step) {
        return switch (value) {
            case String text ->
                    String.join(
                            "",
                            cut(Values.items(text), start, stop, step).stream()
                                    .map(String.class::cast)
                                    .toList());
            case Safe safe -> new Safe((String) of(safe.text(), start, stop, step));
            case List<?> list -> cut(list, start, stop, step);
            case Tuple tuple -> new Tuple(cut(tuple.items(), start, stop, step));
            case Undefined undefined -> throw undefined.error();
            default ->
                    throw new TemplateException(
                            "a value of type " + PythonText.typeName(value) + " cannot be sliced");
        };
    }

    private static List<Object> cut(
            List<?> items, @Nullable Long start, @Nullable Long stop, @Nullable Long step) {
        // No step is longer than the whole; so none leads beyond 64 bits either.
        long by = step == null ? 1 : Math.clamp(step, -1L - items.size(), 1L + items.size());
        if (by == 0) {
            throw new TemplateException("the step of a slice cannot be 0");
        }
        long size = items.size();
        long lowest = by > 0 ? 0 : -1;
        long highest = by > 0 ? size : size - 1;
        long from = bound(start, by > 0 ? lowest : highest, size, lowest, highest);
        long to = bound(stop, by > 0 ? highest : lowest, size, lowest, highest);
        List<Object> result = new ArrayList<>();
        for (long i = from; by > 0 ? i < to : i > to; i += by) {
            result.add(items.get((int) i));
        }
        return result;
    }

    private static long bound(
            @Nullable Long bound, long missing, long size, long lowest, long highest) {
        if (bound == null) {
            return missing;
        }
        return Math.clamp(bound < 0 ? bound + size : bound, lowest, highest);
    }
}
