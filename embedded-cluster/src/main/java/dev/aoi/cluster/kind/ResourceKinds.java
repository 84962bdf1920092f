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

    public static final ResourceKind CONFIG_MAP = add(CoreKinds.configMap());
    public static final ResourceKind ENDPOINTS = add(CoreKinds.endpoints());
    public static final ResourceKind EVENT = add(CoreKinds.event());
    public static final ResourceKind NAMESPACE = add(CoreKinds.namespace());
    public static final ResourceKind NODE = add(CoreKinds.node());
    public static final ResourceKind PVC = add(CoreKinds.pvc());
    public static final ResourceKind PV = add(CoreKinds.pv());
    public static final ResourceKind POD = add(CoreKinds.pod());
    public static final ResourceKind SECRET = add(CoreKinds.secret());
    public static final ResourceKind SERVICE_ACCOUNT = add(CoreKinds.serviceAccount());
    public static final ResourceKind SERVICE = add(CoreKinds.service());
    public static final ResourceKind DAEMON_SET = add(WorkloadKinds.daemonSet());
    public static final ResourceKind DEPLOYMENT = add(WorkloadKinds.deployment());
    public static final ResourceKind REPLICA_SET = add(WorkloadKinds.replicaSet());
    public static final ResourceKind STATEFUL_SET = add(WorkloadKinds.statefulSet());
    public static final ResourceKind CRON_JOB = add(WorkloadKinds.cronJob());
    public static final ResourceKind JOB = add(WorkloadKinds.job());
    public static final ResourceKind LEASE = add(ServerKinds.lease());
    public static final ResourceKind ENDPOINT_SLICE = add(NetworkKinds.endpointSlice());
    public static final ResourceKind NETWORK_POLICY = add(NetworkKinds.networkPolicy());
    public static final ResourceKind CLUSTER_ROLE_BINDING = add(AccessKinds.clusterRoleBinding());
    public static final ResourceKind CLUSTER_ROLE = add(AccessKinds.clusterRole());
    public static final ResourceKind ROLE_BINDING = add(AccessKinds.roleBinding());
    public static final ResourceKind ROLE = add(AccessKinds.role());
    public static final ResourceKind STORAGE_CLASS = add(StorageKinds.storageClass());

    public static final ResourceKind LIMIT_RANGE = add(CoreKinds.limitRange());
    public static final ResourceKind POD_TEMPLATE = add(CoreKinds.podTemplate());
    public static final ResourceKind REPLICATION_CONTROLLER =
            add(CoreKinds.replicationController());
    public static final ResourceKind RESOURCE_QUOTA = add(CoreKinds.resourceQuota());
    public static final ResourceKind COMPONENT_STATUS = add(CoreKinds.componentStatus());
    public static final ResourceKind MUTATING_WEBHOOKS = add(AdmissionKinds.mutatingWebhooks());
    public static final ResourceKind VALIDATING_WEBHOOKS = add(AdmissionKinds.validatingWebhooks());
    public static final ResourceKind MUTATING_POLICY = add(AdmissionKinds.mutatingPolicy());
    public static final ResourceKind MUTATING_POLICY_BINDING =
            add(AdmissionKinds.mutatingPolicyBinding());
    public static final ResourceKind VALIDATING_POLICY = add(AdmissionKinds.validatingPolicy());
    public static final ResourceKind VALIDATING_POLICY_BINDING =
            add(AdmissionKinds.validatingPolicyBinding());
    public static final ResourceKind CUSTOM_RESOURCE_DEFINITION =
            add(ServerKinds.customResourceDefinition());
    public static final ResourceKind API_SERVICE = add(ServerKinds.apiService());
    public static final ResourceKind CONTROLLER_REVISION = add(WorkloadKinds.controllerRevision());
    public static final ResourceKind HORIZONTAL_POD_AUTOSCALER =
            add(WorkloadKinds.horizontalPodAutoscaler());
    public static final ResourceKind CERTIFICATE_SIGNING_REQUEST =
            add(AccessKinds.certificateSigningRequest());
    public static final ResourceKind FLOW_SCHEMA = add(ServerKinds.flowSchema());
    public static final ResourceKind PRIORITY_LEVEL = add(ServerKinds.priorityLevel());
    public static final ResourceKind INGRESS_CLASS = add(NetworkKinds.ingressClass());
    public static final ResourceKind INGRESS = add(NetworkKinds.ingress());
    public static final ResourceKind IP_ADDRESS = add(NetworkKinds.ipAddress());
    public static final ResourceKind SERVICE_CIDR = add(NetworkKinds.serviceCidr());
    public static final ResourceKind RUNTIME_CLASS = add(ServerKinds.runtimeClass());
    public static final ResourceKind POD_DISRUPTION_BUDGET =
            add(WorkloadKinds.podDisruptionBudget());
    public static final ResourceKind DEVICE_CLASS = add(ServerKinds.deviceClass());
    public static final ResourceKind RESOURCE_CLAIM = add(ServerKinds.resourceClaim());
    public static final ResourceKind RESOURCE_CLAIM_TEMPLATE =
            add(ServerKinds.resourceClaimTemplate());
    public static final ResourceKind RESOURCE_SLICE = add(ServerKinds.resourceSlice());
    public static final ResourceKind PRIORITY_CLASS = add(ServerKinds.priorityClass());
    public static final ResourceKind CSI_DRIVER = add(StorageKinds.csiDriver());
    public static final ResourceKind CSI_NODE = add(StorageKinds.csiNode());
    public static final ResourceKind CSI_STORAGE_CAPACITY = add(StorageKinds.csiStorageCapacity());
    public static final ResourceKind VOLUME_ATTACHMENT = add(StorageKinds.volumeAttachment());
    public static final ResourceKind VOLUME_ATTRIBUTES_CLASS =
            add(StorageKinds.volumeAttributesClass());

    static {
        version(
                row("autoscaling", "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers")
                        .storedAs(HORIZONTAL_POD_AUTOSCALER, new AutoscalerV1()));
        version(row("events.k8s.io", "v1", "Event", "events").storedAs(EVENT, new EventsV1()));
    }

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
        ResourceKind kind = version(row);
        ALL.add(kind);
        return kind;
    }

    /** A kind that is served; other versions of kinds are not stored. */
    private static ResourceKind version(ResourceKindBuilder row) {
        ResourceKind kind = row.build();
        BY_PLURAL.put(kind.group() + "/" + kind.version() + "/" + kind.plural(), kind);
        BY_KIND.put(kind.apiVersion() + "/" + kind.kind(), kind);
        return kind;
    }
}
