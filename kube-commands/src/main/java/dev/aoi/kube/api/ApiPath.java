package dev.aoi.kube.api;

import dev.aoi.kube.command.ResourceType;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A path below the API server's base address.
 *
 * @param path starts with a slash
 * @param query parameters in order; values not yet encoded
 */
public record ApiPath(String path, Map<String, String> query) {

    private static final String PAGE = "500";

    /** All objects of a type in a namespace; an empty namespace means all of them. */
    public static ApiPath list(ResourceType type, String namespace) {
        String root =
                type.group().isEmpty()
                        ? "/api/" + type.version()
                        : "/apis/" + type.group() + "/" + type.version();
        String place =
                type.namespaced() && !namespace.isEmpty() ? "/namespaces/" + encode(namespace) : "";
        return new ApiPath(root + place + "/" + type.plural(), Map.of("limit", PAGE));
    }

    /** One object. */
    public static ApiPath object(ResourceType type, String namespace, String name) {
        return list(type, namespace).child(name);
    }

    /** A path below this one, without parameters. */
    public ApiPath child(String name) {
        return new ApiPath(path + "/" + encode(name), Map.of());
    }

    /** This path and a parameter; an empty value leaves it out. */
    public ApiPath with(String parameter, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new ApiPath(path, more);
    }

    /** As it stands in a request. */
    public String encoded() {
        return query.isEmpty()
                ? path
                : path
                        + "?"
                        + query.entrySet().stream()
                                .map(e -> e.getKey() + "=" + encode(e.getValue()))
                                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
