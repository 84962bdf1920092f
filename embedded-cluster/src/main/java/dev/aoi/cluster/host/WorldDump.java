package dev.aoi.cluster.host;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.LogLine;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that can be seen of a world: objects, clock, accepted writes, pending timers, and what every
 * container logged. Two worlds of equal dumps went the same way.
 */
final class WorldDump {
    private WorldDump() {}

    static ObjectNode of(World world) {
        return world.locked(() -> render(world));
    }

    private static ObjectNode render(World world) {
        ObjectNode dump = JsonNodeFactory.instance.objectNode();
        dump.put("name", world.name()).put("seed", world.seed()).put("now", world.now().toString());
        dump.put("resourceVersion", Long.toString(world.store().revision()));
        ArrayNode timers = dump.putArray("timers");
        world.pendingTimers().forEach(due -> timers.add(due.toString()));
        dump.set("writes", AdminViews.writes(world.writes()));
        ArrayNode objects = dump.putArray("objects");
        for (ResourceKind kind : world.store().kinds().all()) {
            world.store().list(kind, "").forEach(objects::add);
        }
        ObjectNode logs = dump.putObject("logs");
        for (ObjectNode pod : world.store().list(ResourceKinds.POD, "")) {
            containers(pod).forEach(container -> log(world, pod, container, logs));
        }
        return dump;
    }

    private static Stream<String> containers(ObjectNode pod) {
        return Stream.of("initContainers", "containers")
                .flatMap(list -> pod.path("spec").path(list).valueStream())
                .map(container -> container.path("name").asString(""));
    }

    private static void log(World world, JsonNode pod, String container, ObjectNode logs) {
        String namespace = ObjectMeta.namespace(pod);
        String name = ObjectMeta.name(pod);
        ArrayNode lines = logs.putArray(namespace + "/" + name + "/" + container);
        try {
            List<LogLine> written = world.runtime().logs(namespace, name, container, false);
            written.forEach(line -> lines.add(line.time() + " " + line.text()));
        } catch (ApiException e) {
            lines.add(e.getMessage());
        }
    }
}
