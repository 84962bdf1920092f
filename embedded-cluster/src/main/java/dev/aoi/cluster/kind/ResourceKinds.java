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
    private static final String STORAGE = "storage.k8s.io";
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
                            .columns(ClusterColumns.namespace())
                            .defaults(KindDefaults::namespace)
                            .named(Names::label));
    public static final ResourceKind NODE =
            add(
                    row("", "v1", "Node", "nodes")
                            .selectable("spec.unschedulable")
                            .shortNames("no")
                            .clusterScoped()
                            .columns(ClusterColumns.node())
                            .validation(ClusterValidation::node));
    public static final ResourceKind PVC =
            add(
                    row("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims")
                            .returnsDeleted()
                            .shortNames("pvc")
                            .columns(ClusterColumns.claim())
                            .defaults(KindDefaults::claim)
                            .validation(Validations::claim));
    public static final ResourceKind PV =
            add(
                    row("", "v1", "PersistentVolume", "persistentvolumes")
                            .returnsDeleted()
                            .shortNames("pv")
                            .clusterScoped()
                            .columns(ClusterColumns.volume())
                            .defaults(KindDefaults::volume)
                            .validation(ClusterValidation::volume));
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
                            .columns(WorkloadColumns.daemonSet())
                            .defaults(KindDefaults::daemonSet)
                            .validation(WorkloadValidation::deployment));
    public static final ResourceKind DEPLOYMENT =
            add(
                    row(APPS, "v1", "Deployment", "deployments")
                            .shortNames("deploy")
                            .all()
                            .generation()
                            .columns(WorkloadColumns.deployment())
                            .defaults(KindDefaults::deployment)
                            .validation(WorkloadValidation::deployment));
    public static final ResourceKind REPLICA_SET =
            add(
                    row(APPS, "v1", "ReplicaSet", "replicasets")
                            .shortNames("rs")
                            .all()
                            .generation()
                            .columns(WorkloadColumns.replicaSet())
                            .defaults(KindDefaults::replicaSet)
                            .validation(WorkloadValidation::deployment));
    public static final ResourceKind STATEFUL_SET =
            add(
                    row(APPS, "v1", "StatefulSet", "statefulsets")
                            .shortNames("sts")
                            .all()
                            .generation()
                            .columns(WorkloadColumns.statefulSet())
                            .defaults(KindDefaults::statefulSet)
                            .validation(WorkloadValidation::statefulSet));
    public static final ResourceKind CRON_JOB =
            add(
                    row(BATCH, "v1", "CronJob", "cronjobs")
                            .shortNames("cj")
                            .all()
                            .generation()
                            .columns(WorkloadColumns.cronJob())
                            .defaults(KindDefaults::cronJob)
                            .validation(WorkloadValidation::cronJob));
    public static final ResourceKind JOB =
            add(
                    row(BATCH, "v1", "Job", "jobs")
                            .selectable("status.successful")
                            .all()
                            .generation()
                            .columns(WorkloadColumns.job())
                            .defaults(KindDefaults::job)
                            .validation(WorkloadValidation::job));
    public static final ResourceKind LEASE =
            add(
                    row("coordination.k8s.io", "v1", "Lease", "leases")
                            .columns(ClusterColumns.lease())
                            .validation(ClusterValidation::lease));
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
                            .defaults(KindDefaults::networkPolicy)
                            .validation(PolicyValidation::networkPolicy));
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
                            .named(Names::segment)
                            .validation(ClusterValidation::role));
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
                            .named(Names::segment)
                            .validation(ClusterValidation::role));
    public static final ResourceKind STORAGE_CLASS =
            add(
                    row(STORAGE, "v1", "StorageClass", "storageclasses")
                            .shortNames("sc")
                            .clusterScoped()
                            .columns(ClusterColumns.storageClass())
                            .defaults(KindDefaults::storageClass)
                            .validation(ClusterValidation::storageClass));

    public static final ResourceKind LIMIT_RANGE =
            add(
                    row("", "v1", "LimitRange", "limitranges")
                            .shortNames("limits")
                            .columns(PolicyColumns.limitRange())
                            .defaults(PolicyDefaults::limitRange));
    public static final ResourceKind POD_TEMPLATE =
            add(
                    row("", "v1", "PodTemplate", "podtemplates")
                            .generation()
                            .returnsDeleted()
                            .columns(WorkloadColumns.podTemplate())
                            .defaults(KindDefaults::podTemplate));
    public static final ResourceKind REPLICATION_CONTROLLER =
            add(
                    row("", "v1", "ReplicationController", "replicationcontrollers")
                            .shortNames("rc")
                            .selectable("status.replicas")
                            .all()
                            .generation()
                            .columns(WorkloadColumns.replicaSet())
                            .defaults(KindDefaults::replicationController));
    public static final ResourceKind RESOURCE_QUOTA =
            add(
                    row("", "v1", "ResourceQuota", "resourcequotas")
                            .shortNames("quota")
                            .returnsDeleted()
                            .columns(PolicyColumns.quota())
                            .defaults(PolicyDefaults::quota)
                            .validation(PolicyValidation::quota));
    public static final ResourceKind COMPONENT_STATUS =
            add(
                    row("", "v1", "ComponentStatus", "componentstatuses")
                            .shortNames("cs")
                            .clusterScoped()
                            .deprecated("v1 ComponentStatus is deprecated in v1.19+")
                            .columns(ExtensionColumns.componentStatus()));
    public static final ResourceKind MUTATING_WEBHOOKS =
            add(
                    row(
                                    "admissionregistration.k8s.io",
                                    "v1",
                                    "MutatingWebhookConfiguration",
                                    "mutatingwebhookconfigurations")
                            .clusterScoped()
                            .extension()
                            .generation()
                            .columns(ExtensionColumns.webhooks()));
    public static final ResourceKind VALIDATING_WEBHOOKS =
            add(
                    row(
                                    "admissionregistration.k8s.io",
                                    "v1",
                                    "ValidatingWebhookConfiguration",
                                    "validatingwebhookconfigurations")
                            .clusterScoped()
                            .extension()
                            .generation()
                            .columns(ExtensionColumns.webhooks()));
    public static final ResourceKind MUTATING_POLICY =
            add(
                    row(
                                    "admissionregistration.k8s.io",
                                    "v1",
                                    "MutatingAdmissionPolicy",
                                    "mutatingadmissionpolicies")
                            .clusterScoped()
                            .extension()
                            .generation()
                            .columns(ExtensionColumns.admissionPolicy("Mutations", "mutations")));
    public static final ResourceKind MUTATING_POLICY_BINDING =
            add(
                    row(
                                    "admissionregistration.k8s.io",
                                    "v1",
                                    "MutatingAdmissionPolicyBinding",
                                    "mutatingadmissionpolicybindings")
                            .clusterScoped()
                            .extension()
                            .generation()
                            .columns(ExtensionColumns.admissionBinding()));
    public static final ResourceKind VALIDATING_POLICY =
            add(
                    row(
                                    "admissionregistration.k8s.io",
                                    "v1",
                                    "ValidatingAdmissionPolicy",
                                    "validatingadmissionpolicies")
                            .clusterScoped()
                            .extension()
                            .generation()
                            .columns(
                                    ExtensionColumns.admissionPolicy(
                                            "Validations", "validations")));
    public static final ResourceKind VALIDATING_POLICY_BINDING =
            add(
                    row(
                                    "admissionregistration.k8s.io",
                                    "v1",
                                    "ValidatingAdmissionPolicyBinding",
                                    "validatingadmissionpolicybindings")
                            .clusterScoped()
                            .extension()
                            .generation()
                            .columns(ExtensionColumns.admissionBinding()));
    public static final ResourceKind CUSTOM_RESOURCE_DEFINITION =
            add(
                    row(
                                    "apiextensions.k8s.io",
                                    "v1",
                                    "CustomResourceDefinition",
                                    "customresourcedefinitions")
                            .shortNames("crd", "crds")
                            .clusterScoped()
                            .extension()
                            .generation()
                            .columns(ClusterColumns.role())
                            .defaults(CustomKinds::defaults)
                            .validation(ClusterValidation::definition));
    public static final ResourceKind API_SERVICE =
            add(
                    row("apiregistration.k8s.io", "v1", "APIService", "apiservices")
                            .named(Names::segment)
                            .clusterScoped()
                            .extension()
                            .columns(ExtensionColumns.apiService()));
    public static final ResourceKind CONTROLLER_REVISION =
            add(
                    row(APPS, "v1", "ControllerRevision", "controllerrevisions")
                            .columns(PolicyColumns.controllerRevision()));
    public static final ResourceKind HORIZONTAL_POD_AUTOSCALER =
            add(
                    row("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers")
                            .shortNames("hpa")
                            .all()
                            .columns(PolicyColumns.autoscaler())
                            .defaults(PolicyDefaults::autoscaler)
                            .validation(PolicyValidation::autoscaler));
    public static final ResourceKind CERTIFICATE_SIGNING_REQUEST =
            add(
                    row(
                                    "certificates.k8s.io",
                                    "v1",
                                    "CertificateSigningRequest",
                                    "certificatesigningrequests")
                            .shortNames("csr")
                            .clusterScoped()
                            .selectable("spec.signerName")
                            .columns(ExtensionColumns.signingRequest()));
    public static final ResourceKind FLOW_SCHEMA =
            add(
                    row("flowcontrol.apiserver.k8s.io", "v1", "FlowSchema", "flowschemas")
                            .clusterScoped()
                            .generation()
                            .columns(ExtensionColumns.flowSchema()));
    public static final ResourceKind PRIORITY_LEVEL =
            add(
                    row(
                                    "flowcontrol.apiserver.k8s.io",
                                    "v1",
                                    "PriorityLevelConfiguration",
                                    "prioritylevelconfigurations")
                            .clusterScoped()
                            .generation()
                            .columns(ExtensionColumns.priorityLevel()));
    public static final ResourceKind INGRESS_CLASS =
            add(
                    row("networking.k8s.io", "v1", "IngressClass", "ingressclasses")
                            .clusterScoped()
                            .generation()
                            .columns(StorageColumns.ingressClass())
                            .defaults(KindDefaults::ingressClass));
    public static final ResourceKind INGRESS =
            add(
                    row("networking.k8s.io", "v1", "Ingress", "ingresses")
                            .shortNames("ing")
                            .generation()
                            .columns(StorageColumns.ingress())
                            .defaults(PolicyDefaults::ingress)
                            .validation(ClusterValidation::ingress));
    public static final ResourceKind IP_ADDRESS =
            add(
                    row("networking.k8s.io", "v1", "IPAddress", "ipaddresses")
                            .shortNames("ip")
                            .clusterScoped()
                            .columns(StorageColumns.address()));
    public static final ResourceKind SERVICE_CIDR =
            add(
                    row("networking.k8s.io", "v1", "ServiceCIDR", "servicecidrs")
                            .clusterScoped()
                            .columns(StorageColumns.addressRange()));
    public static final ResourceKind RUNTIME_CLASS =
            add(
                    row("node.k8s.io", "v1", "RuntimeClass", "runtimeclasses")
                            .clusterScoped()
                            .columns(StorageColumns.runtimeClass()));
    public static final ResourceKind POD_DISRUPTION_BUDGET =
            add(
                    row("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets")
                            .shortNames("pdb")
                            .generation()
                            .columns(PolicyColumns.budget())
                            .defaults(PolicyDefaults::budget)
                            .validation(PolicyValidation::budget));
    public static final ResourceKind DEVICE_CLASS =
            add(
                    row("resource.k8s.io", "v1", "DeviceClass", "deviceclasses")
                            .clusterScoped()
                            .generation());
    public static final ResourceKind RESOURCE_CLAIM =
            add(
                    row("resource.k8s.io", "v1", "ResourceClaim", "resourceclaims")
                            .columns(StorageColumns.claim()));
    public static final ResourceKind RESOURCE_CLAIM_TEMPLATE =
            add(row("resource.k8s.io", "v1", "ResourceClaimTemplate", "resourceclaimtemplates"));
    public static final ResourceKind RESOURCE_SLICE =
            add(
                    row("resource.k8s.io", "v1", "ResourceSlice", "resourceslices")
                            .clusterScoped()
                            .generation()
                            .selectable("spec.nodeName", "spec.driver")
                            .columns(StorageColumns.slice()));
    public static final ResourceKind PRIORITY_CLASS =
            add(
                    row("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses")
                            .shortNames("pc")
                            .clusterScoped()
                            .generation()
                            .columns(PolicyColumns.priorityClass())
                            .defaults(PolicyDefaults::priorityClass)
                            .validation(ClusterValidation::priority));
    public static final ResourceKind CSI_DRIVER =
            add(
                    row(STORAGE, "v1", "CSIDriver", "csidrivers")
                            .clusterScoped()
                            .columns(StorageColumns.driver()));
    public static final ResourceKind CSI_NODE =
            add(
                    row(STORAGE, "v1", "CSINode", "csinodes")
                            .clusterScoped()
                            .columns(StorageColumns.node()));
    public static final ResourceKind CSI_STORAGE_CAPACITY =
            add(
                    row(STORAGE, "v1", "CSIStorageCapacity", "csistoragecapacities")
                            .columns(StorageColumns.capacity()));
    public static final ResourceKind VOLUME_ATTACHMENT =
            add(
                    row(STORAGE, "v1", "VolumeAttachment", "volumeattachments")
                            .clusterScoped()
                            .columns(StorageColumns.attachment()));
    public static final ResourceKind VOLUME_ATTRIBUTES_CLASS =
            add(
                    row(STORAGE, "v1", "VolumeAttributesClass", "volumeattributesclasses")
                            .shortNames("vac")
                            .clusterScoped()
                            .columns(StorageColumns.attributesClass()));

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
