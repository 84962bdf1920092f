package dev.aoi.cluster.world;

/**
 * A request from outside that changes a world, as it is journaled and replayed.
 *
 * @param user who asked
 * @param verb Kubernetes verb: create, update, patch, delete, deletecollection, exec or forward
 * @param path path below the world's root with its query, e.g. {@code /api/v1/namespaces?x=y}
 * @param contentType media type of the body; empty when there is none
 * @param body body as text; empty when there is none
 * @param manager field manager that the client is known by when it names none; may be empty
 */
public record WriteRequest(
        String user, String verb, String path, String contentType, String body, String manager) {
    /** A request of a client that does not say what it is. */
    public WriteRequest(String user, String verb, String path, String contentType, String body) {
        this(user, verb, path, contentType, body, "");
    }

    /** The verb of a command run in a container: it may change processes, but no object. */
    public static final String EXEC = "exec";

    /** The verb of what reaches a process through a forwarded port; likewise. */
    public static final String FORWARD = "forward";

    /** Whether it acts on objects alone: then an unchanged store means that it had no effect. */
    boolean changesObjects() {
        return !verb.equals(EXEC) && !verb.equals(FORWARD);
    }
}
