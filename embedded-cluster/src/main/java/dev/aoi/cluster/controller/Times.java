package dev.aoi.cluster.controller;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Time stamps in objects: RFC 3339 with whole seconds. */
final class Times {
    private Times() {}

    static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Optional<Instant> read(JsonNode node) {
        return node.isString() ? Optional.of(Instant.parse(node.asString())) : Optional.empty();
    }
}
