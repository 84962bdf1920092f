package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** String methods of text that is marked as safe: their text is safe as well. */
final class SafeMethods {

    private static final Set<String> ESCAPES_ITS_ARGUMENTS =
            Set.of("replace", "join", "format", "ljust", "rjust", "center");

    private SafeMethods() {}

    static @Nullable Callable find(Safe safe, String name) {
        Callable plain = StringMethods.find(safe.text(), name);
        if (plain == null) {
            return null;
        }
        if (ESCAPES_ITS_ARGUMENTS.contains(name)) {
            throw new TemplateException(
                    "the method '" + name + "' of text marked as safe is not supported");
        }
        return arguments -> marked(plain.call(arguments));
    }

    static Object marked(Object value) {
        return switch (value) {
            case String text -> new Safe(text);
            case List<?> list -> list.stream().map(SafeMethods::marked).toList();
            default -> value;
        };
    }
}
