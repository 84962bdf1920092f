package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.ResourceKindBuilder.row;

/** Rows of the table of kinds: storage. */
final class StorageKinds {
    private static final String STORAGE = "storage.k8s.io";

    private StorageKinds() {}

    static ResourceKindBuilder storageClass() {
        return row(STORAGE, "v1", "StorageClass", "storageclasses")
                .shortNames("sc")
                .clusterScoped()
                .columns(ClusterColumns.storageClass())
                .defaults(KindDefaults::storageClass)
                .validation(ClusterValidation::storageClass);
    }

    static ResourceKindBuilder csiDriver() {
        return row(STORAGE, "v1", "CSIDriver", "csidrivers")
                .clusterScoped()
                .columns(StorageColumns.driver());
    }

    static ResourceKindBuilder csiNode() {
        return row(STORAGE, "v1", "CSINode", "csinodes")
                .clusterScoped()
                .columns(StorageColumns.node());
    }

    static ResourceKindBuilder csiStorageCapacity() {
        return row(STORAGE, "v1", "CSIStorageCapacity", "csistoragecapacities")
                .columns(StorageColumns.capacity());
    }

    static ResourceKindBuilder volumeAttachment() {
        return row(STORAGE, "v1", "VolumeAttachment", "volumeattachments")
                .clusterScoped()
                .columns(StorageColumns.attachment());
    }

    static ResourceKindBuilder volumeAttributesClass() {
        return row(STORAGE, "v1", "VolumeAttributesClass", "volumeattributesclasses")
                .shortNames("vac")
                .clusterScoped()
                .columns(StorageColumns.attributesClass());
    }
}
