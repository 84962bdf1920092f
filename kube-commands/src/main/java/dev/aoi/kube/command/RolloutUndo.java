package dev.aoi.kube.command;

import java.util.List;

/**
 * {@code kubectl rollout undo}: brings back the pod template of an earlier revision.
 *
 * @param objects the one object
 * @param toRevision the revision to bring back; 0 for the one before the current
 */
public record RolloutUndo(List<ObjectRef> objects, NamespaceChoice namespace, long toRevision)
        implements KubeCommand {

    public RolloutUndo {
        objects = List.copyOf(objects);
        if (objects.size() != 1) {
            throw new IllegalArgumentException("rollout undo needs one object, got " + objects);
        }
    }

    @Override
    public String text() {
        return new CanonicalText("rollout", "undo")
                .objects(objects)
                .namespace(namespace)
                .value("--to-revision", toRevision, 0L)
                .toString();
    }

    @Override
    public boolean takes(ResourceType type) {
        return ResourceType.ROLLED_OUT.contains(type);
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public RolloutUndo with(NamespaceChoice where, List<ObjectRef> refs) {
        return new RolloutUndo(refs, where, toRevision);
    }
}
