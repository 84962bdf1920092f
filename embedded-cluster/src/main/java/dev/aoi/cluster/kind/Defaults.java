package dev.aoi.cluster.kind;

import tools.jackson.databind.node.ObjectNode;

/** What the server fills into an object that leaves a field out. */
@FunctionalInterface
public interface Defaults {
    /** No defaults. */
    Defaults NONE = object -> {};

    /** Fills {@code object} in place; must be idempotent. */
    void fill(ObjectNode object);
}
