package dev.aoi.kube.command;

import java.util.List;

/**
 * {@code kubectl rollout status}: how far the latest rollout of a deployment or stateful set is.
 * Looks once and does not wait, as with {@code --watch=false}.
 *
 * @param objects the one object
 */
public record RolloutStatus(List<ObjectRef> objects, NamespaceChoice namespace)
        implements KubeCommand {

    public RolloutStatus {
        objects = List.copyOf(objects);
        if (objects.size() != 1) {
            throw new IllegalArgumentException("rollout status needs one object, got " + objects);
        }
    }

    @Override
    public String text() {
        return new CanonicalText("rollout", "status")
                .objects(objects)
                .namespace(namespace)
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
    public RolloutStatus with(NamespaceChoice where, List<ObjectRef> refs) {
        return new RolloutStatus(refs, where);
    }
}
