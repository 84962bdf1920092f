package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Arguments.Bound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Filters that give text. */
final class TextFilters {

    private static final Pattern WORD_START =
            Pattern.compile(
                    "(?<=[-\\s({\\[<])(?![-\\s({\\[<])|(?<![-\\s({\\[<])(?=[-\\s({\\[<])",
                    Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    private TextFilters() {}

    static void register(Map<String, Filters.Function> filters) {
        filters.put(
                "trim",
                (v, a) ->
                        Strip.strip(
                                PythonText.str(v),
                                a.bind("trim", "chars").textOrNone("chars"),
                                true,
                                true));
        filters.put("upper", plain("upper", s -> s.toUpperCase(Locale.ROOT)));
        filters.put("lower", plain("lower", s -> s.toLowerCase(Locale.ROOT)));
        filters.put("capitalize", plain("capitalize", Casing::capitalize));
        filters.put("title", plain("title", TextFilters::title));
        filters.put("string", plain("string", s -> s));
        filters.put("safe", (v, a) -> v instanceof Safe ? v : new Safe(text("safe", v, a)));
        filters.put("escape", (v, a) -> escape(v, a));
        filters.put("e", (v, a) -> escape(v, a));
        filters.put("replace", TextFilters::replace);
        filters.put("tojson", JsonText::of);
        filters.put("indent", TextFilters::indent);
        filters.put("format", TextFilters::format);
        filters.put(
                "center",
                (v, a) ->
                        Padding.pad(
                                PythonText.str(v),
                                a.bind("center", "width").integer("width", 80),
                                " ",
                                Padding.Side.BOTH));
        filters.put("wordcount", (v, a) -> WORD.matcher(text("wordcount", v, a)).results().count());
    }

    private static Filters.Function plain(String name, java.util.function.UnaryOperator<String> f) {
        return (value, arguments) -> f.apply(text(name, value, arguments));
    }

    private static String text(String name, Object value, Arguments none) {
        none.bind(name);
        return PythonText.str(value);
    }

    private static Object escape(Object value, Arguments arguments) {
        arguments.bind("escape");
        return Safe.escape(value);
    }

    private static String title(String s) {
        StringBuilder text = new StringBuilder();
        for (String word : WORD_START.split(s)) {
            if (!word.isEmpty()) {
                int first = Character.charCount(word.codePointAt(0));
                text.append(word.substring(0, first).toUpperCase(Locale.ROOT))
                        .append(word.substring(first).toLowerCase(Locale.ROOT));
            }
        }
        return text.toString();
    }

    private static Object replace(Object value, Arguments arguments) {
        if (value instanceof Safe) {
            throw new TemplateException("replace of text marked as safe is not supported");
        }
        Bound bound = arguments.bind("replace", "old", "new", "count");
        long count = bound.get("count", None.NONE) == None.NONE ? -1 : bound.integer("count", -1);
        return Splitting.replace(
                PythonText.str(value),
                PythonText.str(bound.need("old")),
                PythonText.str(bound.need("new")),
                count);
    }

    private static Object indent(Object value, Arguments arguments) {
        Bound bound = arguments.bind("indent", "width", "first", "blank");
        Object width = bound.get("width", 4L);
        String by =
                width instanceof String text
                        ? text
                        : " ".repeat(Math.clamp(Numbers.index(width), 0, 1000));
        List<Object> lines = new ArrayList<>(Splitting.lines(PythonText.str(value) + "\n", false));
        TextLimit.check((long) by.length() * lines.size());
        StringBuilder text = new StringBuilder(bound.flag("first", false) ? by : "");
        for (int i = 0; i < lines.size(); i++) {
            String line = (String) lines.get(i);
            boolean indented = i > 0 && (bound.flag("blank", false) || !line.isEmpty());
            text.append(i > 0 ? "\n" : "").append(indented ? by : "").append(line);
        }
        return text.toString();
    }

    private static Object format(Object value, Arguments arguments) {
        Object values =
                arguments.named().isEmpty()
                        ? new Tuple(arguments.positional())
                        : Map.copyOf(arguments.named());
        return PercentFormat.format(PythonText.str(value), values);
    }
}
