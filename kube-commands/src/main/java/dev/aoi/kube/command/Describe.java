package dev.aoi.kube.command;

import java.util.List;

/**
 * {@code kubectl describe}: objects in full, with their events.
 *
 * @param listedTypes types to list; empty exactly when {@code objects} is not
 * @param objects objects by name; empty exactly when {@code listedTypes} is not
 */
public record Describe(
        List<ResourceType> listedTypes,
        List<ObjectRef> objects,
        NamespaceChoice namespace,
        Selection selection)
        implements KubeCommand {

    public Describe {
        listedTypes = List.copyOf(listedTypes);
        objects = List.copyOf(objects);
        if (listedTypes.isEmpty() == objects.isEmpty()) {
            throw new IllegalArgumentException(
                    "describe either lists types or names objects, got "
                            + listedTypes
                            + " and "
                            + objects);
        }
    }

    @Override
    public String text() {
        return new CanonicalText("describe")
                .types(listedTypes)
                .objects(objects)
                .namespace(namespace)
                .selection(selection)
                .toString();
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public Describe with(NamespaceChoice where, List<ObjectRef> refs) {
        return new Describe(listedTypes, refs, where, selection);
    }
}
