package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.process.Digests;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Data of ConfigMaps and Secrets as text. */
final class ConfigSource {
    private final ObjectStore store;
    private final String namespace;

    ConfigSource(ObjectStore store, String namespace) {
        this.store = store;
        this.namespace = namespace;
    }

    Optional<Map<String, String>> configMap(String name) {
        return find(ResourceKinds.CONFIG_MAP, name)
                .map(
                        object -> {
                            Map<String, String> data = new TreeMap<>();
                            object.path("data")
                                    .properties()
                                    .forEach(e -> data.put(e.getKey(), e.getValue().asString("")));
                            decode(object, "binaryData", data);
                            return data;
                        });
    }

    Optional<Map<String, String>> secret(String name) {
        return find(ResourceKinds.SECRET, name)
                .map(
                        object -> {
                            Map<String, String> data = new TreeMap<>();
                            decode(object, "data", data);
                            return data;
                        });
    }

    /** Variables that name the Services of the namespace, and the API server's in any case. */
    Map<String, String> serviceVariables(JsonNode podSpec) {
        Map<String, String> env = new LinkedHashMap<>();
        boolean links = podSpec.path("enableServiceLinks").asBoolean(true);
        store.get(new ObjectKey(ResourceKinds.SERVICE, "default", "kubernetes"))
                .ifPresent(service -> ServiceVariables.add(env, service));
        if (links) {
            store.list(ResourceKinds.SERVICE, namespace)
                    .forEach(service -> ServiceVariables.add(env, service));
        }
        return env;
    }

    String namespace() {
        return namespace;
    }

    /** A token of the namespace's service account; good for showing, not for signing in. */
    String token() {
        return "eyJhbGciOiJSUzI1NiJ9." + Digests.hex("token:" + namespace, 48) + ".";
    }

    private Optional<ObjectNode> find(ResourceKind kind, String name) {
        return store.get(new ObjectKey(kind, namespace, name));
    }

    private static void decode(ObjectNode object, String field, Map<String, String> into) {
        object.path(field)
                .properties()
                .forEach(
                        e ->
                                into.put(
                                        e.getKey(),
                                        new String(
                                                Base64.getMimeDecoder()
                                                        .decode(e.getValue().asString("")),
                                                StandardCharsets.UTF_8)));
    }
}
