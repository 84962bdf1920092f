package dev.aoi.kube.server;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ResourceType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Objects by path; lists them with equality selectors, gets one, and answers 404 as the real one.
 */
public final class Store implements SmallApiServer.Handler {

    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final Map<String, SmallApiServer.Answer> fixed = new LinkedHashMap<>();

    /** Puts an object where its kind, namespace and name say. */
    public Store put(JsonNode object) {
        ResourceType type = ResourceType.byKind(object.path("kind").asString("")).orElseThrow();
        String namespace = object.path("metadata").path("namespace").asString("");
        String path =
                root(type, namespace) + "/" + object.path("metadata").path("name").asString("");
        objects.put(path, object.deepCopy().asObject());
        return this;
    }

    /** Answers exactly this path (without parameters) with this. */
    public Store fixed(String path, SmallApiServer.Answer answer) {
        fixed.put(path, answer);
        return this;
    }

    /** The object at a path. */
    public ObjectNode at(String path) {
        return Optional.ofNullable(objects.get(path)).orElseThrow();
    }

    @Override
    public SmallApiServer.Answer answer(SmallApiServer.Asked asked) {
        String[] parts = asked.uri().split("\\?", 2);
        String path = parts[0];
        if (fixed.containsKey(path)) {
            return fixed.get(path);
        }
        Map<String, String> query = query(parts.length > 1 ? parts[1] : "");
        String warning =
                path.contains("/endpoints") && !path.contains("endpointslices")
                        ? "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1"
                                + " EndpointSlice"
                        : "";
        if (objects.containsKey(path)) {
            return new SmallApiServer.Answer(
                    200, "application/json", objects.get(path).toString(), warning);
        }
        Optional<ResourceType> listed =
                Arrays.stream(ResourceType.values())
                        .filter(t -> path.endsWith("/" + t.plural()))
                        .findFirst();
        if (listed.isPresent()) {
            return new SmallApiServer.Answer(
                    200, "application/json", list(path, listed.get(), query), warning);
        }
        return notFound(path);
    }

    private String list(String path, ResourceType type, Map<String, String> query) {
        ObjectNode list = ApiSession.JSON.createObjectNode();
        list.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
        ArrayNode items = list.putArray("items");
        boolean everywhere = !path.contains("/namespaces/");
        objects.forEach(
                (at, object) -> {
                    boolean here =
                            everywhere
                                    ? object.path("kind").asString("").equals(type.kind())
                                    : at.startsWith(path + "/");
                    if (here
                            && matches(
                                    object.path("metadata").path("labels"),
                                    query,
                                    "labelSelector",
                                    false)
                            && matches(object, query, "fieldSelector", true)) {
                        items.add(object);
                    }
                });
        return list.toString();
    }

    private static boolean matches(
            JsonNode node, Map<String, String> query, String parameter, boolean dotted) {
        return Arrays.stream(query.getOrDefault(parameter, "").split(","))
                .filter(s -> !s.isEmpty())
                .allMatch(
                        s -> {
                            boolean not = s.contains("!=");
                            String[] sides = s.split("!?==?", 2);
                            List<String> steps =
                                    dotted ? List.of(sides[0].split("\\.")) : List.of(sides[0]);
                            JsonNode at = node;
                            for (String step : steps) {
                                at = at.path(step);
                            }
                            return at.asString("").equals(sides[1]) != not;
                        });
    }

    /** A 404 with the real server's Status. */
    public static SmallApiServer.Answer notFound(String path) {
        String[] steps = path.split("/");
        String plural = steps[steps.length - 2];
        String name = steps[steps.length - 1];
        String group = path.startsWith("/apis/") ? "." + steps[2] : "";
        ObjectNode status = ApiSession.JSON.createObjectNode();
        status.put("kind", "Status").put("reason", "NotFound").put("code", 404);
        status.put("message", plural + group + " \"" + name + "\" not found");
        return SmallApiServer.Answer.json(404, status.toString());
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            String[] sides = pair.split("=", 2);
            if (sides.length == 2) {
                query.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static String root(ResourceType type, String namespace) {
        String api = type.group().isEmpty() ? "/api/v1" : "/apis/" + type.apiVersion();
        return api + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + type.plural();
    }
}
