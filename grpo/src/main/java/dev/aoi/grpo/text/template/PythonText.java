package dev.aoi.grpo.text.template;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** {@code str()} and {@code repr()} of values, as Python writes them. */
final class PythonText {

    private PythonText() {}

    static String str(Object value) {
        return switch (value) {
            case String text -> text;
            case Safe safe -> safe.text();
            case Undefined _ -> "";
            default -> repr(value);
        };
    }

    static String repr(Object value) {
        StringBuilder text = new StringBuilder();
        repr(value, text);
        return text.toString();
    }

    static String typeName(Object value) {
        return switch (value) {
            case String _, Safe _ -> "str";
            case Boolean _ -> "bool";
            case Long _ -> "int";
            case Double _ -> "float";
            case None _ -> "NoneType";
            case IntRange _ -> "range";
            case List<?> _ -> "list";
            case Tuple _ -> "tuple";
            case Map<?, ?> _ -> "dict";
            case DictView view -> view.kind();
            case Generator _ -> "generator";
            case Namespace _ -> "Namespace";
            case Undefined _ -> "Undefined";
            default -> "function";
        };
    }

    private static void repr(Object value, StringBuilder out) {
        // A list may hold another twice, and so on: far more text than lists.
        TextLimit.check(out.length());
        switch (value) {
            case String text -> quote(text, out);
            case Boolean flag -> out.append(flag ? "True" : "False");
            case Long number -> out.append(number.longValue());
            case Double number -> out.append(Floats.repr(number));
            case None _ -> out.append("None");
            case Undefined _ -> out.append("Undefined");
            case IntRange range -> out.append(range.text());
            case List<?> list -> items("[", list, "]", out);
            case Tuple tuple ->
                    items("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")", out);
            case Map<?, ?> map -> dict(map, out);
            case DictView view -> items(view.kind() + "([", view.items(), "])", out);
            default ->
                    throw new TemplateException(
                            "a value of type " + typeName(value) + " has no text of its own");
        }
    }

    private static void items(String open, List<?> items, String close, StringBuilder out) {
        out.append(open);
        Iterator<?> iterator = items.iterator();
        while (iterator.hasNext()) {
            repr(iterator.next(), out);
            if (iterator.hasNext()) {
                out.append(", ");
            }
        }
        out.append(close);
    }

    private static void dict(Map<?, ?> map, StringBuilder out) {
        out.append('{');
        String between = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(between);
            repr(entry.getKey(), out);
            out.append(": ");
            repr(entry.getValue(), out);
            between = ", ";
        }
        out.append('}');
    }

    private static void quote(String text, StringBuilder out) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(c -> character(c, quote, out));
        out.append(quote);
    }

    private static void character(int c, char quote, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (printable(c)) {
                    out.appendCodePoint(c);
                } else {
                    String form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
                    out.append(String.format(form, c));
                }
            }
        }
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
