package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.Kinds;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.schema.Extract;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code /openapi/v3} and {@code /openapi/v2}: the paths and types of every kind, without
 * descriptions. Documents are addressed by a hash of their content, so that clients may keep them.
 */
final class OpenApi {
    private static final String ROOT = "/openapi/v3";
    private static final String JSON = "application/json";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String PROTOBUF =
            "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    /**
     * A protobuf document of the older form with its version and nothing else: clients that ask for
     * it have looked at the newer form first.
     */
    private static final byte[] EMPTY_SWAGGER = {0x0a, 3, '2', '.', '0'};

    private static final Map<String, byte[]> BUILT_IN = new ConcurrentHashMap<>();
    private static final Map<String, String> HASHES = new ConcurrentHashMap<>();

    private OpenApi() {}

    /** The answer to an OpenAPI path; empty when the path is none. */
    static Optional<ApiReply> answer(Kinds kinds, String path, String accept) {
        if (path.equals("/openapi/v2") && accept.contains("com.github.proto-openapi")) {
            return Optional.of(new ApiReply.Bytes(PROTOBUF, EMPTY_SWAGGER.clone()));
        }
        if (path.equals("/openapi/v2")) {
            return Optional.of(
                    new ApiReply.Bytes(
                            JSON,
                            BUILT_IN.computeIfAbsent("v2", key -> JsonText.bytes(swagger()))));
        }
        Map<String, List<ResourceKind>> custom = custom(kinds);
        if (path.equals(ROOT)) {
            return Optional.of(ApiReply.Json.ok(index(custom)));
        }
        if (!path.startsWith(ROOT + "/")) {
            return Optional.empty();
        }
        String document = path.substring(ROOT.length() + 1);
        if (custom.containsKey(document)) {
            return Optional.of(
                    new ApiReply.Bytes(JSON, JsonText.bytes(document(custom.get(document)))));
        }
        return Extract.documents().has(document)
                ? Optional.of(new ApiReply.Bytes(JSON, builtIn(document)))
                : Optional.empty();
    }

    private static Map<String, List<ResourceKind>> custom(Kinds kinds) {
        Map<String, List<ResourceKind>> documents = new TreeMap<>();
        for (ResourceKind kind : kinds.custom()) {
            documents
                    .computeIfAbsent("apis/" + kind.apiVersion(), k -> new java.util.ArrayList<>())
                    .add(kind);
        }
        return documents;
    }

    private static ObjectNode index(Map<String, List<ResourceKind>> custom) {
        ObjectNode index = JsonText.object();
        ObjectNode paths = index.putObject("paths");
        for (Map.Entry<String, JsonNode> entry : Extract.documents().properties()) {
            String name = entry.getKey();
            address(paths, name, HASHES.computeIfAbsent(name, key -> hash(builtIn(key))));
        }
        custom.forEach(
                (name, kinds) -> address(paths, name, hash(JsonText.bytes(document(kinds)))));
        return index;
    }

    private static void address(ObjectNode paths, String name, String hash) {
        paths.putObject(name).put("serverRelativeURL", ROOT + "/" + name + "?hash=" + hash);
    }

    private static byte[] builtIn(String name) {
        return BUILT_IN.computeIfAbsent(name, key -> JsonText.bytes(document(key)));
    }

    private static ObjectNode document(String name) {
        JsonNode source = Extract.documents().path(name);
        ObjectNode document = header();
        ObjectNode paths = document.putObject("paths");
        for (Map.Entry<String, JsonNode> path : source.path("paths").properties()) {
            ObjectNode methods = paths.putObject(path.getKey());
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                JsonNode facts = method.getValue();
                ObjectNode operation = methods.putObject(method.getKey());
                if (facts.has("action")) {
                    operation.set("x-kubernetes-action", facts.path("action"));
                }
                if (facts.has("gvk")) {
                    JsonNode gvk = facts.path("gvk");
                    gvk(
                            operation,
                            gvk.path(0).asString(),
                            gvk.path(1).asString(),
                            gvk.path(2).asString());
                }
                facts.path("query").forEach(query -> parameter(operation, query.asString()));
            }
        }
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        for (JsonNode type : source.path("types")) {
            schemas.set(type.asString(), Extract.types().path(type.asString()));
        }
        return document;
    }

    /** The document of a group and version that only custom kinds have. */
    private static ObjectNode document(List<ResourceKind> kinds) {
        ObjectNode document = header();
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        for (ResourceKind kind : kinds) {
            String scope = kind.namespaced() ? "namespaces/{namespace}/" : "";
            String collection = "/apis/" + kind.apiVersion() + "/" + scope + kind.plural();
            operation(paths, collection, "get", "list", kind);
            operation(paths, collection, "post", "post", kind);
            for (String method : List.of("get", "put", "patch", "delete")) {
                operation(paths, collection + "/{name}", method, method, kind);
            }
            ObjectNode schema =
                    kind.openApi() instanceof ObjectNode open
                            ? open.deepCopy()
                            : JsonText.object().put("type", "object");
            ObjectNode properties = schema.withObject("properties");
            properties.putObject("apiVersion").put("type", "string");
            properties.putObject("kind").put("type", "string");
            properties
                    .putObject("metadata")
                    .putArray("allOf")
                    .addObject()
                    .put("$ref", SCHEMAS + "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
            ObjectNode gvk = schema.putArray("x-kubernetes-group-version-kind").addObject();
            gvk.put("group", kind.group()).put("kind", kind.kind()).put("version", kind.version());
            schemas.set(reversed(kind.group()) + "." + kind.version() + "." + kind.kind(), schema);
        }
        for (String type :
                List.of("ObjectMeta", "ManagedFieldsEntry", "OwnerReference", "FieldsV1", "Time")) {
            String name = "io.k8s.apimachinery.pkg.apis.meta.v1." + type;
            schemas.set(name, Extract.types().path(name));
        }
        return document;
    }

    private static void operation(
            ObjectNode paths, String path, String method, String action, ResourceKind kind) {
        ObjectNode operation =
                paths.withObject("/" + escape(path))
                        .putObject(method)
                        .put("x-kubernetes-action", action);
        gvk(operation, kind.group(), kind.version(), kind.kind());
        if (!method.equals("get")) {
            List.of("dryRun", "fieldManager", "fieldValidation")
                    .forEach(name -> parameter(operation, name));
        }
    }

    private static String escape(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }

    private static void gvk(ObjectNode operation, String group, String version, String kind) {
        operation
                .putObject("x-kubernetes-group-version-kind")
                .put("group", group)
                .put("version", version)
                .put("kind", kind);
    }

    private static void parameter(ObjectNode operation, String name) {
        operation
                .withArray("parameters")
                .addObject()
                .put("name", name)
                .put("in", "query")
                .putObject("schema")
                .put("type", "string");
    }

    private static ObjectNode header() {
        ObjectNode document = JsonText.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "1.36");
        return document;
    }

    /** All types in the older form. */
    private static ObjectNode swagger() {
        ObjectNode document = JsonText.object().put("swagger", "2.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.36.3");
        document.putObject("paths");
        String types = JsonText.text(Extract.types()).replace(SCHEMAS, "#/definitions/");
        document.set("definitions", JsonText.read(types));
        return document;
    }

    private static String reversed(String group) {
        List<String> parts = new java.util.ArrayList<>(List.of(group.split("\\.")));
        java.util.Collections.reverse(parts);
        return String.join(".", parts);
    }

    private static String hash(byte[] document) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(document);
            return HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-512", e);
        }
    }
}
