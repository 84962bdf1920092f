package dev.aoi.kube.write;

import java.util.Locale;
import java.util.Optional;

/**
 * The field that identifies an element of a list in a strategic merge patch, from the {@code
 * x-kubernetes-patch-merge-key} of the published OpenAPI. A list without one is replaced as a
 * whole.
 */
final class MergeKeys {

    private MergeKeys() {}

    /**
     * The merge key of a list.
     *
     * @param owner name of the field that holds the list's owner, such as {@code containers}
     * @param list name of the list's field, such as {@code ports}
     */
    static Optional<String> of(String owner, String list) {
        return switch (list) {
            case "containers",
                    "initContainers",
                    "ephemeralContainers",
                    "volumes",
                    "env",
                    "imagePullSecrets",
                    "resourceClaims" ->
                    Optional.of("name");
            case "ports" ->
                    Optional.of(
                            owner.toLowerCase(Locale.ROOT).endsWith("containers")
                                    ? "containerPort"
                                    : "port");
            case "volumeMounts" -> Optional.of("mountPath");
            case "volumeDevices" -> Optional.of("devicePath");
            case "hostAliases" -> Optional.of("ip");
            case "topologySpreadConstraints" -> Optional.of("topologyKey");
            case "ownerReferences" -> Optional.of("uid");
            case "conditions" -> Optional.of("type");
            default -> Optional.empty();
        };
    }
}
