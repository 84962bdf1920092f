package dev.aoi.cluster.world;

import java.time.Instant;

/**
 * A mutating request of a user that a world accepted.
 *
 * @param user who asked
 * @param verb Kubernetes verb
 * @param path path below the world's root with its query
 * @param resourceVersion of the object after the write
 * @param at virtual time
 */
public record AcceptedWrite(
        String user, String verb, String path, String resourceVersion, Instant at) {}
