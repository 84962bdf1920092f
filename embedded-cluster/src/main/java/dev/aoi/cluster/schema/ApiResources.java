package dev.aoi.cluster.schema;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The built-in resources, read off the paths of the real server's OpenAPI documents. */
public final class ApiResources {
    private static final Map<String, ApiResource> ALL = read();

    private ApiResources() {}

    /** All, in the order of discovery. */
    public static List<ApiResource> all() {
        return List.copyOf(ALL.values());
    }

    /** The resource behind a path. */
    public static Optional<ApiResource> find(String group, String version, String plural) {
        return Optional.ofNullable(ALL.get(group + "/" + version + "/" + plural));
    }

    private static Map<String, ApiResource> read() {
        Map<String, ApiResource> all = new LinkedHashMap<>();
        collect("api/v1", "", "v1", all);
        for (JsonNode group : Extract.groups()) {
            String name = group.path(0).asString();
            for (JsonNode version : group.path(1)) {
                collect("apis/" + name + "/" + version.asString(), name, version.asString(), all);
            }
        }
        return all;
    }

    private static void collect(
            String document, String group, String version, Map<String, ApiResource> all) {
        Map<String, Draft> drafts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path :
                Extract.documents().path(document).path("paths").properties()) {
            String rest = path.getKey().substring(document.length() + 1);
            List<String> parts = Arrays.stream(rest.split("/")).filter(s -> !s.isEmpty()).toList();
            boolean watch = !parts.isEmpty() && parts.getFirst().equals("watch");
            parts = watch ? parts.subList(1, parts.size()) : parts;
            boolean namespaced =
                    parts.size() > 2
                            && parts.getFirst().equals("namespaces")
                            && parts.get(1).equals("{namespace}");
            parts = namespaced ? parts.subList(2, parts.size()) : parts;
            if (parts.isEmpty() || parts.getLast().equals("{path}")) {
                continue;
            }
            Draft draft = drafts.computeIfAbsent(parts.getFirst(), plural -> new Draft());
            draft.namespaced |= namespaced;
            if (watch) {
                draft.verbs.add("watch");
            } else {
                draft.take(parts.size() > 2 ? parts.get(2) : "", path.getValue());
            }
        }
        drafts.forEach(
                (plural, draft) ->
                        all.put(
                                group + "/" + version + "/" + plural,
                                new ApiResource(
                                        group,
                                        version,
                                        plural,
                                        draft.kind,
                                        draft.namespaced,
                                        draft.verbs,
                                        draft.subresources)));
    }

    private static final class Draft {
        private String kind = "";
        private boolean namespaced;
        private final TreeSet<String> verbs = new TreeSet<>();
        private final TreeMap<String, ApiResource.Sub> subresources = new TreeMap<>();

        void take(String subresource, JsonNode methods) {
            for (Map.Entry<String, JsonNode> method : methods.properties()) {
                String verb = verb(method.getKey(), method.getValue().path("action").asString(""));
                JsonNode gvk = method.getValue().path("gvk");
                if (verb.isEmpty()) {
                    continue;
                }
                if (subresource.isEmpty()) {
                    kind = gvk.path(2).asString(kind);
                    verbs.add(verb);
                } else {
                    subresources
                            .computeIfAbsent(
                                    subresource,
                                    name ->
                                            new ApiResource.Sub(
                                                    gvk.path(0).asString(""),
                                                    gvk.path(1).asString(""),
                                                    gvk.path(2).asString(""),
                                                    new TreeSet<>()))
                            .verbs()
                            .add(verb);
                }
            }
        }

        private static String verb(String method, String action) {
            if (action.equals("list") || action.equals("deletecollection")) {
                return action;
            }
            return switch (method) {
                case "get" -> "get";
                case "post" -> "create";
                case "put" -> "update";
                case "patch", "delete" -> method;
                default -> "";
            };
        }
    }
}
