package dev.aoi.cluster.world;

/**
 * A request from outside that changes a world, as it is journaled and replayed.
 *
 * @param user who asked
 * @param verb Kubernetes verb: create, update, patch, delete, deletecollection, or exec
 * @param path path below the world's root with its query, e.g. {@code /api/v1/namespaces?x=y}
 * @param contentType media type of the body; empty when there is none
 * @param body body as text; empty when there is none
 */
public record WriteRequest(String user, String verb, String path, String contentType, String body) {
    /** The verb of a command run in a container: it may change processes, but no object. */
    public static final String EXEC = "exec";

    /** Whether it acts on objects alone: then an unchanged store means that it had no effect. */
    boolean changesObjects() {
        return !verb.equals(EXEC);
    }
}
