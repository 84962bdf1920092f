package dev.aoi.cluster.schema;

import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A resource as discovery tells of it.
 *
 * @param group API group; empty for core
 * @param version version within the group
 * @param plural name in paths
 * @param kind kind of its objects
 * @param namespaced whether they live in namespaces
 * @param verbs what may be asked of it
 * @param subresources its sub-resources by name
 */
public record ApiResource(
        String group,
        String version,
        String plural,
        String kind,
        boolean namespaced,
        SortedSet<String> verbs,
        SortedMap<String, Sub> subresources) {

    /**
     * A sub-resource.
     *
     * @param group group of what it takes and gives
     * @param version version of that
     * @param kind kind of that
     * @param verbs what may be asked of it
     */
    public record Sub(String group, String version, String kind, SortedSet<String> verbs) {}
}
