package dev.aoi.cluster.kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** What the server refuses to store. */
@FunctionalInterface
public interface Validation {
    /** Accepts everything. */
    Validation NONE = (object, old) -> List.of();

    /**
     * Problems of {@code object}, empty when it is valid.
     *
     * @param old the stored object that it would replace; null on creation
     */
    List<FieldError> check(ObjectNode object, @Nullable ObjectNode old);
}
