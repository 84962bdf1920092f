package dev.aoi.kube.write;

/**
 * The patch that takes a change back.
 *
 * @param kind as in manifests, such as {@code Service}
 * @param patchType the word after kubectl's {@code --type}; always {@code json}
 * @param patchJson an RFC 6902 patch: first tests that the object is the same one and still carries
 *     the change, then operations that restore exactly the fields of the before-image
 */
public record UndoPatch(
        String kind, String namespace, String name, String patchType, String patchJson) {}
