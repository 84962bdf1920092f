package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.Column;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/** {@code meta.k8s.io/v1} Tables and partial objects: what kubectl asks for. */
final class Tables {
    private static final String META = "meta.k8s.io/v1";

    private Tables() {}

    /**
     * A table of some objects.
     *
     * @param include what each row carries of its object: {@code Metadata}, {@code Object}, {@code
     *     None}
     * @param header whether the columns are described
     */
    static ObjectNode of(
            ResourceKind kind,
            List<? extends JsonNode> objects,
            ObjectNode metadata,
            String include,
            Instant now,
            boolean header) {
        ObjectNode table = JsonText.object().put("kind", "Table").put("apiVersion", META);
        table.set("metadata", metadata);
        if (header) {
            ArrayNode definitions = table.putArray("columnDefinitions");
            kind.columns().forEach(column -> define(definitions, column));
        } else {
            table.putNull("columnDefinitions");
        }
        ArrayNode rows = table.putArray("rows");
        for (JsonNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            kind.columns().forEach(c -> cells.add(c.cell().of((ObjectNode) object, now)));
            switch (include) {
                case "None" -> {}
                case "Object" -> row.set("object", object);
                default -> row.set("object", partial(object));
            }
        }
        return table;
    }

    /** Only the metadata of an object. */
    static ObjectNode partial(JsonNode object) {
        ObjectNode partial = JsonText.object();
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", META);
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    /** Metadata of a table of one object. */
    static ObjectNode version(JsonNode object) {
        return JsonText.object().put("resourceVersion", ObjectMeta.resourceVersion(object));
    }

    private static void define(ArrayNode definitions, Column column) {
        definitions
                .addObject()
                .put("name", column.name())
                .put("type", column.type())
                .put("format", column.format())
                .put("description", "")
                .put("priority", column.priority());
    }
}
