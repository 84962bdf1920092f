package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.network.Faults;
import dev.aoi.cluster.network.Faults.PodIdentity;
import dev.aoi.cluster.network.Sender;
import dev.aoi.cluster.process.Digests;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.ResolverConfig;
import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * State machine of one pod on its node.
 *
 * <ol>
 *   <li>Volumes are mounted; one that cannot be is tried again.
 *   <li>The sandbox is made and has the pod's address.
 *   <li>Init containers run one after the other, each until it succeeds.
 *   <li>All containers start. Each lives its own life ({@link ContainerWorker}).
 *   <li>A deletion stops them all; when the last has gone the pod can be removed.
 * </ol>
 */
final class PodWorker {
    /** The kubelet reads back what it set up the next time that it looks at a pod. */
    private static final Duration RESYNC = Duration.ofSeconds(60);

    /**
     * A look at a pod goes on until its containers have been started; then it tells of the sandbox.
     */
    private static final Duration SANDBOX_TOLD = Duration.ofSeconds(1);

    /** The kubelet asks every so often whether the volumes are mounted. */
    private static final Duration MOUNTED = Duration.ofMillis(335);

    /** From a pod's end to the status that tells of it. */
    private static final Duration SETTLING = Duration.ofMillis(120);

    private final KubeletServices services;
    private final Node node;
    private final String uid;
    private final SplittableRandom random;
    private final Agenda agenda;
    private final List<ContainerWorker> init = new ArrayList<>();
    private final List<ContainerWorker> apps = new ArrayList<>();
    private final List<ContainerWorker> ephemerals = new ArrayList<>();
    private final Instant startTime;
    private ObjectNode pod;
    private PodDemand demand;
    private String address = "";
    private boolean sandbox;
    private final PodStop stop = new PodStop(this);
    private boolean abandoned;
    private boolean sandboxTold;
    private boolean resynced;
    private boolean settled;
    private Duration mountRetry = Duration.ofMillis(500);

    PodWorker(KubeletServices services, Node node, ObjectNode pod, Runnable planned) {
        this.services = services;
        this.node = node;
        this.pod = pod;
        this.demand = PodDemand.of(pod.path("spec"));
        this.uid = ObjectMeta.uid(pod);
        this.random = new SplittableRandom(Digests.seed(uid));
        this.agenda = new Agenda(planned);
        this.startTime = services.now();
        JsonNode spec = pod.path("spec");
        boolean initializing = !spec.path("initContainers").isEmpty();
        for (JsonNode container : spec.path("initContainers")) {
            init.add(new ContainerWorker(this, container, ContainerRole.INIT, "PodInitializing"));
        }
        for (JsonNode container : spec.path("containers")) {
            apps.add(
                    new ContainerWorker(
                            this,
                            container,
                            ContainerRole.APP,
                            initializing ? "PodInitializing" : "ContainerCreating"));
        }
        plan(MOUNTED, this::mountVolumes);
    }

    private void mountVolumes() {
        Optional<String> problem = files().unmountable();
        if (problem.isPresent()) {
            event("", "Warning", "FailedMount", problem.get());
            plan(mountRetry, this::mountVolumes);
            mountRetry =
                    mountRetry.compareTo(Duration.ofSeconds(60)) < 0
                            ? mountRetry.multipliedBy(2)
                            : Duration.ofSeconds(122);
            return;
        }
        containers().forEach(ContainerWorker::probe);
        plan(jitter(Duration.ofMillis(150)), this::makeSandbox);
    }

    private void makeSandbox() {
        if (terminating()) {
            return;
        }
        address = node.addresses().take();
        sandbox = true;
        plan(SANDBOX_TOLD, () -> sandboxTold = true);
        plan(RESYNC.plus(jitter(RESYNC.dividedBy(4))), () -> resynced = true);
        next();
    }

    /** Starts what is to be started next. */
    private void next() {
        for (ContainerWorker container : init) {
            if (!container.finished()) {
                container.start();
                return;
            }
            if (!container.ready()) {
                // An init container failed for good, and with it the pod.
                return;
            }
        }
        Duration offset = Duration.ZERO;
        for (ContainerWorker container : apps) {
            container.plan(offset, container::start);
            offset = offset.plusMillis(50);
        }
    }

    /** Whether a container that ended with this code is started again. */
    boolean restarts(ContainerWorker container, int code) {
        if (terminating() || container.isEphemeral()) {
            return false;
        }
        return switch (pod.at("/spec/restartPolicy").asString("Always")) {
            case "Never" -> false;
            case "OnFailure" -> code != 0;
            default -> !container.isInit() || code != 0;
        };
    }

    /** A container has ended for good. */
    void finished(ContainerWorker container) {
        if (terminating()) {
            return;
        }
        if (PodPhase.over(PodPhase.of(this))) {
            plan(jitter(SETTLING), () -> settled = true);
        }
        if (container.isInit()) {
            next();
        }
    }

    /** Takes note of the stored object: a changed image, a deletion. */
    void observe(ObjectNode stored) {
        pod = stored;
        JsonNode spec = stored.path("spec");
        demand = demand.isOf(spec) ? demand : PodDemand.of(spec);
        for (ContainerWorker container : apps) {
            for (JsonNode wanted : stored.at("/spec/containers")) {
                if (wanted.path("name").asString("").equals(container.name())
                        && !wanted.equals(container.spec())) {
                    container.observe(wanted);
                }
            }
        }
        for (JsonNode added : stored.at("/spec/ephemeralContainers")) {
            join(added);
        }
        if (ObjectMeta.terminating(stored) && !stop.begun()) {
            stop.begin(grace());
        }
    }

    /** What its containers ask for together. */
    PodDemand demand() {
        return demand;
    }

    /** An ephemeral container joins the pod as soon as that has its sandbox. */
    private void join(JsonNode added) {
        String name = added.path("name").asString("");
        if (sandbox && !terminating() && container(name).isEmpty()) {
            ContainerWorker joining =
                    new ContainerWorker(this, added, ContainerRole.EPHEMERAL, "ContainerCreating");
            ephemerals.add(joining);
            joining.start();
        }
    }

    Duration grace() {
        JsonNode asked = pod.at("/metadata/deletionGracePeriodSeconds");
        long seconds =
                asked.isMissingNode()
                        ? pod.at("/spec/terminationGracePeriodSeconds").asLong(30)
                        : asked.asLong(30);
        return Duration.ofSeconds(seconds);
    }

    /** The pod object has gone: nothing of it stays on the node. */
    void abandon() {
        abandoned = true;
        agenda.clear();
        containers().forEach(container -> container.process().ifPresent(ContainerProcess::kill));
        node.addresses().release(address);
    }

    /** Does what is due. */
    void run() {
        agenda.run(services.now());
    }

    Optional<Instant> nextDue() {
        return agenda.next();
    }

    /** A request of the node's kubelet, which goes the pod's way in but through no policy. */
    Reply probe(int port, Request request, Duration patience) {
        if (stop.detached()) {
            return new Reply.TimedOut(patience);
        }
        Faults faults = services.faults();
        Optional<Reply> lost = faults.connection(node.address(), address, port, request);
        Reply reply =
                lost.orElseGet(
                        () ->
                                request.protocol() == Protocol.HTTP
                                        ? faults.served(
                                                address,
                                                port,
                                                request,
                                                () -> deliver(port, request))
                                        : deliver(port, request));
        Duration took = reply.took().plus(faults.delay(node.address(), address, request));
        return took.compareTo(patience) > 0 ? new Reply.TimedOut(patience) : reply;
    }

    /** A request that arrives at the pod's address. */
    Reply deliver(int port, Request request) {
        if (request.protocol() == Protocol.ICMP) {
            return Reply.ok(Duration.ofNanos(60_000L + Math.floorMod(address.hashCode(), 40_000)));
        }
        for (ContainerWorker container : apps) {
            ContainerProcess process = container.process().orElse(null);
            if (process != null && process.listensOn(port)) {
                return process.deliver(port, request);
            }
        }
        return new Reply.Refused(Duration.ofNanos(300_000));
    }

    Reply send(String host, int port, Request request) {
        return services.network().send(sender(), host, port, request);
    }

    /** The pod as the sender of requests. */
    Sender sender() {
        return new Sender(namespace(), name(), address, resolver());
    }

    Optional<String> tracedAs() {
        return apps.stream()
                .flatMap(c -> c.process().stream())
                .flatMap(p -> p.tracedAs().stream())
                .findFirst();
    }

    PodIdentity identity() {
        return new PodIdentity(namespace(), name(), address, node.name());
    }

    /** How names are resolved in the pod. */
    ResolverConfig resolver() {
        return PodResolver.of(namespace(), pod.path("spec"));
    }

    void plan(Duration delay, Runnable work) {
        agenda.plan(services.now().plus(delay), work);
    }

    /** How long it takes until the kubelet acts on what happens on its node now. */
    Duration untilSeen() {
        return Duration.between(now(), node.lists().acted(now()));
    }

    /** Between half and one and a half times this long. */
    Duration jitter(Duration about) {
        long micros = Math.round(about.toNanos() / 1000.0 * (0.5 + random.nextDouble()));
        return Duration.ofNanos(micros * 1000);
    }

    /** A number from 0 to 1. */
    double chance() {
        return random.nextDouble();
    }

    void event(String fieldPath, String type, String reason, String message) {
        services.events().record(pod, fieldPath, type, reason, message, "kubelet");
    }

    /** All sockets in the pod's network. */
    List<Listener> listeners() {
        return containers()
                .flatMap(c -> c.process().stream())
                .flatMap(process -> process.listeners().stream())
                .toList();
    }

    Stream<ContainerWorker> containers() {
        return Stream.of(init, apps, ephemerals).flatMap(List::stream);
    }

    List<ContainerWorker> initContainers() {
        return init;
    }

    List<ContainerWorker> ephemerals() {
        return ephemerals;
    }

    List<ContainerWorker> apps() {
        return apps;
    }

    Optional<ContainerWorker> container(String name) {
        return containers().filter(c -> c.name().equals(name)).findFirst();
    }

    ContainerEnvironment environment() {
        return new ContainerEnvironment(source(), namespace(), pod, address);
    }

    PodFiles files() {
        return new PodFiles(source(), pod.path("spec"));
    }

    private ConfigSource source() {
        return new ConfigSource(services.store(), namespace());
    }

    KubeletServices services() {
        return services;
    }

    Node node() {
        return node;
    }

    ObjectNode object() {
        return pod;
    }

    String uid() {
        return uid;
    }

    String name() {
        return ObjectMeta.name(pod);
    }

    String namespace() {
        return ObjectMeta.namespace(pod);
    }

    /** As messages name it: {@code pod_namespace(uid)}. */
    String fullName() {
        return name() + "_" + namespace() + "(" + uid + ")";
    }

    String hostname() {
        return pod.at("/spec/hostname").asString(name());
    }

    String address() {
        return address;
    }

    boolean sandbox() {
        return sandbox;
    }

    boolean terminating() {
        return abandoned || stop.begun();
    }

    /** All that it had is cleared away after its end. */
    boolean settled() {
        return settled;
    }

    /** Whether the address is known beyond the node: with the first container, or soon. */
    boolean addressKnown() {
        return !address.isEmpty()
                && (sandboxTold
                        || containers()
                                .anyMatch(c -> !(c.state() instanceof ContainerState.Waiting)));
    }

    /** Looked at once more since it started. */
    boolean resynced() {
        return resynced;
    }

    /** All has stopped after a deletion; the object can go. */
    boolean removable() {
        return stop.removable();
    }

    Instant startTime() {
        return startTime;
    }

    Instant now() {
        return services.now();
    }
}
