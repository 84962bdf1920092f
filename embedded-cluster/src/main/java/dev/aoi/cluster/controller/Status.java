package dev.aoi.cluster.controller;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes status. */
final class Status {
    private Status() {}

    /** Stores a new status unless it is what the object has already. */
    static void write(ObjectStore store, ResourceKind kind, ObjectNode object, JsonNode status) {
        if (object.path("status").equals(status)) {
            return;
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = change.putObject("metadata");
        metadata.put("name", ObjectMeta.name(object)).put("uid", ObjectMeta.uid(object));
        if (kind.namespaced()) {
            metadata.put("namespace", ObjectMeta.namespace(object));
        }
        change.set("status", status);
        store.updateStatus(kind, change);
    }

    /** Puts a counter, which the real server leaves out when it is 0. */
    static void count(ObjectNode status, String field, int value) {
        if (value != 0) {
            status.put(field, value);
        }
    }
}
