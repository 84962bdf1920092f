package dev.aoi.kube.handle;

/**
 * One object of the incident and its handle.
 *
 * @param handle such as {@code @p3}: at sign, a letter for the kind, a number
 * @param kind as in manifests, such as {@code Pod}
 * @param namespace empty for cluster-scoped objects
 * @param uid given by the API server, never reused
 */
public record HandleEntry(String handle, String kind, String namespace, String name, String uid) {

    /** The object without its handle. */
    public ObservedObject object() {
        return new ObservedObject(kind, namespace, name, uid);
    }
}
