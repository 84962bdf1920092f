package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.network.ClusterNetwork;
import dev.aoi.cluster.network.Faults;
import dev.aoi.cluster.process.Backend;
import dev.aoi.cluster.process.ImageCatalogue;
import dev.aoi.cluster.store.ObjectStore;
import dev.aoi.cluster.world.EventRecorder;

import java.time.Instant;
import java.util.Optional;

/** What the kubelets of a world share. */
interface KubeletServices {
    Instant now();

    ObjectStore store();

    EventRecorder events();

    ClusterNetwork network();

    ImageCatalogue images();

    Volumes volumes();

    Faults faults();

    Optional<Backend> backend(String name);
}
