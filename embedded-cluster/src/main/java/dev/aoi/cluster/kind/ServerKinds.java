package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.ResourceKindBuilder.row;

/** Rows of the table of kinds: what the API server and the scheduler are told. */
final class ServerKinds {
    private ServerKinds() {}

    static ResourceKindBuilder lease() {
        return row("coordination.k8s.io", "v1", "Lease", "leases")
                .columns(ClusterColumns.lease())
                .validation(ClusterValidation::lease);
    }

    static ResourceKindBuilder customResourceDefinition() {
        return row(
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
                .validation(ClusterValidation::definition);
    }

    static ResourceKindBuilder apiService() {
        return row("apiregistration.k8s.io", "v1", "APIService", "apiservices")
                .named(Names::segment)
                .clusterScoped()
                .extension()
                .columns(ExtensionColumns.apiService());
    }

    static ResourceKindBuilder flowSchema() {
        return row("flowcontrol.apiserver.k8s.io", "v1", "FlowSchema", "flowschemas")
                .clusterScoped()
                .generation()
                .columns(ExtensionColumns.flowSchema());
    }

    static ResourceKindBuilder priorityLevel() {
        return row(
                        "flowcontrol.apiserver.k8s.io",
                        "v1",
                        "PriorityLevelConfiguration",
                        "prioritylevelconfigurations")
                .clusterScoped()
                .generation()
                .columns(ExtensionColumns.priorityLevel());
    }

    static ResourceKindBuilder runtimeClass() {
        return row("node.k8s.io", "v1", "RuntimeClass", "runtimeclasses")
                .clusterScoped()
                .columns(StorageColumns.runtimeClass());
    }

    static ResourceKindBuilder deviceClass() {
        return row("resource.k8s.io", "v1", "DeviceClass", "deviceclasses")
                .clusterScoped()
                .generation();
    }

    static ResourceKindBuilder resourceClaim() {
        return row("resource.k8s.io", "v1", "ResourceClaim", "resourceclaims")
                .columns(StorageColumns.claim());
    }

    static ResourceKindBuilder resourceClaimTemplate() {
        return row("resource.k8s.io", "v1", "ResourceClaimTemplate", "resourceclaimtemplates");
    }

    static ResourceKindBuilder resourceSlice() {
        return row("resource.k8s.io", "v1", "ResourceSlice", "resourceslices")
                .clusterScoped()
                .generation()
                .selectable("spec.nodeName", "spec.driver")
                .columns(StorageColumns.slice());
    }

    static ResourceKindBuilder priorityClass() {
        return row("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses")
                .shortNames("pc")
                .clusterScoped()
                .generation()
                .columns(PolicyColumns.priorityClass())
                .defaults(PolicyDefaults::priorityClass)
                .validation(ClusterValidation::priority);
    }
}
