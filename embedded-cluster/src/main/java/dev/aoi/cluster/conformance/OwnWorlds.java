package dev.aoi.cluster.conformance;

import dev.aoi.cluster.controller.KubernetesBehaviour;
import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.host.ClusterHost;
import dev.aoi.cluster.host.ClusterHostConfig;
import dev.aoi.cluster.kubelet.ContainerList;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.Pace;
import dev.aoi.cluster.world.WorldSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A host for one run, in a temporary folder; both are gone after it. */
public final class OwnWorlds implements WorldAccess, AutoCloseable {
    private static final long SEED = 7;
    private static final String NODE = "node1";

    private final Path folder;
    private final ClusterHost host;
    private final ClusterAdmin admin;

    private OwnWorlds(Path folder, ClusterHost host, ClusterAdmin admin) {
        this.folder = folder;
        this.host = host;
        this.admin = admin;
    }

    /**
     * Starts it.
     *
     * @throws IOException when there is no room for it, or no port
     */
    public static OwnWorlds start() throws IOException {
        Path folder = Files.createTempDirectory("aoi-conformance-worlds");
        String secret = UUID.randomUUID().toString();
        ClusterHost host =
                ClusterHost.start(
                        new ClusterHostConfig(
                                0, folder, secret, Map.of(), KubernetesBehaviour.factory()));
        return new OwnWorlds(
                folder, host, new ClusterAdmin(host.baseUri(), host.caCertificate(), secret));
    }

    @Override
    public ClusterAdmin admin() {
        return admin;
    }

    @Override
    public void create(String world, Instant start) {
        admin.createWorld(
                world,
                WorldSpec.of(SEED)
                        .withShape(ClusterShape.NODE1)
                        .withPace(Pace.DEMAND)
                        .withStart(start));
    }

    @Override
    public ContainerList lists(Instant start) {
        return ContainerList.of(SEED, NODE, start);
    }

    @Override
    public void close() throws IOException {
        admin.close();
        host.close();
        Stage.remove(folder);
    }
}
