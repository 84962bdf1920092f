package dev.aoi.kube.command;

import java.util.List;

/**
 * {@code kubectl get}: lists types or prints named objects.
 *
 * @param listedTypes types to list; empty exactly when {@code objects} is not
 * @param objects objects by name; empty exactly when {@code listedTypes} is not
 * @param sortBy a JSON path such as {@code .metadata.name}; empty for the server's order
 * @param showLabels adds a column with all labels
 * @param noHeaders leaves the header line out
 */
public record Get(
        List<ResourceType> listedTypes,
        List<ObjectRef> objects,
        NamespaceChoice namespace,
        Selection selection,
        OutputFormat output,
        String sortBy,
        boolean showLabels,
        boolean noHeaders)
        implements KubeCommand {

    public Get {
        listedTypes = List.copyOf(listedTypes);
        objects = List.copyOf(objects);
        if (listedTypes.isEmpty() == objects.isEmpty()) {
            throw new IllegalArgumentException(
                    "get either lists types or names objects, got "
                            + listedTypes
                            + " and "
                            + objects);
        }
    }

    /** Lists one type, printed as a table. */
    public static Get list(ResourceType type, NamespaceChoice namespace) {
        return new Get(
                List.of(type),
                List.of(),
                namespace,
                Selection.NONE,
                OutputFormat.TABLE,
                "",
                false,
                false);
    }

    @Override
    public String text() {
        return new CanonicalText("get")
                .types(listedTypes)
                .objects(objects)
                .namespace(namespace)
                .selection(selection)
                .value("-o", output.word(), OutputFormat.TABLE.word())
                .value("--sort-by", sortBy, "")
                .flag("--show-labels", showLabels)
                .flag("--no-headers", noHeaders)
                .toString();
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public Get with(NamespaceChoice where, List<ObjectRef> refs) {
        return new Get(listedTypes, refs, where, selection, output, sortBy, showLabels, noHeaders);
    }
}
