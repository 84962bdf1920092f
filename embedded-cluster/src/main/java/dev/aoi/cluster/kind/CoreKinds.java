package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.ResourceKindBuilder.row;

/** Rows of the table of kinds: the core group. */
final class CoreKinds {
    private CoreKinds() {}

    static ResourceKindBuilder configMap() {
        return row("", "v1", "ConfigMap", "configmaps")
                .shortNames("cm")
                .columns(ClusterColumns.configMap())
                .validation(Validations::configMap);
    }

    static ResourceKindBuilder endpoints() {
        return row("", "v1", "Endpoints", "endpoints")
                .deprecated(
                        "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1"
                                + " EndpointSlice")
                .shortNames("ep")
                .columns(NetworkColumns.endpoints())
                .defaults(KindDefaults::endpoints);
    }

    static ResourceKindBuilder event() {
        return row("", "v1", "Event", "events")
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
                .columns(ClusterColumns.event());
    }

    static ResourceKindBuilder namespace() {
        return row("", "v1", "Namespace", "namespaces")
                .selectable("status.phase")
                .shortNames("ns")
                .clusterScoped()
                .columns(ClusterColumns.namespace())
                .defaults(KindDefaults::namespace)
                .named(Names::label);
    }

    static ResourceKindBuilder node() {
        return row("", "v1", "Node", "nodes")
                .selectable("spec.unschedulable")
                .shortNames("no")
                .clusterScoped()
                .columns(ClusterColumns.node())
                .validation(ClusterValidation::node);
    }

    static ResourceKindBuilder pvc() {
        return row("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims")
                .returnsDeleted()
                .shortNames("pvc")
                .columns(ClusterColumns.claim())
                .defaults(KindDefaults::claim)
                .validation(Validations::claim);
    }

    static ResourceKindBuilder pv() {
        return row("", "v1", "PersistentVolume", "persistentvolumes")
                .returnsDeleted()
                .shortNames("pv")
                .clusterScoped()
                .columns(ClusterColumns.volume())
                .defaults(KindDefaults::volume)
                .validation(ClusterValidation::volume);
    }

    static ResourceKindBuilder pod() {
        return row("", "v1", "Pod", "pods")
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
                .validation(PodValidation::pod);
    }

    static ResourceKindBuilder secret() {
        return row("", "v1", "Secret", "secrets")
                .selectable("type")
                .columns(ClusterColumns.secret())
                .defaults(KindDefaults::secret)
                .validation(Validations::secret);
    }

    static ResourceKindBuilder serviceAccount() {
        return row("", "v1", "ServiceAccount", "serviceaccounts").returnsDeleted().shortNames("sa");
    }

    static ResourceKindBuilder service() {
        return row("", "v1", "Service", "services")
                .returnsDeleted()
                .selectable("spec.clusterIP", "spec.type")
                .shortNames("svc")
                .all()
                .columns(NetworkColumns.service())
                .defaults(KindDefaults::service)
                .named(Names::label)
                .validation(ServiceValidation::service);
    }

    static ResourceKindBuilder limitRange() {
        return row("", "v1", "LimitRange", "limitranges")
                .shortNames("limits")
                .columns(PolicyColumns.limitRange())
                .defaults(PolicyDefaults::limitRange);
    }

    static ResourceKindBuilder podTemplate() {
        return row("", "v1", "PodTemplate", "podtemplates")
                .generation()
                .returnsDeleted()
                .columns(WorkloadColumns.podTemplate())
                .defaults(KindDefaults::podTemplate);
    }

    static ResourceKindBuilder replicationController() {
        return row("", "v1", "ReplicationController", "replicationcontrollers")
                .shortNames("rc")
                .selectable("status.replicas")
                .all()
                .generation()
                .columns(WorkloadColumns.replicaSet())
                .defaults(KindDefaults::replicationController);
    }

    static ResourceKindBuilder resourceQuota() {
        return row("", "v1", "ResourceQuota", "resourcequotas")
                .shortNames("quota")
                .returnsDeleted()
                .columns(PolicyColumns.quota())
                .defaults(PolicyDefaults::quota)
                .validation(PolicyValidation::quota);
    }

    static ResourceKindBuilder componentStatus() {
        return row("", "v1", "ComponentStatus", "componentstatuses")
                .shortNames("cs")
                .clusterScoped()
                .deprecated("v1 ComponentStatus is deprecated in v1.19+")
                .columns(ExtensionColumns.componentStatus());
    }
}
