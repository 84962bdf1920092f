package dev.aoi.kube.command;

import java.util.List;
import java.util.Set;

/**
 * {@code kubectl patch} of one service, deployment, config map or stateful set.
 *
 * @param objects the one object
 * @param patchJson the patch as compact JSON: an array for {@link PatchType#JSON}, else an object
 */
public record Patch(
        List<ObjectRef> objects, NamespaceChoice namespace, PatchType type, String patchJson)
        implements KubeCommand {

    /** The types that may be patched. */
    public static final Set<ResourceType> PATCHABLE =
            Set.of(
                    ResourceType.SERVICE,
                    ResourceType.DEPLOYMENT,
                    ResourceType.CONFIG_MAP,
                    ResourceType.STATEFUL_SET);

    public Patch {
        objects = List.copyOf(objects);
        if (objects.size() != 1) {
            throw new IllegalArgumentException("patch needs one object, got " + objects);
        }
    }

    @Override
    public String text() {
        return new CanonicalText("patch")
                .objects(objects)
                .namespace(namespace)
                .value("--type", type.word(), "")
                .word("-p")
                .word(patchJson)
                .toString();
    }

    @Override
    public boolean takes(ResourceType type) {
        return PATCHABLE.contains(type);
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public Patch with(NamespaceChoice where, List<ObjectRef> refs) {
        return new Patch(refs, where, type, patchJson);
    }
}
