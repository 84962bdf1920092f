package dev.aoi.cluster.kubelet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Files that volumes put into containers. A whole volume shows its source as it is now; a file
 * mounted by subPath stays as it was when the container started, as on a real node.
 */
final class PodFiles {
    private final ConfigSource source;
    private final JsonNode podSpec;

    PodFiles(ConfigSource source, JsonNode podSpec) {
        this.source = source;
        this.podSpec = podSpec;
    }

    /**
     * The first volume that cannot be mounted.
     *
     * @return the kubelet's message, if there is one
     */
    Optional<String> unmountable() {
        for (JsonNode volume : podSpec.path("volumes")) {
            JsonNode map = volume.path("configMap");
            JsonNode secret = volume.path("secret");
            if (map.isMissingNode() && secret.isMissingNode()) {
                continue;
            }
            boolean isMap = secret.isMissingNode();
            String name =
                    isMap ? map.path("name").asString("") : secret.path("secretName").asString("");
            JsonNode reference = isMap ? map : secret;
            Optional<Map<String, String>> data =
                    isMap ? source.configMap(name) : source.secret(name);
            if (reference.path("optional").asBoolean(false)) {
                continue;
            }
            String failed =
                    "MountVolume.SetUp failed for volume \""
                            + volume.path("name").asString("")
                            + "\" : ";
            if (data.isEmpty()) {
                return Optional.of(
                        failed + (isMap ? "configmap" : "secret") + " \"" + name + "\" not found");
            }
            for (JsonNode item : reference.path("items")) {
                String key = item.path("key").asString("");
                if (!data.get().containsKey(key)) {
                    return Optional.of(
                            failed
                                    + (isMap ? "configmap" : "secret")
                                    + " references non-existent "
                                    + (isMap ? "config" : "secret")
                                    + " key: "
                                    + key);
                }
            }
        }
        return Optional.empty();
    }

    /** Files that the container keeps from its start, by absolute path. */
    Map<String, String> pinned(JsonNode container) {
        Map<String, String> files = new HashMap<>();
        for (JsonNode mount : container.path("volumeMounts")) {
            String subPath = mount.path("subPath").asString("");
            if (!subPath.isEmpty()) {
                String content = volume(mount.path("name").asString("")).get(subPath);
                if (content != null) {
                    files.put(mount.path("mountPath").asString(""), content);
                }
            }
        }
        return files;
    }

    /** A file of a volume that is mounted as a whole. */
    Optional<String> mounted(JsonNode container, String path) {
        for (JsonNode mount : container.path("volumeMounts")) {
            String directory = mount.path("mountPath").asString("");
            directory = directory.endsWith("/") ? directory : directory + "/";
            if (mount.path("subPath").asString("").isEmpty() && path.startsWith(directory)) {
                String file = path.substring(directory.length());
                return Optional.ofNullable(volume(mount.path("name").asString("")).get(file));
            }
        }
        return Optional.empty();
    }

    /** Whether processes can write into a volume. */
    boolean writable(String name) {
        JsonNode volume = named(name);
        return !volume.has("configMap")
                && !volume.has("secret")
                && !volume.has("projected")
                && !volume.has("downwardAPI");
    }

    /** What tells a writable volume from others: as long as it lives, and where. */
    String identity(String name, PodWorker pod) {
        JsonNode volume = named(name);
        String path = volume.at("/hostPath/path").asString("");
        String claim = volume.at("/persistentVolumeClaim/claimName").asString("");
        if (!path.isEmpty()) {
            return "node:" + pod.node().name() + path;
        }
        return claim.isEmpty()
                ? "pod:" + pod.uid() + "/" + name
                : "claim:" + pod.namespace() + "/" + claim;
    }

    /** Files of a volume that has a source. */
    Map<String, String> content(String name) {
        JsonNode projected = named(name).path("projected").path("sources");
        if (projected.isEmpty()) {
            return volume(name);
        }
        Map<String, String> all = new TreeMap<>();
        for (JsonNode part : projected) {
            JsonNode map = part.path("configMap");
            JsonNode secret = part.path("secret");
            if (!map.isMissingNode()) {
                all.putAll(
                        select(source.configMap(map.path("name").asString("")), map.path("items")));
            } else if (!secret.isMissingNode()) {
                all.putAll(
                        select(
                                source.secret(secret.path("name").asString("")),
                                secret.path("items")));
            } else if (part.has("serviceAccountToken")) {
                all.put(part.at("/serviceAccountToken/path").asString("token"), source.token());
            } else {
                for (JsonNode item : part.at("/downwardAPI/items")) {
                    boolean namespace =
                            item.at("/fieldRef/fieldPath")
                                    .asString("")
                                    .equals("metadata.namespace");
                    all.put(item.path("path").asString(""), namespace ? source.namespace() : "");
                }
            }
        }
        return all;
    }

    private JsonNode named(String name) {
        for (JsonNode volume : podSpec.path("volumes")) {
            if (volume.path("name").asString("").equals(name)) {
                return volume;
            }
        }
        return MissingNode.getInstance();
    }

    private Map<String, String> volume(String name) {
        for (JsonNode volume : podSpec.path("volumes")) {
            if (!volume.path("name").asString("").equals(name)) {
                continue;
            }
            JsonNode map = volume.path("configMap");
            JsonNode secret = volume.path("secret");
            if (!map.isMissingNode()) {
                return select(source.configMap(map.path("name").asString("")), map.path("items"));
            }
            if (!secret.isMissingNode()) {
                return select(
                        source.secret(secret.path("secretName").asString("")),
                        secret.path("items"));
            }
        }
        return Map.of();
    }

    private static Map<String, String> select(Optional<Map<String, String>> data, JsonNode items) {
        if (data.isEmpty() || items.isEmpty()) {
            return data.orElse(Map.of());
        }
        Map<String, String> chosen = new TreeMap<>();
        for (JsonNode item : items) {
            String content = data.get().get(item.path("key").asString(""));
            if (content != null) {
                chosen.put(item.path("path").asString(""), content);
            }
        }
        return chosen;
    }
}
