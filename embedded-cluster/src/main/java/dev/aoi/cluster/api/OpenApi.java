package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * {@code /openapi/v3}: the paths of every kind with the query parameters that they take. Clients
 * look here whether the server validates fields by itself; schemas of fields are not served.
 */
final class OpenApi {
    private static final String ROOT = "/openapi/v3";

    private OpenApi() {}

    /** The answer to an OpenAPI path; empty when the path is none. */
    static Optional<ApiReply> answer(String path) {
        if (path.equals(ROOT)) {
            ObjectNode index = JsonText.object();
            ObjectNode paths = index.putObject("paths");
            ResourceKinds.all().stream()
                    .map(OpenApi::root)
                    .distinct()
                    .forEach(
                            root ->
                                    paths.putObject(root)
                                            .put("serverRelativeURL", ROOT + "/" + root));
            return Optional.of(ApiReply.Json.ok(index));
        }
        List<ResourceKind> kinds =
                ResourceKinds.all().stream()
                        .filter(kind -> path.equals(ROOT + "/" + root(kind)))
                        .toList();
        return kinds.isEmpty() ? Optional.empty() : Optional.of(ApiReply.Json.ok(document(kinds)));
    }

    private static ObjectNode document(List<ResourceKind> kinds) {
        ObjectNode document = JsonText.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.36.3");
        ObjectNode paths = document.putObject("paths");
        for (ResourceKind kind : kinds) {
            String scope = kind.namespaced() ? "namespaces/{namespace}/" : "";
            String collection = "/" + root(kind) + "/" + scope + kind.plural();
            operation(paths.putObject(collection), "post", "post", kind);
            ObjectNode one = paths.putObject(collection + "/{name}");
            operation(one, "put", "put", kind);
            operation(one, "patch", "patch", kind);
        }
        return document;
    }

    private static void operation(
            ObjectNode path, String method, String action, ResourceKind kind) {
        ObjectNode operation = path.putObject(method).put("x-kubernetes-action", action);
        operation
                .putObject("x-kubernetes-group-version-kind")
                .put("group", kind.group())
                .put("version", kind.version())
                .put("kind", kind.kind());
        var parameters = operation.putArray("parameters");
        for (String name : List.of("dryRun", "fieldManager", "fieldValidation")) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", "string");
        }
    }

    private static String root(ResourceKind kind) {
        return (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion();
    }
}
