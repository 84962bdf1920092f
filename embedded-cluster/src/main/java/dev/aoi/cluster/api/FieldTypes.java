package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Set;

/**
 * What the real server's typed decoder does to a body: null means absent, and a value of the wrong
 * type is refused. Types are known by field name, for the fields that this server reads.
 */
final class FieldTypes {
    private static final Set<String> OBJECTS = Set.of("metadata", "spec", "template");
    private static final Set<String> LISTS =
            Set.of(
                    "containers",
                    "initContainers",
                    "volumes",
                    "ports",
                    "env",
                    "envFrom",
                    "volumeMounts",
                    "tolerations",
                    "subsets",
                    "rules",
                    "subjects",
                    "conditions",
                    "ownerReferences",
                    "matchExpressions",
                    "taints");
    private static final Set<String> TEXTS =
            Set.of("name", "namespace", "image", "nodeName", "clusterIP", "serviceAccountName");
    private static final Set<String> NUMBERS =
            Set.of(
                    "replicas",
                    "containerPort",
                    "nodePort",
                    "hostPort",
                    "parallelism",
                    "completions",
                    "backoffLimit",
                    "revisionHistoryLimit",
                    "progressDeadlineSeconds",
                    "minReadySeconds",
                    "terminationGracePeriodSeconds",
                    "initialDelaySeconds",
                    "periodSeconds",
                    "timeoutSeconds",
                    "successThreshold",
                    "failureThreshold");
    private static final Set<String> TEXT_MAPS =
            Set.of("labels", "annotations", "matchLabels", "nodeSelector", "data", "stringData");

    private FieldTypes() {}

    /**
     * Drops nulls in place and checks types.
     *
     * @throws ApiException 400 in the words of the server's decoder
     */
    static void check(ResourceKind kind, ObjectNode object) {
        try {
            walk(kind.kind(), "", object);
        } catch (WrongType e) {
            throw ApiException.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s: json: cannot unmarshal %s into Go struct field %s of type %s"
                            .formatted(
                                    kind.kind(),
                                    kind.version(),
                                    kind.kind(),
                                    e.given,
                                    e.path,
                                    e.wanted));
        }
    }

    private static void walk(String path, String parent, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(entry -> entry.getValue().isNull());
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                field(path + "." + entry.getKey(), entry.getKey(), entry.getValue());
            }
        } else if (node.isArray()) {
            for (JsonNode entry : node) {
                if (LISTS.contains(parent)) {
                    require(entry.isObject(), path, entry, "object");
                }
                walk(path, parent, entry);
            }
        }
    }

    private static void field(String path, String field, JsonNode value) {
        if (TEXT_MAPS.contains(field) && value.isObject()) {
            ((ObjectNode) value).properties().removeIf(entry -> entry.getValue().isNull());
            value.propertyStream()
                    .forEach(
                            entry ->
                                    require(
                                            entry.getValue().isString(),
                                            path,
                                            entry.getValue(),
                                            "string"));
            return;
        }
        if (TEXT_MAPS.contains(field)) {
            require(false, path, value, "map[string]string");
        } else if (OBJECTS.contains(field)) {
            require(value.isObject(), path, value, "object");
        } else if (LISTS.contains(field)) {
            require(value.isArray(), path, value, "[]object");
        } else if (TEXTS.contains(field)) {
            require(value.isString(), path, value, "string");
        } else if (NUMBERS.contains(field)) {
            require(value.isIntegralNumber(), path, value, "int32");
        }
        walk(path, field, value);
    }

    private static void require(boolean holds, String path, JsonNode value, String wanted) {
        if (!holds) {
            throw new WrongType(path, kindOf(value), wanted);
        }
    }

    private static String kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number " + value;
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            default -> "object";
        };
    }

    private static final class WrongType extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String path;
        private final String given;
        private final String wanted;

        WrongType(String path, String given, String wanted) {
            super(path, null, false, false);
            this.path = path;
            this.given = given;
            this.wanted = wanted;
        }
    }
}
