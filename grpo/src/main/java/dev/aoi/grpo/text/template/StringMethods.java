package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Arguments.Bound;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Python's methods of strings. */
final class StringMethods {

    private static final Set<String> UNSUPPORTED =
            Set.of(
                    "casefold",
                    "encode",
                    "expandtabs",
                    "format_map",
                    "isascii",
                    "isdecimal",
                    "isidentifier",
                    "isprintable",
                    "istitle",
                    "maketrans",
                    "swapcase",
                    "translate");

    private StringMethods() {}

    static @Nullable Callable find(String s, String name) {
        if (UNSUPPORTED.contains(name)) {
            throw new TemplateException("the string method '" + name + "' is not supported");
        }
        return switch (name) {
            case "strip" -> a -> Strip.strip(s, chars(name, a), true, true);
            case "lstrip" -> a -> Strip.strip(s, chars(name, a), true, false);
            case "rstrip" -> a -> Strip.strip(s, chars(name, a), false, true);
            case "upper" -> plain(name, s, t -> t.toUpperCase(Locale.ROOT));
            case "lower" -> plain(name, s, t -> t.toLowerCase(Locale.ROOT));
            case "title" -> plain(name, s, Casing::title);
            case "capitalize" -> plain(name, s, Casing::capitalize);
            case "isdigit" -> plain(name, s, t -> all(t, Character::isDigit));
            case "isnumeric" -> plain(name, s, t -> all(t, Casing::isNumeric));
            case "isalpha" -> plain(name, s, t -> all(t, Character::isLetter));
            case "isalnum" ->
                    plain(name, s, t -> all(t, c -> Character.isLetter(c) || Casing.isNumeric(c)));
            case "isspace" -> plain(name, s, Strip::isBlank);
            case "isupper" -> plain(name, s, Casing::isUpper);
            case "islower" -> plain(name, s, Casing::isLower);
            case "startswith" -> a -> affix(a.bind(name, "prefix").need("prefix"), s::startsWith);
            case "endswith" -> a -> affix(a.bind(name, "suffix").need("suffix"), s::endsWith);
            case "split" -> a -> split(s, a.bind(name, "sep", "maxsplit"), false);
            case "rsplit" -> a -> split(s, a.bind(name, "sep", "maxsplit"), true);
            case "splitlines" ->
                    a -> Splitting.lines(s, a.bind(name, "keepends").flag("keepends", false));
            case "partition" -> a -> Splitting.partition(s, a.bind(name, "sep").text("sep"), false);
            case "rpartition" -> a -> Splitting.partition(s, a.bind(name, "sep").text("sep"), true);
            case "replace" -> a -> replace(s, a.bind(name, "old", "new", "count"));
            case "join" -> a -> join(s, a.bind(name, "iterable").need("iterable"));
            case "find" -> a -> codePoints(s, s.indexOf(a.bind(name, "sub").text("sub")));
            case "rfind" -> a -> codePoints(s, s.lastIndexOf(a.bind(name, "sub").text("sub")));
            case "index" -> a -> index(s, a.bind(name, "sub").text("sub"));
            case "count" -> a -> count(s, a.bind(name, "sub").text("sub"));
            case "removeprefix" -> a -> withoutPrefix(s, a.bind(name, "prefix").text("prefix"));
            case "removesuffix" -> a -> withoutSuffix(s, a.bind(name, "suffix").text("suffix"));
            case "ljust" ->
                    a -> Padding.pad(s, a.bind(name, "width", "fillchar"), Padding.Side.RIGHT);
            case "rjust" ->
                    a -> Padding.pad(s, a.bind(name, "width", "fillchar"), Padding.Side.LEFT);
            case "center" ->
                    a -> Padding.pad(s, a.bind(name, "width", "fillchar"), Padding.Side.BOTH);
            case "zfill" -> a -> Padding.zeros(s, a.bind(name, "width").integer("width", 0));
            case "format" -> a -> BraceFormat.format(s, a);
            default -> null;
        };
    }

    private static Callable plain(String name, String s, Function<String, Object> function) {
        return arguments -> {
            arguments.bind(name);
            return function.apply(s);
        };
    }

    private static @Nullable String chars(String name, Arguments arguments) {
        return arguments.bind(name, "chars").textOrNone("chars");
    }

    private static boolean all(String s, java.util.function.IntPredicate test) {
        return !s.isEmpty() && s.codePoints().allMatch(test);
    }

    private static Object affix(Object affix, java.util.function.Predicate<String> test) {
        if (affix instanceof Tuple several) {
            return several.items().stream().anyMatch(one -> (boolean) affix(one, test));
        }
        if (!Values.isString(affix)) {
            throw new TemplateException(
                    "startswith and endswith need a string or a tuple of strings, not "
                            + PythonText.typeName(affix));
        }
        return test.test(PythonText.str(affix));
    }

    private static Object split(String s, Bound arguments, boolean fromRight) {
        String separator = arguments.textOrNone("sep");
        long most = arguments.integer("maxsplit", -1);
        return separator == null
                ? Splitting.words(s, most, fromRight)
                : Splitting.split(s, separator, most, fromRight);
    }

    static String replace(String s, Bound arguments) {
        return Splitting.replace(
                s, arguments.text("old"), arguments.text("new"), arguments.integer("count", -1));
    }

    private static Object join(String separator, Object iterable) {
        List<Object> items = Values.items(iterable);
        for (int i = 0; i < items.size(); i++) {
            if (!Values.isString(items.get(i))) {
                throw new TemplateException(
                        "join() needs strings, but item "
                                + i
                                + " is "
                                + PythonText.typeName(items.get(i)));
            }
        }
        return TextLimit.joined(separator, items.stream().map(PythonText::str).toList());
    }

    private static Object codePoints(String s, int at) {
        return at < 0 ? -1L : (long) s.codePointCount(0, at);
    }

    private static Object index(String s, String sub) {
        if (!s.contains(sub)) {
            throw new TemplateException("substring not found");
        }
        return codePoints(s, s.indexOf(sub));
    }

    private static Object count(String s, String sub) {
        if (sub.isEmpty()) {
            return Values.length(s) + 1;
        }
        return (long) Splitting.split(s, sub, -1, false).size() - 1;
    }

    private static String withoutPrefix(String s, String prefix) {
        return s.startsWith(prefix) ? s.substring(prefix.length()) : s;
    }

    private static String withoutSuffix(String s, String suffix) {
        return s.endsWith(suffix) ? s.substring(0, s.length() - suffix.length()) : s;
    }

    static List<Object> listOf(List<String> strings) {
        return new ArrayList<>(strings);
    }
}
