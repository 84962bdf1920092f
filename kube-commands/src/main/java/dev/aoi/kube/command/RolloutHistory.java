package dev.aoi.kube.command;

import java.util.List;

/**
 * {@code kubectl rollout history}: the revisions of a deployment or stateful set.
 *
 * @param objects the one object
 * @param revision shows the pod template of this revision; 0 lists all
 */
public record RolloutHistory(List<ObjectRef> objects, NamespaceChoice namespace, long revision)
        implements KubeCommand {

    public RolloutHistory {
        objects = List.copyOf(objects);
        if (objects.size() != 1) {
            throw new IllegalArgumentException("rollout history needs one object, got " + objects);
        }
    }

    @Override
    public String text() {
        return new CanonicalText("rollout", "history")
                .objects(objects)
                .namespace(namespace)
                .value("--revision", revision, 0L)
                .toString();
    }

    @Override
    public boolean takes(ResourceType type) {
        return ResourceType.ROLLED_OUT.contains(type);
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public RolloutHistory with(NamespaceChoice where, List<ObjectRef> refs) {
        return new RolloutHistory(refs, where, revision);
    }
}
