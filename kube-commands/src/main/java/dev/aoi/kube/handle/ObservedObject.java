package dev.aoi.kube.handle;

/**
 * An object that an execution returned.
 *
 * @param kind as in manifests, such as {@code Pod}
 * @param namespace empty for cluster-scoped objects
 * @param uid given by the API server, never reused
 */
public record ObservedObject(String kind, String namespace, String name, String uid) {}
