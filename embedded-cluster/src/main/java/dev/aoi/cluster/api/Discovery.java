package dev.aoi.cluster.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aoi.cluster.kind.Kinds;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.schema.ApiResource;
import dev.aoi.cluster.schema.ApiResources;
import dev.aoi.cluster.schema.Extract;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the API of a world offers: the built-in resources and those of its custom kinds, in the
 * legacy and in the aggregated form.
 */
final class Discovery {
    private final Map<String, List<String>> groups = new LinkedHashMap<>();

    private final Map<String, List<Entry>> resources = new LinkedHashMap<>();

    /** A resource with the names that kubectl knows it by. */
    record Entry(ApiResource resource, List<String> shortNames, List<String> categories) {}

    private Discovery(Kinds kinds, boolean metrics) {
        groups.put("", List.of("v1"));
        for (JsonNode group : Extract.groups()) {
            groups.put(
                    group.path(0).asString(),
                    group.path(1).valueStream().map(JsonNode::asString).toList());
        }
        for (ApiResource resource : ApiResources.all()) {
            Optional<ResourceKind> row =
                    ResourceKinds.all().stream()
                            .filter(kind -> kind.plural().equals(resource.plural()))
                            .findFirst();
            add(
                    new Entry(
                            resource,
                            row.map(ResourceKind::shortNames).orElse(List.of()),
                            row.map(ResourceKind::categories).orElse(List.of())));
        }
        for (ResourceKind kind : kinds.custom()) {
            List<String> versions = new ArrayList<>(groups.getOrDefault(kind.group(), List.of()));
            if (!versions.contains(kind.version())) {
                versions.add(kind.version());
            }
            groups.put(kind.group(), versions);
            ApiResource resource =
                    new ApiResource(
                            kind.group(),
                            kind.version(),
                            kind.plural(),
                            kind.kind(),
                            kind.namespaced(),
                            kind.verbs(),
                            kind.subresourceInfo());
            add(new Entry(resource, kind.shortNames(), kind.categories()));
        }
        if (metrics) {
            groups.put(MetricsApi.GROUP, List.of("v1beta1"));
            metrics("nodes", "NodeMetrics", false);
            metrics("pods", "PodMetrics", true);
        }
    }

    private void metrics(String plural, String kind, boolean namespaced) {
        ApiResource resource =
                new ApiResource(
                        MetricsApi.GROUP,
                        "v1beta1",
                        plural,
                        kind,
                        namespaced,
                        new TreeSet<>(List.of("get", "list")),
                        new TreeMap<>());
        add(new Entry(resource, List.of(), List.of()));
    }

    private void add(Entry entry) {
        resources
                .computeIfAbsent(
                        entry.resource.group() + "/" + entry.resource.version(),
                        key -> new ArrayList<>())
                .add(entry);
    }

    private static final class BuiltIn {
        private static final Discovery ONLY = new Discovery(new Kinds(), false);
    }

    /** The answer to a discovery path; empty when the path is none. */
    static Optional<ApiReply> answer(World world, ApiCall call) {
        String path =
                call.path().endsWith("/") && call.path().length() > 1
                        ? call.path().substring(0, call.path().length() - 1)
                        : call.path();
        return switch (path) {
            case "/metrics" -> Optional.of(ServerMetrics.answer(world));
            case "/version" ->
                    Optional.of(
                            new ApiReply.Bytes(
                                    "application/json", IndentedJson.bytes(ServerPaths.version())));
            default -> {
                Optional<ApiReply> health = HealthChecks.answer(path, call.query());
                if (health.isPresent()) {
                    yield health;
                }
                if (path.startsWith("/openapi/")) {
                    yield world.locked(
                            () -> OpenApi.answer(world.store().kinds(), path, call.accept()));
                }
                boolean mayBe =
                        path.length() < 2
                                || path.equals("/api")
                                || path.startsWith("/api/") && path.indexOf('/', 5) < 0
                                || path.startsWith("/apis") && path.split("/").length <= 4;
                yield mayBe ? world.locked(() -> of(world).answer(path, call)) : Optional.empty();
            }
        };
    }

    private static Discovery of(World world) {
        Kinds kinds = world.store().kinds();
        boolean metrics = MetricsApi.available(world);
        return kinds.custom().isEmpty() && !metrics ? BuiltIn.ONLY : new Discovery(kinds, metrics);
    }

    private Optional<ApiReply> answer(String path, ApiCall call) {
        return switch (path) {
            case "", "/" ->
                    Optional.of(
                            new ApiReply.Bytes(
                                    "application/json",
                                    IndentedJson.bytes(ServerPaths.of(groups))));
            case "/api" ->
                    Optional.of(
                            AggregatedDiscovery.asked(call) ? aggregated().answer(true) : core());
            case "/apis" ->
                    Optional.of(
                            AggregatedDiscovery.asked(call)
                                    ? aggregated().answer(false)
                                    : groups());
            default -> group(path);
        };
    }

    private AggregatedDiscovery aggregated() {
        return new AggregatedDiscovery(groups, resources);
    }

    private Optional<ApiReply> group(String path) {
        if (path.equals("/api/v1")) {
            return Optional.of(resources("", "v1"));
        }
        String[] parts = path.split("/");
        boolean known =
                parts.length >= 3 && parts[1].equals("apis") && groups.containsKey(parts[2]);
        if (known && parts.length == 3 && !parts[2].isEmpty()) {
            ObjectNode group = JsonText.object().put("kind", "APIGroup").put("apiVersion", "v1");
            describe(group, parts[2]);
            return Optional.of(ApiReply.Json.ok(group));
        }
        if (known && parts.length == 4 && groups.get(parts[2]).contains(parts[3])) {
            return Optional.of(resources(parts[2], parts[3]));
        }
        return Optional.empty();
    }

    private static ApiReply core() {
        ObjectNode versions = JsonText.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", "10.200.0.2:6443");
        return ApiReply.Json.ok(versions);
    }

    private ApiReply groups() {
        ObjectNode list = JsonText.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode array = list.putArray("groups");
        groups.keySet().stream()
                .filter(group -> !group.isEmpty())
                .forEach(group -> describe(array.addObject(), group));
        return ApiReply.Json.ok(list);
    }

    private void describe(ObjectNode target, String group) {
        target.put("name", group);
        ArrayNode list = target.putArray("versions");
        List<String> versions = groups.get(group);
        versions.forEach(version -> groupVersion(list.addObject(), group, version));
        groupVersion(target.putObject("preferredVersion"), group, versions.getFirst());
    }

    private static void groupVersion(ObjectNode target, String group, String version) {
        target.put("groupVersion", group + "/" + version).put("version", version);
    }

    private ApiReply resources(String group, String version) {
        ObjectNode list = JsonText.object().put("kind", "APIResourceList");
        if (!group.isEmpty()) {
            list.put("apiVersion", "v1");
        }
        list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode array = list.putArray("resources");
        for (Entry entry : resources.getOrDefault(group + "/" + version, List.of())) {
            ApiResource api = entry.resource;
            ObjectNode resource =
                    array.addObject()
                            .put("name", api.plural())
                            .put("singularName", singular(api))
                            .put("namespaced", api.namespaced())
                            .put("kind", api.kind());
            api.verbs().forEach(resource.putArray("verbs")::add);
            names(resource, entry);
            if (api.verbs().contains("watch")) {
                resource.put("storageVersionHash", storageHash(api));
            }
            api.subresources().forEach((name, sub) -> subresource(array, api, name, sub));
        }
        return ApiReply.Json.ok(list);
    }

    /**
     * Changes when the form changes in which objects are stored; events are stored as core ones.
     */
    private static String storageHash(ApiResource api) {
        String group =
                api.group().equals("events.k8s.io")
                        ? ""
                        : api.group().equals("autoscaling") ? "autoscaling/v2" : api.group();
        String form =
                group.contains("/")
                        ? group + "/" + api.kind()
                        : group + "/" + api.version() + "/" + api.kind();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(form.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void subresource(
            ArrayNode array, ApiResource api, String name, ApiResource.Sub sub) {
        ObjectNode resource =
                array.addObject()
                        .put("name", api.plural() + "/" + name)
                        .put("singularName", "")
                        .put("namespaced", api.namespaced());
        if (!sub.group().equals(api.group()) || !sub.version().equals(api.version())) {
            resource.put("group", sub.group()).put("version", sub.version());
        }
        sub.verbs().forEach(resource.put("kind", sub.kind()).putArray("verbs")::add);
    }

    static void names(ObjectNode resource, Entry entry) {
        if (!entry.shortNames.isEmpty()) {
            entry.shortNames.forEach(resource.putArray("shortNames")::add);
        }
        if (!entry.categories.isEmpty()) {
            entry.categories.forEach(resource.putArray("categories")::add);
        }
    }

    /** The metrics API names none. */
    static String singular(ApiResource api) {
        return api.group().equals(MetricsApi.GROUP)
                ? ""
                : api.kind().toLowerCase(java.util.Locale.ROOT);
    }
}
