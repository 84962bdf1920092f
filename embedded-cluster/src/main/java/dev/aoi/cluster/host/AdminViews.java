package dev.aoi.cluster.host;

import dev.aoi.cluster.world.AcceptedWrite;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** JSON forms of the admin API. */
final class AdminViews {
    private AdminViews() {}

    static ObjectNode world(World world) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", world.name())
                .put("seed", world.seed())
                .put("now", world.locked(world::now).toString());
    }

    static ArrayNode writes(List<AcceptedWrite> writes) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (AcceptedWrite write : writes) {
            list.addObject()
                    .put("user", write.user())
                    .put("verb", write.verb())
                    .put("path", write.path())
                    .put("resourceVersion", write.resourceVersion())
                    .put("at", write.at().toString());
        }
        return list;
    }
}
