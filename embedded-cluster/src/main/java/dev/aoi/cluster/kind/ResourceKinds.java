package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.ResourceKindBuilder.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of resource kinds. A new kind is a new row here and, where it lives, a controller. */
public final class ResourceKinds {
    private static final List<ResourceKind> ALL = new ArrayList<>();
    private static final Map<String, ResourceKind> BY_PLURAL = new LinkedHashMap<>();
    private static final Map<String, ResourceKind> BY_KIND = new LinkedHashMap<>();

    private static final String APPS = "apps";
    private static final String BATCH = "batch";
    private static final String RBAC = "rbac.authorization.k8s.io";

    public static final ResourceKind CONFIG_MAP =
            add(
                    row("", "v1", "ConfigMap", "configmaps")
                            .shortNames("cm")
                            .columns(ClusterColumns.configMap())
                            .validation(Validations::configMap));
    public static final ResourceKind ENDPOINTS =
            add(
                    row("", "v1", "Endpoints", "endpoints")
                            .deprecated(
                                    "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1"
                                            + " EndpointSlice")
                            .shortNames("ep")
                            .columns(NetworkColumns.endpoints())
                            .defaults(KindDefaults::endpoints));
    public static final ResourceKind EVENT =
            add(
                    row("", "v1", "Event", "events")
                            .selectable(
                                    "involvedObject.kind",
                                    "involvedObject.namespace",
                                    "involvedObject.name",
                                    "involvedObject.uid",
                                    "involvedObject.apiVersion",
                                    "involvedObject.resourceVersion",
                                    "involvedObject.fieldPath",
                                    "reason",
                                    "reportingComponent",
                                    "source",
                                    "type")
                            .shortNames("ev")
                            .columns(ClusterColumns.event()));
    public static final ResourceKind NAMESPACE =
            add(
                    row("", "v1", "Namespace", "namespaces")
                            .selectable("status.phase")
                            .shortNames("ns")
                            .clusterScoped()
                            .subresources("status", "finalize")
                            .columns(ClusterColumns.namespace())
                            .defaults(KindDefaults::namespace)
                            .named(Names::label));
    public static final ResourceKind NODE =
            add(
                    row("", "v1", "Node", "nodes")
                            .selectable("spec.unschedulable")
                            .shortNames("no")
                            .clusterScoped()
                            .subresources("status")
                            .columns(ClusterColumns.node()));
    public static final ResourceKind PVC =
            add(
                    row("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims")
                            .returnsDeleted()
                            .shortNames("pvc")
                            .subresources("status")
                            .columns(ClusterColumns.claim())
                            .defaults(KindDefaults::claim)
                            .validation(Validations::claim));
    public static final ResourceKind PV =
            add(
                    row("", "v1", "PersistentVolume", "persistentvolumes")
                            .returnsDeleted()
                            .shortNames("pv")
                            .clusterScoped()
                            .subresources("status")
                            .columns(ClusterColumns.volume())
                            .defaults(KindDefaults::volume));
    public static final ResourceKind POD =
            add(
                    row("", "v1", "Pod", "pods")
                            .returnsDeleted()
                            .selectable(
                                    "spec.nodeName",
                                    "spec.restartPolicy",
                                    "spec.schedulerName",
                                    "spec.serviceAccountName",
                                    "spec.hostNetwork",
                                    "status.phase",
                                    "status.podIP",
                                    "status.nominatedNodeName")
                            .shortNames("po")
                            .all()
                            .generation()
                            .subresources("status", "log", "exec", "eviction")
                            .columns(PodColumns.columns())
                            .defaults(PodDefaults::pod)
                            .validation(PodValidation::pod));
    public static final ResourceKind SECRET =
            add(
                    row("", "v1", "Secret", "secrets")
                            .selectable("type")
                            .columns(ClusterColumns.secret())
                            .defaults(KindDefaults::secret)
                            .validation(Validations::secret));
    public static final ResourceKind SERVICE_ACCOUNT =
            add(
                    row("", "v1", "ServiceAccount", "serviceaccounts")
                            .returnsDeleted()
                            .shortNames("sa"));
    public static final ResourceKind SERVICE =
            add(
                    row("", "v1", "Service", "services")
                            .returnsDeleted()
                            .selectable("spec.clusterIP", "spec.type")
                            .shortNames("svc")
                            .all()
                            .subresources("status")
                            .columns(NetworkColumns.service())
                            .defaults(KindDefaults::service)
                            .named(Names::label)
                            .validation(ServiceValidation::service));
    public static final ResourceKind DAEMON_SET =
            add(
                    row(APPS, "v1", "DaemonSet", "daemonsets")
                            .shortNames("ds")
                            .all()
                            .generation()
                            .subresources("status")
                            .columns(WorkloadColumns.daemonSet())
                            .defaults(KindDefaults::daemonSet)
                            .validation(WorkloadValidation::deployment));
    public static final ResourceKind DEPLOYMENT =
            add(
                    row(APPS, "v1", "Deployment", "deployments")
                            .shortNames("deploy")
                            .all()
                            .generation()
                            .subresources("status", "scale")
                            .columns(WorkloadColumns.deployment())
                            .defaults(KindDefaults::deployment)
                            .validation(WorkloadValidation::deployment));
    public static final ResourceKind REPLICA_SET =
            add(
                    row(APPS, "v1", "ReplicaSet", "replicasets")
                            .selectable("status.replicas")
                            .shortNames("rs")
                            .all()
                            .generation()
                            .subresources("status", "scale")
                            .columns(WorkloadColumns.replicaSet())
                            .defaults(KindDefaults::replicaSet)
                            .validation(WorkloadValidation::deployment));
    public static final ResourceKind STATEFUL_SET =
            add(
                    row(APPS, "v1", "StatefulSet", "statefulsets")
                            .shortNames("sts")
                            .all()
                            .generation()
                            .subresources("status", "scale")
                            .columns(WorkloadColumns.statefulSet())
                            .defaults(KindDefaults::statefulSet)
                            .validation(WorkloadValidation::statefulSet));
    public static final ResourceKind CRON_JOB =
            add(
                    row(BATCH, "v1", "CronJob", "cronjobs")
                            .shortNames("cj")
                            .all()
                            .generation()
                            .subresources("status")
                            .columns(WorkloadColumns.cronJob())
                            .defaults(KindDefaults::cronJob));
    public static final ResourceKind JOB =
            add(
                    row(BATCH, "v1", "Job", "jobs")
                            .selectable("status.successful")
                            .all()
                            .generation()
                            .subresources("status")
                            .columns(WorkloadColumns.job())
                            .defaults(KindDefaults::job)
                            .validation(WorkloadValidation::job));
    public static final ResourceKind LEASE =
            add(
                    row("coordination.k8s.io", "v1", "Lease", "leases")
                            .columns(ClusterColumns.lease()));
    public static final ResourceKind ENDPOINT_SLICE =
            add(
                    row("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices")
                            .generation()
                            .columns(NetworkColumns.endpointSlice()));
    public static final ResourceKind NETWORK_POLICY =
            add(
                    row("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies")
                            .shortNames("netpol")
                            .generation()
                            .columns(NetworkColumns.networkPolicy())
                            .defaults(KindDefaults::networkPolicy));
    public static final ResourceKind CLUSTER_ROLE_BINDING =
            add(
                    row(RBAC, "v1", "ClusterRoleBinding", "clusterrolebindings")
                            .clusterScoped()
                            .columns(ClusterColumns.roleBinding())
                            .defaults(KindDefaults::binding)
                            .named(Names::segment)
                            .validation(Validations::binding));
    public static final ResourceKind CLUSTER_ROLE =
            add(
                    row(RBAC, "v1", "ClusterRole", "clusterroles")
                            .clusterScoped()
                            .columns(ClusterColumns.role())
                            .named(Names::segment));
    public static final ResourceKind ROLE_BINDING =
            add(
                    row(RBAC, "v1", "RoleBinding", "rolebindings")
                            .columns(ClusterColumns.roleBinding())
                            .defaults(KindDefaults::binding)
                            .named(Names::segment)
                            .validation(Validations::binding));
    public static final ResourceKind ROLE =
            add(
                    row(RBAC, "v1", "Role", "roles")
                            .columns(ClusterColumns.role())
                            .named(Names::segment));
    public static final ResourceKind STORAGE_CLASS =
            add(
                    row("storage.k8s.io", "v1", "StorageClass", "storageclasses")
                            .shortNames("sc")
                            .clusterScoped()
                            .columns(ClusterColumns.storageClass())
                            .defaults(KindDefaults::storageClass));

    private ResourceKinds() {}

    /** All kinds, in discovery order. */
    public static List<ResourceKind> all() {
        return List.copyOf(ALL);
    }

    /** The kind behind a path, e.g. {@code ("apps", "v1", "deployments")}. */
    public static Optional<ResourceKind> byPlural(String group, String version, String plural) {
        return Optional.ofNullable(BY_PLURAL.get(group + "/" + version + "/" + plural));
    }

    /** The kind of an object, e.g. {@code ("apps/v1", "Deployment")}. */
    public static Optional<ResourceKind> byKind(String apiVersion, String kind) {
        return Optional.ofNullable(BY_KIND.get(apiVersion + "/" + kind));
    }

    private static ResourceKind add(ResourceKindBuilder row) {
        ResourceKind kind = row.build();
        ALL.add(kind);
        BY_PLURAL.put(kind.group() + "/" + kind.version() + "/" + kind.plural(), kind);
        BY_KIND.put(kind.apiVersion() + "/" + kind.kind(), kind);
        return kind;
    }
}
