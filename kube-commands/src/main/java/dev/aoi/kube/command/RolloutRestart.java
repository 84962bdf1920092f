package dev.aoi.kube.command;

import java.util.List;

/**
 * {@code kubectl rollout restart}: replaces all pods of a deployment or stateful set, one after the
 * other.
 *
 * @param objects the one object
 */
public record RolloutRestart(List<ObjectRef> objects, NamespaceChoice namespace)
        implements KubeCommand {

    public RolloutRestart {
        objects = List.copyOf(objects);
        if (objects.size() != 1) {
            throw new IllegalArgumentException("rollout restart needs one object, got " + objects);
        }
    }

    @Override
    public String text() {
        return new CanonicalText("rollout", "restart")
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
        return true;
    }

    @Override
    public RolloutRestart with(NamespaceChoice where, List<ObjectRef> refs) {
        return new RolloutRestart(refs, where);
    }
}
