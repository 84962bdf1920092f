package dev.aoi.cluster.chaos;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;

import dev.aoi.cluster.kubelet.Kubelet;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * What an experiment does to a machine: it ends the kubelet of a node (Chaos Mesh: {@code
 * PhysicalMachineChaos} with {@code action: process} and {@code process: kubelet}).
 */
final class MachineEffects {
    static final String KIND = "PhysicalMachineChaos";

    private static final String NODE_CONTROLLER = "node-lifecycle-controller";

    private final World world;
    private final Kubelet kubelet;

    MachineEffects(World world, Kubelet kubelet) {
        this.world = world;
        this.kubelet = kubelet;
    }

    /**
     * Empty when it worked; else why not.
     *
     * @param address name or address of the machine, with or without a port
     */
    Optional<String> inject(JsonNode spec, String address) {
        Optional<String> node = node(address);
        String process = spec.path("process").path("process").asString("");
        if (node.isEmpty()) {
            return Optional.of("no machine answers at " + address);
        }
        if (!spec.path("action").asString("").equals("process") || !process.equals("kubelet")) {
            return Optional.of(
                    "only action process on process kubelet is supported, not action %s on process %s"
                            .formatted(spec.path("action").asString(""), process));
        }
        kubelet.stop(node.get());
        lookAt(node.get());
        return Optional.empty();
    }

    Optional<String> recover(String address) {
        node(address)
                .ifPresent(
                        node -> {
                            kubelet.resume(node);
                            lookAt(node);
                        });
        return Optional.empty();
    }

    private void lookAt(String node) {
        world.enqueue(NODE_CONTROLLER, ObjectKey.clusterScoped(NODE, node));
    }

    private Optional<String> node(String address) {
        String host = address.replaceFirst("^https?://", "").replaceFirst(":\\d+$", "");
        return world.store().list(NODE, "").stream()
                .filter(node -> ObjectMeta.name(node).equals(host) || answersAt(node, host))
                .map(ObjectMeta::name)
                .findFirst();
    }

    private static boolean answersAt(ObjectNode node, String host) {
        return node.at("/status/addresses")
                .valueStream()
                .anyMatch(a -> a.path("address").asString("").equals(host));
    }
}
