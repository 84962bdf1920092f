package dev.aoi.standalone.clusterbench;

import dev.aoi.cluster.conformance.OwnWorlds;
import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.Pace;
import dev.aoi.cluster.world.WorldSpec;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** A host of its own in this process, with TLS, as {@code aoi cluster up} serves one. */
public final class BenchHost implements AutoCloseable {
    private static final long SEED = 7;

    private final OwnWorlds worlds;
    private final ClusterAdmin admin;

    private BenchHost(OwnWorlds worlds) {
        this.worlds = worlds;
        this.admin = worlds.admin();
    }

    /**
     * Starts one.
     *
     * @throws IOException when there is no room for it, or no port
     */
    public static BenchHost start() throws IOException {
        return new BenchHost(OwnWorlds.start());
    }

    KubernetesClient world(String name) {
        admin.createWorld(
                name, WorldSpec.of(SEED).withShape(ClusterShape.NODE1).withPace(Pace.DEMAND));
        return client(admin.kubeconfig(name).text());
    }

    void pass(String world, Duration duration) {
        admin.advance(world, duration);
    }

    Instant now(String world) {
        return admin.world(world)
                .orElseThrow(() -> new IllegalStateException("World " + world + " has gone"))
                .now();
    }

    void remove(String world) {
        admin.deleteWorld(world);
    }

    static KubernetesClient client(String kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig);
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public void close() throws IOException {
        worlds.close();
    }
}
