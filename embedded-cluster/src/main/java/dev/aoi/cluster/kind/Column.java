package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;

/**
 * A column of a Table answer.
 *
 * @param name heading as the server sends it, e.g. {@code Cluster-IP}
 * @param type OpenAPI type: {@code string} or {@code integer}
 * @param format OpenAPI format; {@code name} marks the column that names the row
 * @param priority 0 for always, 1 for {@code -o wide} only
 * @param cell how a row's value is read
 */
public record Column(String name, String type, String format, int priority, Cell cell) {
    /** Reads one value of a row; ages are measured from {@code now}. */
    @FunctionalInterface
    public interface Cell {
        /** The value as the server prints it. */
        JsonNode of(ObjectNode object, Instant now);
    }
}
