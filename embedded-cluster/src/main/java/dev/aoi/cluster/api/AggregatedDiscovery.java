package dev.aoi.cluster.api;

import dev.aoi.cluster.schema.ApiResource;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Discovery in its aggregated form: all groups with their resources in one answer.
 *
 * @param groups versions by group
 * @param resources by group and version
 */
record AggregatedDiscovery(
        Map<String, List<String>> groups, Map<String, List<Discovery.Entry>> resources) {
    private static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private static final String NOT_ACCEPTABLE =
            "only the following media types are accepted: application/json, application/yaml,"
                    + " application/vnd.kubernetes.protobuf";

    /**
     * Whether the client reads it.
     *
     * @throws dev.aoi.cluster.store.ApiException 406 when it reads no form of it that is known
     */
    static boolean asked(ApiCall call) {
        for (String accepted : call.accept().split(",")) {
            String type = accepted.replace(" ", "");
            if (type.startsWith("application/json;") && type.contains("as=APIGroupDiscoveryList")) {
                if (type.contains("v=v2;") || type.endsWith("v=v2")) {
                    return true;
                }
            } else if (type.startsWith("application/json") || type.startsWith("*/*")) {
                return false;
            }
        }
        if (call.accept().contains("as=APIGroupDiscoveryList")) {
            throw new dev.aoi.cluster.store.ApiException(
                    406, "NotAcceptable", NOT_ACCEPTABLE, JsonText.object());
        }
        return false;
    }

    /**
     * The answer.
     *
     * @param core of the core group, else of all others
     */
    ApiReply answer(boolean core) {
        ObjectNode list =
                JsonText.object()
                        .put("kind", "APIGroupDiscoveryList")
                        .put("apiVersion", "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        groups.forEach(
                (group, versions) -> {
                    if (group.isEmpty() == core) {
                        ObjectNode item = items.addObject();
                        ObjectNode metadata = item.putObject("metadata");
                        if (!group.isEmpty()) {
                            metadata.put("name", group);
                        }
                        ArrayNode array = item.putArray("versions");
                        versions.forEach(version -> version(array.addObject(), group, version));
                    }
                });
        return new ApiReply.Json(200, AGGREGATED, list, List.of());
    }

    private void version(ObjectNode target, String group, String version) {
        ArrayNode array = target.put("version", version).putArray("resources");
        List<Discovery.Entry> entries =
                new ArrayList<>(resources.getOrDefault(group + "/" + version, List.of()));
        entries.sort(Comparator.comparing(entry -> entry.resource().plural()));
        for (Discovery.Entry entry : entries) {
            ApiResource api = entry.resource();
            ObjectNode resource = array.addObject().put("resource", api.plural());
            responseKind(resource, "", "", api.kind());
            resource.put("scope", api.namespaced() ? "Namespaced" : "Cluster");
            resource.put("singularResource", Discovery.singular(api));
            api.verbs().forEach(resource.putArray("verbs")::add);
            Discovery.names(resource, entry);
            if (api.subresources().isEmpty()) {
                continue;
            }
            ArrayNode subresources = resource.putArray("subresources");
            api.subresources()
                    .forEach(
                            (name, sub) -> {
                                ObjectNode one = subresources.addObject().put("subresource", name);
                                boolean own =
                                        sub.group().equals(api.group())
                                                && sub.version().equals(api.version());
                                responseKind(
                                        one,
                                        own ? "" : sub.group(),
                                        own ? "" : sub.version(),
                                        sub.kind());
                                sub.verbs().forEach(one.putArray("verbs")::add);
                            });
        }
        target.put("freshness", "Current");
    }

    private static void responseKind(ObjectNode owner, String group, String version, String kind) {
        owner.putObject("responseKind")
                .put("group", group)
                .put("version", version)
                .put("kind", kind);
    }
}
