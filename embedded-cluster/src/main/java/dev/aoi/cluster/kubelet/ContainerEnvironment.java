package dev.aoi.cluster.kubelet;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Environment variables of a container from its spec, ConfigMaps, Secrets and the pod itself. */
final class ContainerEnvironment {
    private static final Pattern ENTRY =
            Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

    private final ConfigSource source;
    private final String namespace;
    private final JsonNode pod;
    private final String address;

    ContainerEnvironment(ConfigSource source, String namespace, JsonNode pod, String address) {
        this.source = source;
        this.namespace = namespace;
        this.pod = pod;
        this.address = address;
    }

    /**
     * Resolves all variables, in the order of the spec; later ones win, and all of them over those
     * that tell of Services.
     *
     * @throws ConfigurationMissing when a source that is not optional is not there
     */
    Map<String, String> resolve(JsonNode container, String hostname, String path)
            throws ConfigurationMissing {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("PATH", path);
        env.put("HOSTNAME", hostname);
        Map<String, String> services = source.serviceVariables(pod.path("spec"));
        for (JsonNode from : container.path("envFrom")) {
            addAll(env, from);
        }
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asString("");
            JsonNode valueFrom = variable.path("valueFrom");
            if (valueFrom.isMissingNode()) {
                env.put(name, variable.path("value").asString(""));
            } else {
                value(valueFrom).ifPresent(value -> env.put(name, value));
            }
        }
        services.forEach(env::putIfAbsent);
        env.putIfAbsent("HOME", "/root");
        return env;
    }

    private void addAll(Map<String, String> env, JsonNode from) throws ConfigurationMissing {
        JsonNode map = from.path("configMapRef");
        JsonNode secret = from.path("secretRef");
        JsonNode reference = map.isMissingNode() ? secret : map;
        Map<String, String> data =
                map.isMissingNode() ? secretData(reference) : configMapData(reference);
        String prefix = from.path("prefix").asString("");
        data.forEach((key, value) -> env.put(prefix + key, value));
    }

    private Optional<String> value(JsonNode valueFrom) throws ConfigurationMissing {
        JsonNode map = valueFrom.path("configMapKeyRef");
        if (!map.isMissingNode()) {
            return key(configMapData(map), map, "ConfigMap");
        }
        JsonNode secret = valueFrom.path("secretKeyRef");
        if (!secret.isMissingNode()) {
            return key(secretData(secret), secret, "Secret");
        }
        return Optional.of(field(valueFrom.path("fieldRef").path("fieldPath").asString("")));
    }

    private Optional<String> key(Map<String, String> data, JsonNode reference, String kind)
            throws ConfigurationMissing {
        String key = reference.path("key").asString("");
        String value = data.get(key);
        if (value == null && !optional(reference)) {
            throw new ConfigurationMissing(
                    "couldn't find key %s in %s %s/%s"
                            .formatted(key, kind, namespace, name(reference)));
        }
        return Optional.ofNullable(value);
    }

    private Map<String, String> configMapData(JsonNode reference) throws ConfigurationMissing {
        return present(source.configMap(name(reference)), reference, "configmap");
    }

    private Map<String, String> secretData(JsonNode reference) throws ConfigurationMissing {
        return present(source.secret(name(reference)), reference, "secret");
    }

    private static Map<String, String> present(
            Optional<Map<String, String>> data, JsonNode reference, String kind)
            throws ConfigurationMissing {
        if (data.isEmpty() && !optional(reference)) {
            throw new ConfigurationMissing(kind + " \"" + name(reference) + "\" not found");
        }
        return data.orElse(Map.of());
    }

    private String field(String path) {
        return switch (path) {
            case "status.podIP" -> address;
            case "metadata.name",
                    "metadata.namespace",
                    "metadata.uid",
                    "spec.nodeName",
                    "spec.serviceAccountName",
                    "status.hostIP" ->
                    pod.at("/" + path.replace('.', '/')).asString("");
            default -> entry(path);
        };
    }

    /** A label or an annotation: {@code metadata.labels['key']}. */
    private String entry(String path) {
        Matcher entry = ENTRY.matcher(path);
        return entry.matches()
                ? pod.path("metadata").path(entry.group(1)).path(entry.group(2)).asString("")
                : "";
    }

    private static String name(JsonNode reference) {
        return reference.path("name").asString("");
    }

    private static boolean optional(JsonNode reference) {
        return reference.path("optional").asBoolean(false);
    }
}
