package dev.aoi.kube.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of Kubernetes object that commands may name, with its place in the API (group, version,
 * plural) and the names by which kubectl knows it (plural, singular, short names).
 */
public enum ResourceType {
    POD("Pod", "", "v1", "pods", true, "po"),
    SERVICE("Service", "", "v1", "services", true, "svc"),
    ENDPOINTS("Endpoints", "", "v1", "endpoints", true, "ep"),
    CONFIG_MAP("ConfigMap", "", "v1", "configmaps", true, "cm"),
    SECRET("Secret", "", "v1", "secrets", true),
    EVENT("Event", "", "v1", "events", true, "ev"),
    NODE("Node", "", "v1", "nodes", false, "no"),
    NAMESPACE("Namespace", "", "v1", "namespaces", false, "ns"),
    PERSISTENT_VOLUME_CLAIM(
            "PersistentVolumeClaim", "", "v1", "persistentvolumeclaims", true, "pvc"),
    PERSISTENT_VOLUME("PersistentVolume", "", "v1", "persistentvolumes", false, "pv"),
    SERVICE_ACCOUNT("ServiceAccount", "", "v1", "serviceaccounts", true, "sa"),
    RESOURCE_QUOTA("ResourceQuota", "", "v1", "resourcequotas", true, "quota"),
    DEPLOYMENT("Deployment", "apps", "v1", "deployments", true, "deploy"),
    REPLICA_SET("ReplicaSet", "apps", "v1", "replicasets", true, "rs"),
    STATEFUL_SET("StatefulSet", "apps", "v1", "statefulsets", true, "sts"),
    DAEMON_SET("DaemonSet", "apps", "v1", "daemonsets", true, "ds"),
    CONTROLLER_REVISION("ControllerRevision", "apps", "v1", "controllerrevisions", true),
    JOB("Job", "batch", "v1", "jobs", true),
    CRON_JOB("CronJob", "batch", "v1", "cronjobs", true, "cj"),
    HORIZONTAL_POD_AUTOSCALER(
            "HorizontalPodAutoscaler",
            "autoscaling",
            "v2",
            "horizontalpodautoscalers",
            true,
            "hpa"),
    ENDPOINT_SLICE("EndpointSlice", "discovery.k8s.io", "v1", "endpointslices", true),
    NETWORK_POLICY("NetworkPolicy", "networking.k8s.io", "v1", "networkpolicies", true, "netpol"),
    INGRESS("Ingress", "networking.k8s.io", "v1", "ingresses", true, "ing"),
    POD_DISRUPTION_BUDGET(
            "PodDisruptionBudget", "policy", "v1", "poddisruptionbudgets", true, "pdb"),
    STORAGE_CLASS("StorageClass", "storage.k8s.io", "v1", "storageclasses", false, "sc");

    /** Pods, and what has pods behind it. */
    public static final Set<ResourceType> WITH_PODS =
            Set.of(POD, SERVICE, DEPLOYMENT, REPLICA_SET, STATEFUL_SET, DAEMON_SET, JOB);

    /** What keeps revisions of its pod template and rolls from one to the next. */
    public static final Set<ResourceType> ROLLED_OUT = Set.of(DEPLOYMENT, STATEFUL_SET);

    private static final Map<String, ResourceType> BY_WORD =
            Arrays.stream(values())
                    .flatMap(t -> t.words().distinct().map(word -> Map.entry(word, t)))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Map<String, ResourceType> BY_KIND =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(ResourceType::kind, t -> t));

    private final String kind;
    private final String group;
    private final String version;
    private final String plural;
    private final boolean namespaced;
    private final List<String> shortNames;

    ResourceType(
            String kind,
            String group,
            String version,
            String plural,
            boolean namespaced,
            String... shortNames) {
        this.kind = kind;
        this.group = group;
        this.version = version;
        this.plural = plural;
        this.namespaced = namespaced;
        this.shortNames = List.of(shortNames);
    }

    /** The kind as in manifests, such as {@code ReplicaSet}. */
    public String kind() {
        return kind;
    }

    /** The API group; empty for the core group. */
    public String group() {
        return group;
    }

    /** The API version within the group, such as {@code v1}. */
    public String version() {
        return version;
    }

    /** The plural lower-case name, as in API paths. */
    public String plural() {
        return plural;
    }

    /** Whether objects of this kind live in a namespace. */
    public boolean namespaced() {
        return namespaced;
    }

    /** The singular lower-case name. */
    public String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    /** What kubectl puts in front of a name, such as {@code deployment.apps}. */
    public String qualifiedSingular() {
        return group.isEmpty() ? singular() : singular() + "." + group;
    }

    /** What error messages call the type, such as {@code deployments.apps}. */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** The {@code apiVersion} of its manifests. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Finds a type by any word kubectl takes for it; case does not matter. */
    public static Optional<ResourceType> byWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word.toLowerCase(Locale.ROOT)));
    }

    /** Finds a type by its exact kind. */
    public static Optional<ResourceType> byKind(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }

    private Stream<String> words() {
        Stream<String> plain = Stream.concat(Stream.of(plural, singular()), shortNames.stream());
        return group.isEmpty()
                ? plain
                : Stream.concat(plain, Stream.of(qualifiedPlural(), qualifiedSingular()));
    }
}
