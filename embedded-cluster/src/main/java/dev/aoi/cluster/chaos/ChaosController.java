package dev.aoi.cluster.chaos;

import static dev.aoi.cluster.kind.ResourceKinds.NAMESPACE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kubelet.Kubelet;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Chaos Mesh's controller manager.
 *
 * <ol>
 *   <li>A finalizer keeps the experiment until all is as it was.
 *   <li>Pods are selected once and recorded.
 *   <li>While the experiment is to run, each record that is not injected is; when its duration is
 *       over, it is paused or deleted, each record is recovered.
 * </ol>
 *
 * The kinds are defined when the namespace {@code chaos-mesh} is made, as installing Chaos Mesh
 * does; definitions that are applied by hand are as good.
 */
public final class ChaosController implements Controller {
    private static final String FINALIZER = "chaos-mesh/records";
    private static final String PAUSE = "experiment.chaos-mesh.org/pause";
    private static final String COMPONENT = "chaos-mesh";
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final String INJECTED = "Injected";
    private static final String NOT_INJECTED = "Not Injected";

    private final World world;
    private final ChaosFaults faults;
    private final PodEffects effects;
    private final MachineEffects machines;

    /** A controller whose faults act on the pods of these kubelets. */
    public ChaosController(World world, Kubelet kubelet) {
        this.world = world;
        this.faults = new ChaosFaults(world.seed());
        this.effects = new PodEffects(world, kubelet);
        this.machines = new MachineEffects(world, kubelet);
        kubelet.disturb(faults);
    }

    @Override
    public String name() {
        return COMPONENT;
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(NAMESPACE);
    }

    @Override
    public String watchesGroup() {
        return ChaosKinds.GROUP;
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        if (key.kind() == NAMESPACE) {
            if (key.name().equals(COMPONENT) && context.store().get(key).isPresent()) {
                ChaosKinds.install(context.store());
            }
            return;
        }
        if (!ChaosKinds.EXPERIMENTS.containsKey(key.kind().kind())) {
            return;
        }
        Optional<ObjectNode> stored = context.store().get(key);
        if (stored.isEmpty()) {
            faults.remove(id(key));
            return;
        }
        ObjectNode object = stored.get().deepCopy();
        boolean finalized = ObjectMeta.finalizers(object).contains(FINALIZER);
        if (ObjectMeta.terminating(object)) {
            if (finalized) {
                recoverAll(key, object);
                release(object);
                context.store().update(key.kind(), object);
            }
            return;
        }
        if (!finalized) {
            ObjectMeta.mutable(object).withArray("finalizers").add(FINALIZER);
            event(object, "FinalizerInited", "Finalizer has been inited");
            event(object, "Updated", "Successfully update finalizer of resource");
        }
        drive(key, object, context);
        if (!object.equals(stored.get())) {
            context.store().update(key.kind(), object);
        }
    }

    private static void release(ObjectNode object) {
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        for (String finalizer : ObjectMeta.finalizers(object)) {
            if (!finalizer.equals(FINALIZER)) {
                left.add(finalizer);
            }
        }
        ObjectMeta.mutable(object).set("finalizers", left);
    }

    private static String id(ObjectKey key) {
        return key.kind().kind() + "/" + key.namespace() + "/" + key.name();
    }

    private void drive(ObjectKey key, ObjectNode object, ControllerContext context) {
        JsonNode spec = object.path("spec");
        ObjectNode status = object.withObject("status");
        ObjectNode experiment = status.withObject("experiment");
        boolean paused = "true".equals(ObjectMeta.annotations(object).get(PAUSE));
        boolean oneShot = effects.oneShot(key.kind().kind(), spec);
        Instant created = Instant.parse(ObjectMeta.creationTimestamp(object));
        String duration = spec.path("duration").asString("");
        Instant end = created.plus(Amount.duration(duration));
        boolean over = !oneShot && !duration.isEmpty() && !end.isAfter(context.now());
        String before = experiment.path("desiredPhase").asString("");
        String wanted = paused || over ? "Stop" : "Run";
        if (!before.equals(wanted)) {
            experiment.put("desiredPhase", wanted);
            if (wanted.equals("Run")) {
                event(object, "Started", "Experiment has started");
            } else if (over) {
                event(object, "TimeUp", "Time up according to the duration");
            } else {
                event(object, "Paused", "Experiment has been paused");
            }
            event(object, "Updated", "Successfully update desiredPhase of resource");
        }
        ArrayNode records = experiment.withArray("containerRecords");
        if (records.isEmpty() && wanted.equals("Run")) {
            select(key, spec, records, context);
            if (records.isEmpty()) {
                warn(object, "Failed to select targets: no pod is selected");
                context.requeueAfter(key, AGAIN);
            }
        }
        boolean changed = false;
        for (JsonNode record : records) {
            changed |= advance(key, object, (ObjectNode) record, wanted);
        }
        if (changed) {
            event(object, "Updated", "Successfully update records of resource");
        }
        effect(key, spec, records, context);
        conditions(status, records, paused);
        if (wanted.equals("Run") && !oneShot && !duration.isEmpty()) {
            context.requeueAfter(key, Duration.between(context.now(), end));
        }
        boolean failed =
                records.valueStream()
                        .anyMatch(
                                r ->
                                        wanted.equals("Run")
                                                && !r.path("phase").asString("").equals(INJECTED));
        if (failed) {
            context.requeueAfter(key, AGAIN);
        }
    }

    private void select(
            ObjectKey key, JsonNode spec, ArrayNode records, ControllerContext context) {
        if (key.kind().kind().equals(MachineEffects.KIND)) {
            spec.path("address").forEach(a -> record(records, a.asString("")));
            return;
        }
        for (ObjectNode pod :
                PodSelection.pick(context.store(), spec, key.namespace(), context.random())) {
            String id = ObjectMeta.namespace(pod) + "/" + ObjectMeta.name(pod);
            for (String container : effects.containers(key.kind().kind(), spec, pod)) {
                record(records, container.isEmpty() ? id : id + "/" + container);
            }
        }
    }

    private static void record(ArrayNode records, String id) {
        ObjectNode record = records.addObject().put("id", id);
        record.put("selectorKey", ".").put("phase", NOT_INJECTED);
        record.put("injectedCount", 0).put("recoveredCount", 0);
    }

    /** Brings one record to where it should be; true when that changed it. */
    private boolean advance(ObjectKey key, ObjectNode object, ObjectNode record, String wanted) {
        boolean injected = record.path("phase").asString("").equals(INJECTED);
        if (injected == wanted.equals("Run")) {
            return false;
        }
        String id = record.path("id").asString("");
        Optional<String> problem =
                injected
                        ? recover(key, object.path("spec"), id)
                        : inject(key, object.path("spec"), id);
        String operation = injected ? "Recover" : "Apply";
        ObjectNode happened = record.withArray("events").addObject();
        happened.put("operation", operation).put("timestamp", now());
        happened.put("type", problem.isEmpty() ? "Succeeded" : "Failed");
        if (problem.isPresent()) {
            happened.put("message", problem.get());
            String verb = injected ? "recover" : "apply";
            warn(object, "Failed to " + verb + " chaos: " + problem.get());
            return true;
        }
        String count = injected ? "recoveredCount" : "injectedCount";
        record.put(count, record.path(count).asInt(0) + 1);
        record.put("phase", injected ? NOT_INJECTED : INJECTED);
        event(
                object,
                injected ? "Recovered" : "Applied",
                injected
                        ? "Successfully recover chaos for " + id
                        : "Successfully apply chaos for " + id);
        return true;
    }

    private Optional<String> inject(ObjectKey key, JsonNode spec, String id) {
        return key.kind().kind().equals(MachineEffects.KIND)
                ? machines.inject(spec, id)
                : effects.inject(key.kind().kind(), key, spec, id);
    }

    private Optional<String> recover(ObjectKey key, JsonNode spec, String id) {
        return key.kind().kind().equals(MachineEffects.KIND)
                ? machines.recover(id)
                : effects.recover(key.kind().kind(), key, spec, id);
    }

    /** Tells the network what is in effect now. */
    private void effect(
            ObjectKey key, JsonNode spec, ArrayNode records, ControllerContext context) {
        if (key.kind().kind().equals(MachineEffects.KIND)) {
            return;
        }
        Set<String> pods = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (JsonNode record : records) {
            if (record.path("phase").asString("").equals(INJECTED)) {
                String[] parts = record.path("id").asString("").split("/");
                pods.add(parts[0] + "/" + parts[1]);
                context.store()
                        .get(new ObjectKey(POD, parts[0], parts[1]))
                        .map(p -> p.at("/status/podIP").asString(""))
                        .filter(a -> !a.isEmpty())
                        .ifPresent(addresses::add);
            }
        }
        if (pods.isEmpty()) {
            faults.remove(id(key));
            return;
        }
        Set<String> targets = new HashSet<>();
        if (!spec.path("target").path("selector").isMissingNode()) {
            for (ObjectNode pod :
                    PodSelection.pick(
                            context.store(), spec.path("target"), key.namespace(), fixed())) {
                targets.add(pod.at("/status/podIP").asString(""));
            }
            targets.add("none");
        }
        spec.path("externalTargets").forEach(t -> targets.add(t.asString("")));
        faults.put(
                id(key),
                new Injected(key.kind().kind(), spec.deepCopy(), addresses, pods, targets));
    }

    /** Targets are picked anew at each look, and the same ones. */
    private java.util.random.RandomGenerator fixed() {
        return new java.util.SplittableRandom(world.seed());
    }

    private void recoverAll(ObjectKey key, ObjectNode object) {
        faults.remove(id(key));
        for (JsonNode record : object.at("/status/experiment/containerRecords")) {
            if (record.path("phase").asString("").equals(INJECTED)) {
                String id = record.path("id").asString("");
                recover(key, object.path("spec"), id);
                event(object, "Recovered", "Successfully recover chaos for " + id);
            }
        }
    }

    private static void conditions(ObjectNode status, ArrayNode records, boolean paused) {
        boolean selected = !records.isEmpty();
        boolean all =
                selected
                        && records.valueStream()
                                .allMatch(r -> r.path("phase").asString("").equals(INJECTED));
        boolean none =
                records.valueStream()
                        .allMatch(r -> r.path("phase").asString("").equals(NOT_INJECTED));
        ArrayNode list = status.putArray("conditions");
        condition(list, "Selected", selected);
        condition(list, "AllInjected", all);
        condition(list, "AllRecovered", selected && none);
        condition(list, "Paused", paused);
    }

    private static void condition(ArrayNode list, String type, boolean value) {
        list.addObject().put("status", value ? "True" : "False").put("type", type);
    }

    private String now() {
        return world.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void event(ObjectNode object, String reason, String message) {
        world.events().record(object, "Normal", reason, message, COMPONENT);
    }

    private void warn(ObjectNode object, String message) {
        world.events().record(object, "Warning", "Failed", message, COMPONENT);
    }
}
