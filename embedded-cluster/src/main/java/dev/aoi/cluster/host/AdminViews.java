package dev.aoi.cluster.host;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.AcceptedWrite;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.Pace;
import dev.aoi.cluster.world.World;
import dev.aoi.cluster.world.WorldSpec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** JSON forms of the admin API. */
final class AdminViews {
    private AdminViews() {}

    static ObjectNode world(World world) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", world.name());
        json.setAll(spec(world.spec()));
        return json.put("now", world.locked(world::now).toString());
    }

    /** The parts that are not as usual are left out, as records of earlier versions do. */
    static ObjectNode spec(WorldSpec spec) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("seed", spec.seed());
        if (spec.shape() != ClusterShape.KIND) {
            json.put("shape", spec.shape().text());
        }
        spec.start().ifPresent(start -> json.put("start", start.toString()));
        if (spec.pace() != Pace.VIRTUAL) {
            json.put("pace", spec.pace().text());
        }
        return json;
    }

    /**
     * Reads what {@link #spec(WorldSpec)} wrote.
     *
     * @throws ApiException 400 with what is wrong
     */
    static WorldSpec spec(JsonNode json) {
        try {
            String start = json.path("start").asString("");
            return new WorldSpec(
                    json.path("seed").asLong(0),
                    ClusterShape.of(json.path("shape").asString(ClusterShape.KIND.text())),
                    start.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(start)),
                    Pace.of(json.path("pace").asString(Pace.VIRTUAL.text())));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    static WorldInfo info(JsonNode json) {
        return new WorldInfo(
                json.path("name").asString(""),
                spec(json),
                Instant.parse(json.path("now").asString("")));
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
