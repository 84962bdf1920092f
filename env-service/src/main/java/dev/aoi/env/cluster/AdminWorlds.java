package dev.aoi.env.cluster;

import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.host.WorldInfo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Worlds of a cluster host, by its admin API. */
public final class AdminWorlds implements Worlds {
    private final ClusterAdmin admin;

    public AdminWorlds(ClusterAdmin admin) {
        this.admin = admin;
    }

    @Override
    public void create(String world, long seed) {
        admin.createWorld(world, seed);
    }

    @Override
    public void delete(String world) {
        admin.deleteWorld(world);
    }

    @Override
    public List<String> names() {
        return admin.worlds().stream().map(WorldInfo::name).toList();
    }

    @Override
    public ClusterClock clock(String world) {
        return new WorldTime(admin, world);
    }

    private record WorldTime(ClusterAdmin admin, String world) implements ClusterClock {
        @Override
        public Instant now() {
            return admin.world(world)
                    .map(WorldInfo::now)
                    .orElseThrow(() -> new IllegalStateException("World " + world + " is gone"));
        }

        @Override
        public void pass(Duration duration) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            admin.advance(world, duration);
        }
    }
}
