package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The evaluated arguments of a call.
 *
 * @param positional those without a name
 * @param named those with one
 */
record Arguments(List<Object> positional, Map<String, Object> named) {

    static final Arguments NONE = new Arguments(List.of(), Map.of());

    static Arguments of(Object... positional) {
        return new Arguments(List.of(positional), Map.of());
    }

    /**
     * Gives each argument the name of its parameter.
     *
     * @param function for messages
     * @param parameters the names, in order
     */
    Bound bind(String function, String... parameters) {
        if (positional.size() > parameters.length) {
            throw new TemplateException(
                    function
                            + "() takes at most "
                            + parameters.length
                            + " arguments, not "
                            + positional.size());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < positional.size(); i++) {
            values.put(parameters[i], positional.get(i));
        }
        named.forEach(
                (name, value) -> {
                    if (!List.of(parameters).contains(name)) {
                        throw new TemplateException(
                                function + "() has no parameter '" + name + "'");
                    }
                    if (values.put(name, value) != null) {
                        throw new TemplateException(function + "() was given '" + name + "' twice");
                    }
                });
        return new Bound(function, values);
    }

    Arguments without(int count) {
        return new Arguments(positional.subList(count, positional.size()), named);
    }

    /** Arguments by the name of their parameter. */
    record Bound(String function, Map<String, Object> values) {

        boolean has(String name) {
            return values.containsKey(name);
        }

        Object get(String name, Object fallback) {
            Object value = values.get(name);
            return value == null ? fallback : value;
        }

        Object need(String name) {
            Object value = values.get(name);
            if (value == null) {
                throw new TemplateException(function + "() needs the argument '" + name + "'");
            }
            return value;
        }

        String text(String name) {
            return text(name, need(name));
        }

        /** The text, or null where it is left out or None. */
        @Nullable String textOrNone(String name) {
            Object value = values.get(name);
            return value == null || value == None.NONE ? null : text(name, value);
        }

        private String text(String name, Object value) {
            if (value instanceof String text) {
                return text;
            }
            if (value instanceof Safe safe) {
                return safe.text();
            }
            throw new TemplateException(
                    function
                            + "() needs a string as '"
                            + name
                            + "', not "
                            + PythonText.typeName(value));
        }

        long integer(String name, long fallback) {
            Object value = values.get(name);
            return value == null ? fallback : Numbers.index(value);
        }

        boolean flag(String name, boolean fallback) {
            Object value = values.get(name);
            return value == null ? fallback : Values.truth(value);
        }
    }
}
