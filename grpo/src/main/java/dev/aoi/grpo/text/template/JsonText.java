package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Arguments.Bound;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The {@code tojson} filter: Python's {@code json.dumps}, with transformers' defaults. */
final class JsonText {

    private final boolean ascii;
    private final @Nullable String indent;
    private final String itemSeparator;
    private final String keySeparator;
    private final boolean sortKeys;
    private final StringBuilder out = new StringBuilder();

    private JsonText(Bound options) {
        this.ascii = options.flag("ensure_ascii", false);
        Object width = options.get("indent", None.NONE);
        this.indent =
                width == None.NONE
                        ? null
                        : width instanceof String text
                                ? text
                                : " ".repeat(Math.clamp(Numbers.index(width), 0, 1000));
        Object separators = options.get("separators", None.NONE);
        List<Object> pair =
                separators == None.NONE
                        ? List.of(indent == null ? ", " : ",", ": ")
                        : Values.items(separators);
        if (pair.size() != 2) {
            throw new TemplateException("tojson() needs two separators, not " + pair.size());
        }
        this.itemSeparator = PythonText.str(pair.get(0));
        this.keySeparator = PythonText.str(pair.get(1));
        this.sortKeys = options.flag("sort_keys", false);
    }

    static String of(Object value, Arguments arguments) {
        JsonText json =
                new JsonText(
                        arguments.bind(
                                "tojson", "ensure_ascii", "indent", "separators", "sort_keys"));
        json.write(value, 0);
        return json.out.toString();
    }

    private void write(Object value, int depth) {
        // A list may hold another twice, and so on: far more text than lists.
        TextLimit.check(out.length());
        switch (value) {
            case String text -> quote(text);
            case Safe safe -> quote(safe.text());
            case IntRange _ -> throw notJson(value);
            case List<?> list -> array(list, depth);
            case Tuple tuple -> array(tuple.items(), depth);
            case Map<?, ?> map -> object(map, depth);
            default -> out.append(scalar(value));
        }
    }

    private static String scalar(Object value) {
        return switch (value) {
            case None _ -> "null";
            case Boolean flag -> flag ? "true" : "false";
            case Long number -> number.toString();
            case Double number -> {
                if (number.isNaN()) {
                    yield "NaN";
                }
                yield number.isInfinite()
                        ? (number > 0 ? "Infinity" : "-Infinity")
                        : Floats.repr(number);
            }
            default -> throw notJson(value);
        };
    }

    private static TemplateException notJson(Object value) {
        return new TemplateException(
                "a value of type "
                        + PythonText.typeName(value)
                        + " cannot be written as JSON"
                        + (value instanceof Undefined undefined ? ": " + undefined.why() : ""));
    }

    private void array(List<?> items, int depth) {
        out.append('[');
        String before = "";
        for (Object item : items) {
            out.append(before);
            line(depth + 1);
            write(item, depth + 1);
            before = itemSeparator;
        }
        end(items.isEmpty(), depth, ']');
    }

    private void object(Map<?, ?> map, int depth) {
        out.append('{');
        String before = "";
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (sortKeys) {
            Comparator<Object> ascending = Comparisons.ascending();
            entries.sort((a, b) -> ascending.compare(a.getKey(), b.getKey()));
        }
        for (Map.Entry<?, ?> entry : entries) {
            out.append(before);
            line(depth + 1);
            Object key = entry.getKey();
            quote(Values.isString(key) ? PythonText.str(key) : scalar(key));
            out.append(keySeparator);
            write(entry.getValue(), depth + 1);
            before = itemSeparator;
        }
        end(map.isEmpty(), depth, '}');
    }

    private void end(boolean empty, int depth, char close) {
        if (!empty) {
            line(depth);
        }
        out.append(close);
    }

    private void line(int depth) {
        if (indent != null) {
            TextLimit.check(out.length() + (long) indent.length() * depth);
            out.append('\n').repeat(indent, depth);
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> {
                    if (c < 0x20 || (ascii && c > 0x7E)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
