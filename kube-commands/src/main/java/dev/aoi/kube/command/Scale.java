package dev.aoi.kube.command;

import java.util.List;
import java.util.Set;

/**
 * {@code kubectl scale} of one deployment, stateful set or replica set.
 *
 * @param objects the one object
 * @param replicas how many pods there shall be, at least 0
 * @param currentReplicas only when there are so many now; negative for whatever there are
 */
public record Scale(
        List<ObjectRef> objects, NamespaceChoice namespace, int replicas, int currentReplicas)
        implements KubeCommand {

    /** The value of {@code currentReplicas} that means any number. */
    public static final int ANY = -1;

    /** The types that may be scaled. */
    public static final Set<ResourceType> SCALABLE =
            Set.of(ResourceType.DEPLOYMENT, ResourceType.STATEFUL_SET, ResourceType.REPLICA_SET);

    public Scale {
        objects = List.copyOf(objects);
        if (objects.size() != 1) {
            throw new IllegalArgumentException("scale needs one object, got " + objects);
        }
        if (replicas < 0) {
            throw new IllegalArgumentException("replicas must be at least 0, got " + replicas);
        }
    }

    @Override
    public String text() {
        return new CanonicalText("scale")
                .objects(objects)
                .namespace(namespace)
                .value("--replicas", replicas, "")
                .value("--current-replicas", currentReplicas, ANY)
                .toString();
    }

    @Override
    public boolean takes(ResourceType type) {
        return SCALABLE.contains(type);
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public Scale with(NamespaceChoice where, List<ObjectRef> refs) {
        return new Scale(refs, where, replicas, currentReplicas);
    }
}
