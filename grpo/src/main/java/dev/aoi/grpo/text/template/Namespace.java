package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** The one object that a template may change: {@code set ns.name = value}. */
final class Namespace {

    private final Map<String, Object> values = new LinkedHashMap<>();

    void set(String name, Object value) {
        if (name.startsWith("_")) {
            throw new TemplateException(
                    "a namespace cannot have the attribute '"
                            + name
                            + "': names that begin with _ are refused");
        }
        values.put(name, value);
    }

    @Nullable Object get(String name) {
        return values.get(name);
    }
}
