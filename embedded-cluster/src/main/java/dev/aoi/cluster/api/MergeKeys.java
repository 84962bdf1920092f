package dev.aoi.cluster.api;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How lists merge in a strategic patch: {@code x-kubernetes-patch-merge-key} and {@code
 * x-kubernetes-patch-strategy} of the real OpenAPI, by the name of the list's field and, where one
 * name has several meanings, of the field around it.
 */
final class MergeKeys {
    private static final Map<String, String> BY_FIELD =
            Map.ofEntries(
                    Map.entry("containers", "name"),
                    Map.entry("initContainers", "name"),
                    Map.entry("ephemeralContainers", "name"),
                    Map.entry("volumes", "name"),
                    Map.entry("env", "name"),
                    Map.entry("volumeMounts", "mountPath"),
                    Map.entry("volumeDevices", "devicePath"),
                    Map.entry("imagePullSecrets", "name"),
                    Map.entry("hostAliases", "ip"),
                    Map.entry("topologySpreadConstraints", "topologyKey"),
                    Map.entry("resourceClaims", "name"),
                    Map.entry("schedulingGates", "name"),
                    Map.entry("conditions", "type"),
                    Map.entry("ownerReferences", "uid"),
                    Map.entry("podIPs", "ip"),
                    Map.entry("hostIPs", "ip"),
                    Map.entry("secrets", "name"));

    /** Lists of scalars that merge as sets. */
    private static final Set<String> SETS = Set.of("finalizers", "podCIDRs");

    private MergeKeys() {}

    /**
     * The key by which entries of a list of objects are matched; empty when the list is replaced.
     *
     * @param parent name of the field that holds the object around the list
     * @param field name of the list's field
     */
    static Optional<String> of(String parent, String field) {
        return switch (field) {
            case "ports" ->
                    switch (parent) {
                        case "containers", "initContainers", "ephemeralContainers" ->
                                Optional.of("containerPort");
                        case "spec" -> Optional.of("port");
                        default -> Optional.empty();
                    };
            // Of a node's status; endpoints have addresses too, and those are replaced.
            case "addresses" -> parent.equals("status") ? Optional.of("type") : Optional.empty();
            default -> Optional.ofNullable(BY_FIELD.get(field));
        };
    }

    /** Whether a list of scalars is merged as a set. */
    static boolean isSet(String field) {
        return SETS.contains(field);
    }
}
