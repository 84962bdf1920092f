package dev.aoi.cluster.controller;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Optional;

/**
 * Conditions of a deployment: setting one that has the same status and reason changes nothing; a
 * changed one moves to the end, and keeps its transition time while its status stays.
 */
final class Conditions {
    private final ArrayNode list;

    Conditions(JsonNode existing) {
        this.list =
                existing instanceof ArrayNode array
                        ? array.deepCopy()
                        : JsonNodeFactory.instance.arrayNode();
    }

    Optional<JsonNode> get(String type) {
        return list.valueStream().filter(c -> c.path("type").asString("").equals(type)).findFirst();
    }

    boolean has(String type, String reason) {
        return get(type).filter(c -> c.path("reason").asString("").equals(reason)).isPresent();
    }

    void set(String type, boolean value, String reason, String message, Instant now) {
        Optional<JsonNode> old = get(type);
        String status = value ? "True" : "False";
        boolean sameStatus =
                old.filter(c -> c.path("status").asString("").equals(status)).isPresent();
        if (sameStatus && has(type, reason)) {
            return;
        }
        replace(type, status, reason, message, sameStatus ? old : Optional.empty(), now);
    }

    /** As {@link #set}, but always with a new update time: progress was made again. */
    void refresh(String type, String reason, String message, Instant now) {
        Optional<JsonNode> old =
                get(type).filter(c -> c.path("status").asString("").equals("True"));
        replace(type, "True", reason, message, old, now);
    }

    /** Neither true nor false: what a paused deployment's progress is. */
    void unknown(String type, String reason, String message, Instant now) {
        Optional<JsonNode> old =
                get(type).filter(c -> c.path("status").asString("").equals("Unknown"));
        replace(type, "Unknown", reason, message, old, now);
    }

    private void replace(
            String type,
            String status,
            String reason,
            String message,
            Optional<JsonNode> keepsTime,
            Instant now) {
        remove(type);
        ObjectNode condition = list.addObject();
        condition.put("type", type).put("status", status);
        condition.put("lastUpdateTime", Times.text(now));
        condition.put(
                "lastTransitionTime",
                keepsTime
                        .map(c -> c.path("lastTransitionTime").asString(""))
                        .orElse(Times.text(now)));
        condition.put("reason", reason).put("message", message);
    }

    void remove(String type) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).path("type").asString("").equals(type)) {
                list.remove(i);
            }
        }
    }

    ArrayNode json() {
        return list;
    }
}
