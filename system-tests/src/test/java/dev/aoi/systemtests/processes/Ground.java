package dev.aoi.systemtests.processes;

import dev.aoi.broker.BrokerAndRegistry;
import dev.aoi.broker.BrokerConfig;
import dev.aoi.broker.registry.CompatibilityLevel;
import dev.aoi.broker.registry.RegistryConfig;
import dev.aoi.cluster.controller.KubernetesBehaviour;
import dev.aoi.cluster.host.ClusterHost;
import dev.aoi.cluster.host.ClusterHostConfig;
import dev.aoi.cluster.host.OwnAuthority;
import dev.aoi.cluster.world.AcceptedWrite;
import dev.aoi.cluster.world.BehaviourFactory;
import dev.aoi.cluster.world.World;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.KafkaClients;
import dev.aoi.standalone.topic.RetentionPlan;
import dev.aoi.standalone.topic.TopicSetup;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What services stand on: broker, registry with all topics, world host. It lives in the test's own
 * process and remembers every world, so that writes can be counted at the API server even after the
 * world was deleted.
 */
final class Ground implements AutoCloseable {
    private static final String ADMIN = "admin-of-this-test";
    private static final Map<String, String> ROLES =
            Map.of(
                    "env", "env-of-this-test",
                    "probe", "probe-of-this-test",
                    "executor", "executor-of-this-test");

    private final Map<String, World> worlds = new ConcurrentHashMap<>();
    private final BrokerAndRegistry log;
    private final Path folder;
    private final ClusterHost host;

    private Ground(BrokerAndRegistry log, Path folder) throws IOException {
        this.log = log;
        this.folder = folder;
        BehaviourFactory behaviours = KubernetesBehaviour.factory();
        this.host =
                ClusterHost.start(
                        new ClusterHostConfig(
                                0,
                                folder,
                                ADMIN,
                                ROLES,
                                world -> {
                                    worlds.put(world.name(), world);
                                    return behaviours.create(world);
                                }));
    }

    static Ground start(Path folder) {
        BrokerAndRegistry log =
                BrokerAndRegistry.start(
                        BrokerConfig.at(folder.resolve("kafka")),
                        bootstrap ->
                                new RegistryConfig(
                                        bootstrap, 0, CompatibilityLevel.FULL_TRANSITIVE));
        try (Admin admin = KafkaClients.admin(log.broker().bootstrapServers())) {
            new TopicSetup(admin, RetentionPlan.within(RetentionPlan.DEFAULT_BYTES)).apply();
            return new Ground(log, folder.resolve("worlds"));
        } catch (IOException e) {
            log.close();
            throw new UncheckedIOException("The world host could not start", e);
        }
    }

    Connection connection() {
        return new Connection(log.broker().bootstrapServers(), log.registry().url());
    }

    /**
     * How many members of a service's group hold partitions, by service; a member that is still
     * starting, or that a rebalance has not reached, holds none.
     */
    Map<Service, Long> holders() {
        Map<String, Service> groups =
                Stream.of(Service.values())
                        .collect(Collectors.toMap(s -> "aoi-" + s.label(), Function.identity()));
        try (Admin admin = KafkaClients.admin(log.broker().bootstrapServers())) {
            return admin.describeConsumerGroups(groups.keySet()).all().get().values().stream()
                    .collect(
                            Collectors.toMap(
                                    group -> groups.get(group.groupId()),
                                    group ->
                                            group.members().stream()
                                                    .filter(Ground::holdsPartitions)
                                                    .count()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker did not describe its groups", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the broker was asked", e);
        }
    }

    private static boolean holdsPartitions(MemberDescription member) {
        return !member.assignment().topicPartitions().isEmpty();
    }

    /** Base address of the world host. */
    URI host() {
        return host.baseUri();
    }

    /** The certificate that its clients trust. */
    String ca() {
        return host.caCertificate();
    }

    /** The environment of a service: where everything is, and its own secret only. */
    Map<String, String> settingsOf(Service service) {
        Map<String, String> settings = new ConcurrentHashMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", connection().bootstrap());
        settings.put("SCHEMA_REGISTRY_URL", connection().registry());
        settings.put("AOI_CLUSTER_URL", host().toString());
        settings.put("AOI_CLUSTER_CA", OwnAuthority.certificateFile(folder).toString());
        settings.putAll(
                switch (service) {
                    case ENV ->
                            Map.of(
                                    "AOI_ENV_SECRET",
                                    ROLES.get("env"),
                                    "AOI_CLUSTER_ADMIN_SECRET",
                                    ADMIN);
                    case PROBE -> Map.of("AOI_PROBE_SECRET", ROLES.get("probe"));
                    case EXECUTOR -> Map.of("AOI_EXECUTOR_SECRET", ROLES.get("executor"));
                    case OBSERVER, COMPRESSOR, TRAINER -> Map.of();
                });
        return settings;
    }

    /** Writes of a user that a world accepted, be it there still or not. */
    List<AcceptedWrite> writes(String world, String user) {
        World found = worlds.get(world);
        if (found == null) {
            throw new IllegalArgumentException("There never was a world " + world);
        }
        return found.writes().stream().filter(write -> write.user().equals(user)).toList();
    }

    /** Forgets worlds that need not be counted any more. */
    void forget(String world) {
        worlds.remove(world);
    }

    /** Names of the worlds that the host still serves. */
    List<String> living() {
        try (var admin = new dev.aoi.cluster.host.ClusterAdmin(host(), ca(), ADMIN)) {
            return admin.worlds().stream().map(dev.aoi.cluster.host.WorldInfo::name).toList();
        }
    }

    @Override
    public void close() {
        try (log) {
            host.close();
        }
    }
}
