package dev.aoi.cluster.kind;

import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Builds the columns of the table's rows, and those that many kinds share. */
final class Columns {
    private Columns() {}

    /** Name first, then {@code columns}. */
    static List<Column> named(Column... columns) {
        return Stream.concat(
                        Stream.of(column("Name", "name", 0, (o, now) -> name(o))),
                        Arrays.stream(columns))
                .toList();
    }

    /** As {@link #named}; a default, which an annotation makes it, is marked. */
    static List<Column> namedOrDefault(String annotation, Column... columns) {
        Column name =
                column(
                        "Name",
                        "name",
                        0,
                        (o, now) ->
                                o.path("metadata")
                                                .path("annotations")
                                                .path(annotation)
                                                .asString("")
                                                .equals("true")
                                        ? name(o) + " (default)"
                                        : name(o));
        return Stream.concat(Stream.of(name), Arrays.stream(columns)).toList();
    }

    static List<Column> nameAndAge() {
        return named(age());
    }

    static Column age() {
        return column("Age", "", 0, (o, now) -> Ages.since(created(o), now));
    }

    static Column createdAt() {
        return text("Created At", Columns::created);
    }

    static Column text(String name, Function<ObjectNode, String> cell) {
        return column(name, "", 0, (o, now) -> cell.apply(o));
    }

    static Column wide(String name, Function<ObjectNode, String> cell) {
        return column(name, "", 1, (o, now) -> cell.apply(o));
    }

    static Column timed(String name, BiFunction<ObjectNode, Instant, String> cell) {
        return column(name, "", 0, cell);
    }

    static Column number(String name, ToLongFunction<ObjectNode> cell) {
        return new Column(
                name, "integer", "", 0, (o, now) -> LongNode.valueOf(cell.applyAsLong(o)));
    }

    static Column column(
            String name,
            String format,
            int priority,
            BiFunction<ObjectNode, Instant, String> cell) {
        return new Column(
                name,
                "string",
                format,
                priority,
                (o, now) -> StringNode.valueOf(cell.apply(o, now)));
    }

    private static String name(ObjectNode object) {
        return object.path("metadata").path("name").asString("");
    }

    private static String created(ObjectNode object) {
        return object.path("metadata").path("creationTimestamp").asString("");
    }
}
