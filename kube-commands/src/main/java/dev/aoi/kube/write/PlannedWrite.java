package dev.aoi.kube.write;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.handle.ObservedObject;

/**
 * A change, ready to be journaled and then sent.
 *
 * @param command what was asked for
 * @param target the object as it was when planned
 * @param resourceVersion its version when planned; the write holds for this version only
 * @param beforeImageJson the whole object when planned, for the journal
 * @param patchType the word after kubectl's {@code --type}
 * @param patchJson the patch with the target's uid and resourceVersion in it, so that the API
 *     server answers 409 when the object has moved
 * @param undo what takes the change back
 * @param hash hex SHA-256 over action, undo, the target's uid and its resourceVersion
 */
public record PlannedWrite(
        KubeCommand command,
        ObservedObject target,
        String resourceVersion,
        String beforeImageJson,
        String patchType,
        String patchJson,
        UndoPatch undo,
        String hash) {}
