package dev.aoi.cluster.kubelet;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.network.ClusterNetwork;
import dev.aoi.cluster.network.Faults;
import dev.aoi.cluster.network.Faults.PodIdentity;
import dev.aoi.cluster.network.NetworkSettings;
import dev.aoi.cluster.network.PodNetwork;
import dev.aoi.cluster.network.Policies;
import dev.aoi.cluster.network.Routes;
import dev.aoi.cluster.process.Backend;
import dev.aoi.cluster.process.ImageCatalogue;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.Usage;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;
import dev.aoi.cluster.world.EventRecorder;
import dev.aoi.cluster.world.PodRuntime;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;

/**
 * The kubelets of all nodes: one worker per pod that is bound to a node. A reconcile does what is
 * due for its pod, writes the pod's status if it changed, and asks to be called at the next due
 * time. Requests travel between pods within one reconcile, so others may plan work too; they are
 * called again as well.
 */
public final class Kubelet implements Controller, PodNetwork {
    private final World world;
    private final ImageCatalogue images;
    private final ClusterNetwork network;
    private final Map<String, PodWorker> workers = new HashMap<>();
    private final Map<String, PodWorker> byAddress = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Instant> silent = new HashMap<>();
    private final SequencedSet<ObjectKey> planned = new LinkedHashSet<>();
    private final Volumes volumes = new Volumes();
    private final KubeletServices services = new Services();
    private final Instant begun;
    private Faults faults = Faults.NONE;
    private boolean reconciling;
    private Function<String, Optional<Backend>> backends = name -> Optional.empty();

    /**
     * The kubelets of a world.
     *
     * @param policies the network policies that are in effect where the network does enforce them
     */
    public Kubelet(World world, ImageCatalogue images, Routes routes, Policies policies) {
        this.world = world;
        this.images = images;
        this.begun = world.now();
        boolean bare = world.shape() == ClusterShape.NODE1;
        this.network =
                new ClusterNetwork(
                        routes, this, new NetworkSettings(!bare, bare), Optional.of(policies));
    }

    @Override
    public String name() {
        return "kubelet";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(POD);
    }

    /** Logs and exec. */
    public PodRuntime runtime() {
        return new KubeletRuntime(this);
    }

    @Override
    public Optional<Reply> deliver(String address, int port, Request request) {
        return Optional.ofNullable(byAddress.get(address)).map(pod -> pod.deliver(port, request));
    }

    @Override
    public Optional<PodIdentity> at(String address) {
        return Optional.ofNullable(byAddress.get(address)).map(PodWorker::identity);
    }

    @Override
    public String nodeAt(String address) {
        if (address.isEmpty()) {
            return "";
        }
        return nodes.values().stream()
                .filter(node -> node.address().equals(address))
                .map(Node::name)
                .findFirst()
                .orElse("");
    }

    /** The network between its pods. */
    public ClusterNetwork network() {
        return network;
    }

    /** From now on these faults disturb pods and the network between them. */
    public void disturb(Faults with) {
        faults = with;
        network.disturb(with);
    }

    /** From now on programs find the telemetry servers' stores here. */
    public void backends(Function<String, Optional<Backend>> by) {
        backends = by;
    }

    /** The name under which a pod's program reports spans, if it does. */
    public Optional<String> tracedAs(PodIdentity pod) {
        return worker(pod.namespace(), pod.name()).flatMap(PodWorker::tracedAs);
    }

    Optional<PodWorker> worker(String namespace, String pod) {
        return Optional.ofNullable(workers.get(namespace + "/" + pod));
    }

    ObjectStore store() {
        return world.store();
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        reconciling = true;
        try {
            sync(key, context);
        } finally {
            reconciling = false;
        }
        for (ObjectKey pod : planned) {
            requeue(pod, context);
        }
        planned.clear();
        requeue(key, context);
    }

    /** A pod has something to do; if a command or a fault set it off, nobody else looks at it. */
    private void plan(ObjectKey key) {
        planned.add(key);
        if (!reconciling) {
            world.enqueue(name(), key);
        }
    }

    /**
     * The kubelet of a node stops: its containers go on, but nobody looks after them or reports.
     */
    public void stop(String node) {
        silent.putIfAbsent(node, world.now());
    }

    /** The kubelet of a node is there again, and looks at all its pods. */
    public void resume(String node) {
        if (silent.remove(node) == null) {
            return;
        }
        for (ObjectNode pod : store().list(POD, "")) {
            if (pod.at("/spec/nodeName").asString("").equals(node)) {
                world.enqueue(name(), ObjectKey.of(POD, pod));
            }
        }
    }

    /** Since when a node's kubelet is stopped. */
    public Optional<Instant> silentSince(String node) {
        return Optional.ofNullable(silent.get(node));
    }

    /** Kills a container's first process (SIGKILL). */
    public boolean kill(String namespace, String pod, String container) {
        Optional<ContainerWorker> worker =
                worker(namespace, pod).flatMap(w -> w.container(container));
        worker.ifPresent(ContainerWorker::killed);
        return worker.isPresent();
    }

    /**
     * Takes processor time and memory in a container besides its program. Memory beyond the limit
     * gets it killed.
     */
    public boolean stress(String namespace, String pod, String container, Usage more) {
        Optional<ContainerProcess> process =
                worker(namespace, pod)
                        .flatMap(w -> w.container(container))
                        .flatMap(ContainerWorker::process);
        process.ifPresent(p -> p.stress(more));
        return process.isPresent();
    }

    private void requeue(ObjectKey key, ControllerContext context) {
        PodWorker worker = workers.get(key.namespace() + "/" + key.name());
        if (worker != null && !silent.containsKey(worker.node().name())) {
            worker.nextDue()
                    .ifPresent(
                            due -> context.requeueAfter(key, Duration.between(context.now(), due)));
        }
    }

    private void sync(ObjectKey key, ControllerContext context) {
        String path = key.namespace() + "/" + key.name();
        Optional<ObjectNode> stored = context.store().get(key);
        PodWorker worker = workers.get(path);
        if (worker != null
                && (stored.isEmpty() || !ObjectMeta.uid(stored.get()).equals(worker.uid()))) {
            forget(path, worker);
            worker = null;
        }
        if (stored.isEmpty()) {
            return;
        }
        ObjectNode pod = stored.get();
        String nodeName = pod.at("/spec/nodeName").asString("");
        if (nodeName.isEmpty() || silent.containsKey(nodeName)) {
            return;
        }
        if (worker == null) {
            if (PodPhase.over(pod.at("/status/phase").asString(""))) {
                return;
            }
            worker = new PodWorker(services, node(nodeName), pod, () -> plan(key));
            workers.put(path, worker);
        }
        worker.observe(pod);
        worker.run();
        if (!worker.address().isEmpty()) {
            byAddress.putIfAbsent(worker.address(), worker);
        }
        publish(pod, worker, context);
        if (worker.node().images().untold()) {
            tellImages(worker.node(), context);
        }
        if (worker.removable()) {
            context.store().delete(key, Preconditions.NOW);
        }
    }

    private void forget(String path, PodWorker worker) {
        worker.abandon();
        volumes.forgetPod(worker.uid());
        workers.remove(path);
        byAddress.remove(worker.address(), worker);
    }

    private static void publish(ObjectNode pod, PodWorker worker, ControllerContext context) {
        ObjectNode status = PodStatus.of(worker);
        if (status.equals(pod.path("status"))) {
            return;
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("metadata")
                .put("name", worker.name())
                .put("namespace", worker.namespace())
                .put("uid", worker.uid());
        change.set("status", status);
        context.store().updateStatus(POD, change);
    }

    private static void tellImages(Node node, ControllerContext context) {
        Optional<ObjectNode> stored =
                context.store().get(ObjectKey.clusterScoped(NODE, node.name()));
        if (stored.isPresent()) {
            ObjectNode change = stored.get().deepCopy();
            change.withObject("/status")
                    .set(
                            "images",
                            node.images().tell(stored.get().at("/status/images").deepCopy()));
            context.store().updateStatus(NODE, change);
        }
    }

    private Node node(String name) {
        return nodes.computeIfAbsent(name, this::readNode);
    }

    private Node readNode(String name) {
        Optional<ObjectNode> object = world.store().get(ObjectKey.clusterScoped(NODE, name));
        String address = "";
        String range = "";
        if (object.isPresent()) {
            range = object.get().at("/spec/podCIDR").asString("");
            for (JsonNode entry : object.get().at("/status/addresses")) {
                if (entry.path("type").asString("").equals("InternalIP")) {
                    address = entry.path("address").asString("");
                }
            }
        }
        return new Node(
                name,
                address,
                new AddressPool(range),
                new NodeImages(images),
                ContainerList.of(world.seed(), name, begun),
                SyncRounds.of(world.seed(), name, begun));
    }

    private final class Services implements KubeletServices {
        @Override
        public Instant now() {
            return world.now();
        }

        @Override
        public ObjectStore store() {
            return world.store();
        }

        @Override
        public EventRecorder events() {
            return world.events();
        }

        @Override
        public ClusterNetwork network() {
            return network;
        }

        @Override
        public Optional<Backend> backend(String name) {
            return backends.apply(name);
        }

        @Override
        public Volumes volumes() {
            return volumes;
        }

        @Override
        public Faults faults() {
            return faults;
        }

        @Override
        public ImageCatalogue images() {
            return images;
        }
    }
}
