package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The query of a request.
 *
 * @param values values by name, in the order given
 */
public record Query(Map<String, List<String>> values) {
    /** A request without a query. */
    public static final Query NONE = new Query(Map.of());

    /** Parses {@code a=1&b=2}; empty gives an empty query. */
    public static Query parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return new Query(values);
    }

    /** The first value; empty when there is none. */
    public String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** All values. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether the value is {@code true} or {@code 1}. */
    public boolean flag(String name) {
        String value = first(name);
        return value.equals("true") || value.equals("1");
    }

    /**
     * A whole number.
     *
     * @throws ApiException 400 when it is none
     */
    public OptionalLong number(String name) {
        String value = first(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw ApiException.badRequest(
                    "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(value));
        }
    }

    /** A value as it stands in a query. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("cannot decode the query near \"" + text + "\"");
        }
    }
}
