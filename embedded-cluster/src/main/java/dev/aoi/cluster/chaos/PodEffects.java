package dev.aoi.cluster.chaos;

import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kubelet.Kubelet;
import dev.aoi.cluster.process.Usage;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What an experiment does to a pod itself, rather than to what passes by. */
final class PodEffects {
    /** What takes the place of a container's image under {@code pod-failure}. */
    static final String PAUSE_IMAGE = "gcr.io/google-containers/pause:latest";

    private final World world;
    private final Kubelet kubelet;

    PodEffects(World world, Kubelet kubelet) {
        this.world = world;
        this.kubelet = kubelet;
    }

    /** Whether it is over at once, so that nothing is to be recovered. */
    boolean oneShot(String kind, JsonNode spec) {
        String action = spec.path("action").asString("");
        return kind.equals("PodChaos")
                && (action.equals("pod-kill") || action.equals("container-kill"));
    }

    /** Containers of a pod that get records of their own; one empty name for the pod as a whole. */
    List<String> containers(String kind, JsonNode spec, ObjectNode pod) {
        boolean each =
                switch (kind) {
                    case "PodChaos" -> spec.path("action").asString("").equals("container-kill");
                    case "StressChaos", "TimeChaos", "IOChaos", "JVMChaos" -> true;
                    default -> false;
                };
        if (!each) {
            return List.of("");
        }
        List<String> names = new ArrayList<>();
        spec.path("containerNames").forEach(n -> names.add(n.asString("")));
        return names.isEmpty() ? List.of(pod.at("/spec/containers/0/name").asString("")) : names;
    }

    /** Empty when it worked; else why not. */
    Optional<String> inject(String kind, ObjectKey experiment, JsonNode spec, String id) {
        String[] parts = id.split("/");
        Optional<ObjectNode> pod = world.store().get(new ObjectKey(POD, parts[0], parts[1]));
        if (pod.isEmpty()) {
            return Optional.of("pods \"" + parts[1] + "\" not found");
        }
        String container = parts.length > 2 ? parts[2] : "";
        return switch (kind) {
            case "PodChaos" -> podChaos(experiment, spec, parts, container);
            case "StressChaos" -> {
                boolean done =
                        kubelet.stress(
                                parts[0], parts[1], container, stress(spec, pod.get(), container));
                yield done ? Optional.empty() : Optional.of("container is not running");
            }
            case "IOChaos" ->
                    spec.path("action").asString("").equals("fault")
                            ? Optional.empty()
                            : Optional.of(
                                    "action "
                                            + spec.path("action").asString("")
                                            + " is not supported by the container's file system");
            case "JVMChaos" -> Optional.of("no java process is found in container " + container);
            default -> Optional.empty();
        };
    }

    private Optional<String> podChaos(
            ObjectKey experiment, JsonNode spec, String[] parts, String container) {
        switch (spec.path("action").asString("")) {
            case "pod-kill" -> {
                long grace = spec.path("gracePeriod").asLong(0);
                world.store()
                        .delete(
                                new ObjectKey(POD, parts[0], parts[1]),
                                new Preconditions(null, null, grace, null));
                return Optional.empty();
            }
            case "container-kill" -> {
                return kubelet.kill(parts[0], parts[1], container)
                        ? Optional.empty()
                        : Optional.of("container \"" + container + "\" is not found");
            }
            case "pod-failure" -> {
                return change(parts, pod -> fail(experiment, pod));
            }
            default -> {
                return Optional.of("unknown action " + spec.path("action").asString(""));
            }
        }
    }

    private static String annotation(ObjectKey experiment, String container) {
        return experiment.name() + "-" + container + "-normal-image";
    }

    private static void fail(ObjectKey experiment, ObjectNode pod) {
        ObjectNode annotations = ObjectMeta.mutable(pod).withObject("annotations");
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : pod.path("spec").path(list)) {
                annotations.put(
                        annotation(experiment, container.path("name").asString("")),
                        container.path("image").asString(""));
                ((ObjectNode) container).put("image", PAUSE_IMAGE);
            }
        }
    }

    private static void restore(ObjectKey experiment, ObjectNode pod) {
        ObjectNode annotations = ObjectMeta.mutable(pod).withObject("annotations");
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : pod.path("spec").path(list)) {
                String key = annotation(experiment, container.path("name").asString(""));
                String image = annotations.path(key).asString("");
                if (!image.isEmpty()) {
                    ((ObjectNode) container).put("image", image);
                    annotations.remove(key);
                }
            }
        }
    }

    private Optional<String> change(String[] parts, Consumer<ObjectNode> edit) {
        ObjectKey key = new ObjectKey(POD, parts[0], parts[1]);
        Optional<ObjectNode> stored = world.store().get(key);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode pod = stored.get().deepCopy();
        edit.accept(pod);
        try {
            world.store().update(POD, pod);
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Usage stress(JsonNode spec, ObjectNode pod, String container) {
        JsonNode cpu = spec.at("/stressors/cpu");
        JsonNode memory = spec.at("/stressors/memory");
        int millicores =
                cpu.isMissingNode()
                        ? 0
                        : 10 * cpu.path("workers").asInt(1) * cpu.path("load").asInt(100);
        String size = memory.path("size").asString("0");
        long limit = 0;
        for (JsonNode each : pod.at("/spec/containers")) {
            if (each.path("name").asString("").equals(container)) {
                limit =
                        Amount.bytes(
                                each.at("/resources/limits/memory")
                                        .asString("0")
                                        .replaceAll("i$", "iB"));
            }
        }
        long bytes =
                size.endsWith("%")
                        ? (long) (limit * Amount.of(size.substring(0, size.length() - 1), 0) / 100)
                        : Amount.bytes(size);
        return new Usage(
                millicores,
                memory.isMissingNode() ? 0 : bytes * Math.max(1, memory.path("workers").asInt(1)));
    }

    Optional<String> recover(String kind, ObjectKey experiment, JsonNode spec, String id) {
        String[] parts = id.split("/");
        if (kind.equals("StressChaos")) {
            kubelet.stress(parts[0], parts[1], parts.length > 2 ? parts[2] : "", Usage.NONE);
        }
        boolean failed =
                kind.equals("PodChaos") && spec.path("action").asString("").equals("pod-failure");
        return failed ? change(parts, pod -> restore(experiment, pod)) : Optional.empty();
    }
}
