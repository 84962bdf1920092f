package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Arguments.Bound;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that every template has: Jinja's, and transformers' two. */
final class Globals {

    private Globals() {}

    static void define(Scope scope, Clock clock) {
        function(scope, "range", Globals::range);
        function(scope, "dict", Globals::dict);
        function(scope, "namespace", Globals::namespace);
        function(scope, "raise_exception", Globals::raise);
        function(
                scope,
                "strftime_now",
                a ->
                        DateText.format(
                                a.bind("strftime_now", "format").text("format"),
                                ZonedDateTime.now(clock)));
        for (String name : List.of("lipsum", "cycler", "joiner")) {
            function(
                    scope,
                    name,
                    _ -> {
                        throw new TemplateException("the function '" + name + "' is not supported");
                    });
        }
    }

    private static void function(Scope scope, String name, Callable function) {
        scope.set(name, function);
    }

    private static Object range(Arguments arguments) {
        List<Object> values = arguments.positional();
        return switch (values.size()) {
            case 1 -> new IntRange(0, Numbers.index(values.get(0)), 1);
            case 2 -> new IntRange(Numbers.index(values.get(0)), Numbers.index(values.get(1)), 1);
            case 3 ->
                    new IntRange(
                            Numbers.index(values.get(0)),
                            Numbers.index(values.get(1)),
                            Numbers.index(values.get(2)));
            default -> throw new TemplateException("range() takes 1 to 3 arguments");
        };
    }

    private static Map<Object, Object> dict(Arguments arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (arguments.positional().size() > 1) {
            throw new TemplateException("dict() takes at most one value without a name");
        }
        for (Object source : arguments.positional()) {
            if (source instanceof Map<?, ?> other) {
                map.putAll(other);
                continue;
            }
            for (Object pair : Values.items(source)) {
                List<Object> both = Values.items(pair);
                if (both.size() != 2) {
                    throw new TemplateException(
                            "dict() needs pairs, not " + both.size() + " items");
                }
                map.put(Access.key(both.get(0)), both.get(1));
            }
        }
        map.putAll(arguments.named());
        return map;
    }

    private static Object namespace(Arguments arguments) {
        Namespace namespace = new Namespace();
        dict(arguments).forEach((name, value) -> namespace.set(PythonText.str(name), value));
        return namespace;
    }

    private static Object raise(Arguments arguments) {
        Bound bound = arguments.bind("raise_exception", "message");
        throw new TemplateException(PythonText.str(bound.need("message")));
    }
}
