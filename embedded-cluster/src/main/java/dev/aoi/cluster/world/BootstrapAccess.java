package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The roles of a world as RBAC objects. Users are named by role: {@code env} may do everything,
 * {@code probe} reads all but secrets and may exec, {@code executor} reads the same without exec;
 * what it may write is bound per namespace by {@link ExecutorAccess}.
 */
final class BootstrapAccess {
    /** ClusterRole and binding of the probe. */
    static final String PROBE = "aoi-probe";

    /** ClusterRole and binding of the executor's reads. */
    static final String EXECUTOR = "aoi-executor";

    /** ClusterRole of the executor's writes, bound in namespaces. */
    static final String EXECUTOR_WRITES = "aoi-executor-writes";

    private static final List<String> READ = List.of("get", "list", "watch");

    private BootstrapAccess() {}

    static void populate(ObjectStore store) {
        ArrayNode all = rules();
        rule(all, List.of("*"), List.of("*"), List.of("*"));
        all.addObject().putArray("nonResourceURLs").add("*");
        all.get(1).asObject().putArray("verbs").add("*");
        create(store, "cluster-admin", all);

        ArrayNode probe = rules();
        reads(probe);
        rule(probe, List.of(""), List.of("pods/exec"), List.of("create", "get"));
        create(store, PROBE, probe);

        ArrayNode executor = rules();
        reads(executor);
        create(store, EXECUTOR, executor);

        List<String> change = List.of("patch", "update");
        ArrayNode writes = rules();
        rule(writes, List.of(""), List.of("services", "configmaps"), change);
        rule(
                writes,
                List.of("apps"),
                List.of("deployments", "deployments/scale", "statefulsets", "statefulsets/scale"),
                change);
        rule(writes, List.of(""), List.of("pods"), List.of("delete"));
        create(store, EXECUTOR_WRITES, writes);

        bind(store, "cluster-admin", "env");
        bind(store, PROBE, "probe");
        bind(store, EXECUTOR, "executor");
    }

    /** Fills a binding's role and its one user. */
    static void refer(ObjectNode binding, String role, String user) {
        binding.putObject("roleRef")
                .put("apiGroup", ResourceKinds.CLUSTER_ROLE.group())
                .put("kind", "ClusterRole")
                .put("name", role);
        binding.putArray("subjects")
                .addObject()
                .put("kind", "User")
                .put("apiGroup", ResourceKinds.CLUSTER_ROLE.group())
                .put("name", user);
    }

    private static void reads(ArrayNode rules) {
        Map<String, List<String>> plurals =
                ResourceKinds.all().stream()
                        .filter(kind -> kind != ResourceKinds.SECRET)
                        .collect(
                                Collectors.groupingBy(
                                        ResourceKind::group,
                                        TreeMap::new,
                                        Collectors.mapping(
                                                ResourceKind::plural, Collectors.toList())));
        plurals.forEach((group, names) -> rule(rules, List.of(group), names, READ));
        rule(rules, List.of(""), List.of("pods/log"), List.of("get"));
        rule(rules, List.of("apps"), List.of("*/scale"), List.of("get"));
    }

    private static ArrayNode rules() {
        return JsonNodeFactory.instance.arrayNode();
    }

    private static void rule(
            ArrayNode rules, List<String> groups, List<String> resources, List<String> verbs) {
        ObjectNode rule = rules.addObject();
        verbs.forEach(rule.putArray("verbs")::add);
        groups.forEach(rule.putArray("apiGroups")::add);
        resources.forEach(rule.putArray("resources")::add);
    }

    private static void create(ObjectStore store, String name, JsonNode rules) {
        ObjectNode role = Bootstrap.named("", name);
        role.set("rules", rules);
        store.create(ResourceKinds.CLUSTER_ROLE, role);
    }

    private static void bind(ObjectStore store, String role, String user) {
        ObjectNode binding = Bootstrap.named("", role);
        refer(binding, role, user);
        store.create(ResourceKinds.CLUSTER_ROLE_BINDING, binding);
    }
}
