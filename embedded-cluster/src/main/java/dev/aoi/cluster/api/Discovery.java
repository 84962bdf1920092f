package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the API offers, rendered from the table of kinds; the same for every world. */
final class Discovery {
    private static final List<String> VERBS =
            List.of(
                    "create",
                    "delete",
                    "deletecollection",
                    "get",
                    "list",
                    "patch",
                    "update",
                    "watch");
    private static final Map<String, List<String>> SUBRESOURCE_VERBS =
            Map.of(
                    "status", List.of("get", "patch", "update"),
                    "scale", List.of("get", "patch", "update"),
                    "log", List.of("get"),
                    "exec", List.of("create", "get"),
                    "eviction", List.of("create"),
                    "finalize", List.of("update"));
    private static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final Map<String, Map<String, List<ResourceKind>>> GROUPS = grouped();

    private Discovery() {}

    /** The answer to a discovery path; empty when the path is none. */
    static Optional<ApiReply> answer(ApiCall call) {
        String path =
                call.path().endsWith("/") && call.path().length() > 1
                        ? call.path().substring(0, call.path().length() - 1)
                        : call.path();
        return switch (path) {
            case "/healthz", "/livez", "/readyz" -> Optional.of(new ApiReply.Text("ok"));
            case "/version" -> Optional.of(ApiReply.Json.ok(version()));
            case "", "/" -> Optional.of(ApiReply.Json.ok(paths()));
            case "/api" -> Optional.of(aggregates(call) ? aggregated("") : core());
            case "/apis" -> Optional.of(aggregates(call) ? aggregated("/") : groups());
            default -> path.startsWith("/openapi/") ? OpenApi.answer(path) : group(path);
        };
    }

    private static Optional<ApiReply> group(String path) {
        if (path.equals("/api/v1")) {
            return Optional.of(resources("", "v1"));
        }
        String[] parts = path.split("/");
        boolean known =
                parts.length >= 3 && parts[1].equals("apis") && GROUPS.containsKey(parts[2]);
        if (known && parts.length == 3 && !parts[2].isEmpty()) {
            ObjectNode group = JsonText.object().put("kind", "APIGroup").put("apiVersion", "v1");
            describe(group, parts[2]);
            return Optional.of(ApiReply.Json.ok(group));
        }
        if (known && parts.length == 4 && versions(parts[2]).contains(parts[3])) {
            return Optional.of(resources(parts[2], parts[3]));
        }
        return Optional.empty();
    }

    private static ApiReply core() {
        ObjectNode versions = JsonText.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return ApiReply.Json.ok(versions);
    }

    private static ApiReply groups() {
        ObjectNode list = JsonText.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        GROUPS.keySet().stream()
                .filter(group -> !group.isEmpty())
                .forEach(group -> describe(groups.addObject(), group));
        return ApiReply.Json.ok(list);
    }

    private static void describe(ObjectNode target, String group) {
        target.put("name", group);
        ArrayNode list = target.putArray("versions");
        versions(group).forEach(version -> groupVersion(list.addObject(), group, version));
        groupVersion(target.putObject("preferredVersion"), group, versions(group).getFirst());
    }

    private static void groupVersion(ObjectNode target, String group, String version) {
        target.put("groupVersion", group + "/" + version).put("version", version);
    }

    private static ApiReply resources(String group, String version) {
        ObjectNode list = JsonText.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        for (ResourceKind kind : kinds(group, version)) {
            ObjectNode resource =
                    resource(resources, kind, "").put("singularName", kind.singular());
            VERBS.forEach(resource.putArray("verbs")::add);
            names(resource, kind);
            for (String subresource : new TreeSet<>(kind.subresources())) {
                ObjectNode entry = resource(resources, kind, "/" + subresource);
                entry.put("singularName", "");
                if (subresource.equals("scale")) {
                    entry.put("group", "autoscaling").put("version", "v1").put("kind", "Scale");
                }
                SUBRESOURCE_VERBS
                        .getOrDefault(subresource, List.of())
                        .forEach(entry.putArray("verbs")::add);
            }
        }
        if (group.equals(Reviews.AUTHORIZATION)) {
            ObjectNode review = resources.addObject().put("name", "selfsubjectaccessreviews");
            review.put("singularName", "selfsubjectaccessreview").put("namespaced", false);
            review.put("kind", "SelfSubjectAccessReview").putArray("verbs").add("create");
        }
        return ApiReply.Json.ok(list);
    }

    private static ObjectNode resource(ArrayNode list, ResourceKind kind, String suffix) {
        return list.addObject()
                .put("name", kind.plural() + suffix)
                .put("namespaced", kind.namespaced())
                .put("kind", kind.kind());
    }

    private static void names(ObjectNode resource, ResourceKind kind) {
        if (!kind.shortNames().isEmpty()) {
            kind.shortNames().forEach(resource.putArray("shortNames")::add);
        }
        if (!kind.categories().isEmpty()) {
            kind.categories().forEach(resource.putArray("categories")::add);
        }
    }

    private static boolean aggregates(ApiCall call) {
        return call.accept().contains("v=v2;as=APIGroupDiscoveryList");
    }

    /**
     * All of discovery in one document: {@code ""} for the core group, {@code "/"} for the rest.
     */
    private static ApiReply aggregated(String which) {
        ObjectNode list = JsonText.object().put("kind", "APIGroupDiscoveryList");
        list.put("apiVersion", "apidiscovery.k8s.io/v2").putObject("metadata");
        ArrayNode items = list.putArray("items");
        GROUPS.keySet().stream()
                .filter(group -> group.isEmpty() == which.isEmpty())
                .forEach(group -> aggregate(items.addObject(), group));
        return new ApiReply.Json(200, AGGREGATED, list, List.of());
    }

    private static void aggregate(ObjectNode item, String group) {
        ObjectNode metadata = item.putObject("metadata");
        if (!group.isEmpty()) {
            metadata.put("name", group);
        }
        ArrayNode versions = item.putArray("versions");
        for (String version : versions(group)) {
            ObjectNode entry = versions.addObject().put("version", version);
            ArrayNode resources = entry.putArray("resources");
            kinds(group, version).forEach(kind -> aggregate(resources.addObject(), kind));
            entry.put("freshness", "Current");
        }
    }

    private static void aggregate(ObjectNode resource, ResourceKind kind) {
        resource.put("resource", kind.plural());
        responseKind(resource, kind.group(), kind.version(), kind.kind());
        resource.put("scope", kind.namespaced() ? "Namespaced" : "Cluster");
        resource.put("singularResource", kind.singular());
        VERBS.forEach(resource.putArray("verbs")::add);
        names(resource, kind);
        if (kind.subresources().isEmpty()) {
            return;
        }
        ArrayNode subresources = resource.putArray("subresources");
        for (String name : new TreeSet<>(kind.subresources())) {
            ObjectNode entry = subresources.addObject().put("subresource", name);
            if (name.equals("scale")) {
                responseKind(entry, "autoscaling", "v1", "Scale");
            } else {
                responseKind(entry, kind.group(), kind.version(), kind.kind());
            }
            SUBRESOURCE_VERBS.getOrDefault(name, List.of()).forEach(entry.putArray("verbs")::add);
        }
    }

    private static void responseKind(ObjectNode owner, String group, String version, String kind) {
        owner.putObject("responseKind")
                .put("group", group)
                .put("version", version)
                .put("kind", kind);
    }

    private static ObjectNode version() {
        return JsonText.object()
                .put("major", "1")
                .put("minor", "36")
                .put("gitVersion", "v1.36.3")
                .put("gitCommit", "0000000000000000000000000000000000000000")
                .put("gitTreeState", "clean")
                .put("buildDate", "2025-01-01T00:00:00Z")
                .put("goVersion", "go1.26.8")
                .put("compiler", "gc")
                .put("platform", "linux/amd64");
    }

    private static ObjectNode paths() {
        ObjectNode root = JsonText.object();
        ArrayNode paths = root.putArray("paths").add("/api").add("/api/v1").add("/apis");
        GROUPS.keySet().stream()
                .filter(group -> !group.isEmpty())
                .forEach(
                        group -> {
                            paths.add("/apis/" + group);
                            versions(group).forEach(v -> paths.add("/apis/" + group + "/" + v));
                        });
        List.of("/healthz", "/livez", "/readyz", "/version").forEach(paths::add);
        return root;
    }

    private static List<String> versions(String group) {
        return List.copyOf(GROUPS.getOrDefault(group, Map.of()).keySet());
    }

    private static List<ResourceKind> kinds(String group, String version) {
        return GROUPS.getOrDefault(group, Map.of()).getOrDefault(version, List.of());
    }

    private static Map<String, Map<String, List<ResourceKind>>> grouped() {
        Map<String, Map<String, List<ResourceKind>>> groups =
                ResourceKinds.all().stream()
                        .collect(
                                Collectors.groupingBy(
                                        ResourceKind::group,
                                        LinkedHashMap::new,
                                        Collectors.groupingBy(
                                                ResourceKind::version,
                                                LinkedHashMap::new,
                                                Collectors.toList())));
        groups.put(Reviews.AUTHORIZATION, Map.of("v1", List.of()));
        return groups;
    }
}
