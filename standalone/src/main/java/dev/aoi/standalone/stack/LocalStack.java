package dev.aoi.standalone.stack;

import dev.aoi.broker.BrokerConfig;
import dev.aoi.broker.KafkaBroker;
import dev.aoi.broker.registry.CompatibilityLevel;
import dev.aoi.broker.registry.RegistryConfig;
import dev.aoi.broker.registry.SchemaRegistry;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.folder.FolderLock;
import dev.aoi.standalone.folder.StackAddress;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.KafkaClients;
import dev.aoi.standalone.secrets.RoleSecrets;
import dev.aoi.standalone.secrets.SecretsFile;
import dev.aoi.standalone.topic.RetentionPlan;
import dev.aoi.standalone.topic.TopicSetup;

import org.apache.kafka.clients.admin.Admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * A stack in this process, on one data folder.
 *
 * <p>Steps: (1) the folder's lock; (2) the broker; (3) side by side: topics, registry, world host;
 * (4) the services, side by side; (5) {@code stack.json}. Closing goes the other way round.
 *
 * <p>Invariant: a start that fails leaves nothing running and no lock held.
 */
public final class LocalStack implements AutoCloseable {
    private final AoiFolder folder;
    private final Timings timings;
    private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();
    private volatile String bootstrap = "";
    private volatile String registry = "";
    private volatile String cluster = "";

    private LocalStack(AoiFolder folder, Timings timings) {
        this.folder = folder;
        this.timings = timings;
    }

    /**
     * Starts a stack under a lock that the caller took; the stack releases it.
     *
     * @param onFatal told in one sentence why Kafka is about to end this process
     */
    public static LocalStack start(
            StackPlan plan,
            AoiFolder folder,
            FolderLock lock,
            Timings timings,
            Consumer<String> onFatal) {
        LocalStack stack = new LocalStack(folder, timings);
        stack.running.push(lock);
        try {
            stack.start(plan, onFatal);
            return stack;
        } catch (RuntimeException | Error e) {
            stack.closeAfter(e);
            throw e;
        }
    }

    /** How clients reach it. */
    public Connection connection() {
        return new Connection(bootstrap, registry);
    }

    /** Where the world host listens; empty when that is not part of it. */
    public String cluster() {
        return cluster;
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                RuntimeException now =
                        new IllegalStateException("A part of the stack could not stop", e);
                if (failure == null) {
                    failure = now;
                } else {
                    failure.addSuppressed(now);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void start(StackPlan plan, Consumer<String> onFatal) {
        RoleSecrets secrets = SecretsFile.readOrCreate(folder.secrets());
        startBroker(plan, onFatal);
        List<Runnable> next = new ArrayList<>();
        next.add(() -> timings.measure("topics", () -> makeTopics(plan)));
        if (plan.has(Component.REGISTRY)) {
            next.add(() -> timings.measure("registry", () -> startRegistry(plan)));
        }
        if (plan.has(Component.CLUSTER)) {
            next.add(() -> timings.measure("cluster", () -> startCluster(plan, secrets)));
        }
        SideBySide.run(next);
        startServices(plan, secrets);
        announce(plan);
    }

    private void startBroker(StackPlan plan, Consumer<String> onFatal) {
        KafkaBroker broker =
                timings.measure(
                        "broker",
                        () ->
                                KafkaBroker.start(
                                        new BrokerConfig(
                                                folder.kafka(), plan.brokerPort(), onFatal)));
        running.push(broker);
        bootstrap = broker.bootstrapServers();
    }

    private void startRegistry(StackPlan plan) {
        SchemaRegistry started =
                SchemaRegistry.start(
                        new RegistryConfig(
                                bootstrap,
                                plan.registryPort(),
                                CompatibilityLevel.FULL_TRANSITIVE));
        running.push(started);
        registry = started.url();
    }

    private void startCluster(StackPlan plan, RoleSecrets secrets) {
        WorldHost started = WorldHost.start(folder, plan.clusterPort(), secrets);
        running.push(started);
        cluster = started.url();
    }

    private void startServices(StackPlan plan, RoleSecrets secrets) {
        List<Runnable> starts = new ArrayList<>();
        Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();
        for (ServiceApp app : ServiceApps.all()) {
            if (plan.has(app.component())) {
                var settings =
                        ServiceSettings.of(app.component(), connection(), cluster, folder, secrets);
                starts.add(
                        () ->
                                timings.measure(
                                        app.component().label(),
                                        () -> started.push(ServiceContext.ofStack(app, settings))));
            }
        }
        // They stop side by side, too: each waits for its own consumers.
        running.push(
                () ->
                        SideBySide.run(
                                started.stream().<Runnable>map(LocalStack::stopping).toList()));
        SideBySide.run(starts);
    }

    private static Runnable stopping(AutoCloseable part) {
        return () -> {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("A service could not stop", e);
            }
        };
    }

    private void makeTopics(StackPlan plan) {
        try (Admin admin = KafkaClients.admin(bootstrap)) {
            new TopicSetup(admin, RetentionPlan.within(plan.retentionBytes())).apply();
        }
    }

    private void announce(StackPlan plan) {
        StackAddress address =
                new StackAddress(
                        ProcessHandle.current().pid(),
                        bootstrap,
                        registry,
                        cluster,
                        plan.labels(),
                        plan.policy(),
                        Instant.now());
        address.write(folder);
        running.push(() -> StackAddress.remove(folder));
    }

    private void closeAfter(Throwable reason) {
        try {
            close();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
