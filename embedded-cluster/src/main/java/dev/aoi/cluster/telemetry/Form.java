package dev.aoi.cluster.telemetry;

import dev.aoi.cluster.process.Request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters of an HTTP request, from its query and from a body of that form. */
final class Form {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    static Form of(Request request) {
        Form form = new Form();
        form.add(request.query());
        form.add(request.body());
        return form;
    }

    private void add(String text) {
        for (String part : text.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(decode(part.substring(0, equals)), n -> new ArrayList<>())
                        .add(decode(part.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    String get(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
