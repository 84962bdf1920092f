package dev.aoi.standalone.stack;

import dev.aoi.broker.BrokerConfig;
import dev.aoi.broker.KafkaBroker;
import dev.aoi.broker.registry.CompatibilityLevel;
import dev.aoi.broker.registry.RegistryConfig;
import dev.aoi.broker.registry.SchemaRegistry;
import dev.aoi.standalone.Abandoned;
import dev.aoi.standalone.Interruption;
import dev.aoi.standalone.Session;
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
import java.util.List;
import java.util.function.Consumer;

/**
 * A stack in this process, on one data folder.
 *
 * <p>Steps: (1) the folder's lock; (2) the broker; (3) side by side: topics, registry, world host;
 * (4) the services, side by side; (5) {@code stack.json}. Closing goes the other way round.
 *
 * <p>Invariant: a start that fails, or is given up on Ctrl-C, leaves nothing running and no lock
 * held; {@link Parts} says what that means for a part that is in the middle of starting.
 */
public final class LocalStack implements AutoCloseable {
    private final AoiFolder folder;
    private final Parts parts;
    private volatile String bootstrap = "";
    private volatile String registry = "";
    private volatile String cluster = "";

    private LocalStack(AoiFolder folder, Parts parts) {
        this.folder = folder;
        this.parts = parts;
    }

    /**
     * Starts a stack under a lock that the caller took; the stack releases it.
     *
     * @throws Abandoned on Ctrl-C
     */
    public static LocalStack start(
            StackPlan plan, AoiFolder folder, FolderLock lock, Session session) {
        return start(
                plan,
                folder,
                lock,
                session.timings(),
                session.interruption(),
                sentence -> session.err().println("aoi: " + sentence));
    }

    /**
     * Starts a stack that nothing interrupts.
     *
     * @param onFatal told in one sentence why Kafka is about to end this process
     */
    public static LocalStack start(
            StackPlan plan,
            AoiFolder folder,
            FolderLock lock,
            Timings timings,
            Consumer<String> onFatal) {
        return start(plan, folder, lock, timings, new Interruption(), onFatal);
    }

    private static LocalStack start(
            StackPlan plan,
            AoiFolder folder,
            FolderLock lock,
            Timings timings,
            Interruption interruption,
            Consumer<String> onFatal) {
        LocalStack stack = new LocalStack(folder, new Parts(lock, interruption, timings));
        try {
            stack.start(plan, onFatal);
            return stack;
        } catch (Abandoned e) {
            stack.parts.abandon();
            throw e;
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
        parts.close();
    }

    private void start(StackPlan plan, Consumer<String> onFatal) {
        RoleSecrets secrets = SecretsFile.readOrCreate(folder.secrets());
        parts.start(List.of(new Part("broker", () -> broker(plan, onFatal))));
        List<Part> next = new ArrayList<>();
        next.add(Part.once("topics", () -> makeTopics(plan)));
        if (plan.has(Component.REGISTRY)) {
            next.add(new Part("registry", () -> registry(plan)));
        }
        if (plan.has(Component.CLUSTER)) {
            next.add(new Part("cluster", () -> cluster(plan, secrets)));
        }
        parts.start(next);
        parts.start(services(plan, secrets));
        parts.start(List.of(new Part("address", () -> announced(plan))));
    }

    private AutoCloseable broker(StackPlan plan, Consumer<String> onFatal) {
        KafkaBroker broker =
                KafkaBroker.start(new BrokerConfig(folder.kafka(), plan.brokerPort(), onFatal));
        bootstrap = broker.bootstrapServers();
        return broker;
    }

    private AutoCloseable registry(StackPlan plan) {
        SchemaRegistry started =
                SchemaRegistry.start(
                        new RegistryConfig(
                                bootstrap,
                                plan.registryPort(),
                                CompatibilityLevel.FULL_TRANSITIVE));
        registry = started.url();
        return started;
    }

    private AutoCloseable cluster(StackPlan plan, RoleSecrets secrets) {
        WorldHost started = WorldHost.start(folder, plan.clusterPort(), secrets);
        cluster = started.url();
        return started;
    }

    private List<Part> services(StackPlan plan, RoleSecrets secrets) {
        return ServiceApps.all().stream()
                .filter(app -> plan.has(app.component()))
                .map(
                        app -> {
                            var settings =
                                    ServiceSettings.of(
                                            app.component(),
                                            connection(),
                                            cluster,
                                            folder,
                                            secrets);
                            return new Part(
                                    app.component().label(),
                                    () -> ServiceContext.ofStack(app, settings));
                        })
                .toList();
    }

    private void makeTopics(StackPlan plan) {
        try (Admin admin = KafkaClients.admin(bootstrap)) {
            new TopicSetup(admin, RetentionPlan.within(plan.retentionBytes())).apply();
        }
    }

    private AutoCloseable announced(StackPlan plan) {
        new StackAddress(
                        ProcessHandle.current().pid(),
                        bootstrap,
                        registry,
                        cluster,
                        plan.labels(),
                        plan.policy(),
                        Instant.now())
                .write(folder);
        return () -> StackAddress.remove(folder);
    }

    private void closeAfter(Throwable reason) {
        try {
            close();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
