package dev.aoi.cluster.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigInteger;
import java.util.List;

/** Figures of nodes or pods as the Table that metrics-server makes of them. */
final class MetricsTable {
    private MetricsTable() {}

    /** One row for each object with figures; a pod's are the sum of its containers'. */
    static ObjectNode of(Iterable<JsonNode> items) {
        ObjectNode table = JsonText.object();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1").putObject("metadata");
        ArrayNode columns = table.putArray("columnDefinitions");
        column(columns, "Name", "name");
        column(columns, "cpu", "quantity");
        column(columns, "memory", "quantity");
        column(columns, "Window", "duration");
        ArrayNode rows = table.putArray("rows");
        for (JsonNode item : items) {
            ObjectNode row = rows.addObject();
            row.putArray("cells")
                    .add(item.at("/metadata/name").asString(""))
                    .add(sum(item, "cpu", "n"))
                    .add(sum(item, "memory", "Ki"))
                    .add(item.path("window").asString(""));
            row.set("object", Tables.partial(item));
        }
        return table;
    }

    private static void column(ArrayNode columns, String name, String format) {
        columns.addObject()
                .put("name", name)
                .put("type", "string")
                .put("format", format)
                .put("description", "")
                .put("priority", 0);
    }

    private static String sum(JsonNode item, String resource, String unit) {
        Iterable<JsonNode> parts = item.has("usage") ? List.of(item) : item.path("containers");
        BigInteger sum = BigInteger.ZERO;
        for (JsonNode part : parts) {
            String amount = part.path("usage").path(resource).asString("0");
            sum = sum.add(new BigInteger(amount.replace(unit, "")));
        }
        return sum.signum() == 0 ? "0" : sum + unit;
    }
}
