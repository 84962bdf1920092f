package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.util.List;

/** Columns that many kinds share. */
final class Columns {
    private Columns() {}

    static List<Column> nameAndAge() {
        return List.of(name(), age());
    }

    static Column name() {
        return new Column("Name", "string", "name", 0, (o, now) -> at(o, "/metadata/name"));
    }

    static Column age() {
        return new Column(
                "Age",
                "string",
                "",
                0,
                (o, now) ->
                        StringNode.valueOf(
                                Ages.since(o.at("/metadata/creationTimestamp").asString(""), now)));
    }

    static Column text(String name, Column.Cell cell) {
        return new Column(name, "string", "", 0, cell);
    }

    static Column wide(String name, Column.Cell cell) {
        return new Column(name, "string", "", 1, cell);
    }

    static Column number(String name, Column.Cell cell) {
        return new Column(name, "integer", "", 0, cell);
    }

    private static JsonNode at(JsonNode object, String pointer) {
        return StringNode.valueOf(object.at(pointer).asString(""));
    }
}
