package dev.aoi.kube.handle;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.NamespaceChoice;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.ResourceType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the handles in a command by the names of their objects, and checks that every object
 * that the command names was observed in this incident.
 *
 * <p>Steps: 1. a command that names nothing is resolved as it is. 2. A handle is looked up; a
 * stated type or namespace must agree with its object. 3. A name is looked up with its type in the
 * stated namespace; without one in the preferred namespace and then in all, where it must be
 * unique. 4. All objects must be in one namespace, which the resolved command states.
 */
public final class Resolver {

    private Resolver() {}

    /** Resolves without a preferred namespace. */
    public static Resolution resolve(KubeCommand command, HandleTable table) {
        return resolve(command, table, "");
    }

    /**
     * Resolves a command.
     *
     * @param preferredNamespace where a name is looked for first when the command states no
     *     namespace; empty for none
     */
    public static Resolution resolve(
            KubeCommand command, HandleTable table, String preferredNamespace) {
        if (command.objects().isEmpty()) {
            return new Resolution.Resolved(command, List.of());
        }
        List<HandleEntry> found = new ArrayList<>();
        for (ObjectRef ref : command.objects()) {
            switch (lookUp(ref, command.namespace(), table, preferredNamespace)) {
                case Found(HandleEntry entry) -> found.add(entry);
                case Missing(String reason) -> {
                    return new Resolution.Unresolved(reason);
                }
            }
        }
        List<String> namespaces = found.stream().map(HandleEntry::namespace).distinct().toList();
        if (namespaces.size() > 1) {
            return new Resolution.Unresolved(
                    "one command works in one namespace, but its objects are in " + namespaces);
        }
        String namespace = namespaces.getFirst();
        NamespaceChoice stated =
                namespace.isEmpty()
                        ? new NamespaceChoice.Unstated()
                        : new NamespaceChoice.One(namespace);
        List<ObjectRef> names = found.stream().map(Resolver::named).toList();
        return new Resolution.Resolved(command.with(stated, names), List.copyOf(found));
    }

    private sealed interface LookUp {}

    private record Found(HandleEntry entry) implements LookUp {}

    private record Missing(String reason) implements LookUp {}

    private static LookUp lookUp(
            ObjectRef ref, NamespaceChoice where, HandleTable table, String preferred) {
        return switch (ref) {
            case ObjectRef.ByHandle(String handle) -> byHandle(handle, "", where, table);
            case ObjectRef.TypedHandle(ResourceType type, String handle) ->
                    byHandle(handle, type.kind(), where, table);
            case ObjectRef.Named(ResourceType type, String name) ->
                    byName(type, name, where, table, preferred);
        };
    }

    private static LookUp byHandle(
            String handle, String kind, NamespaceChoice where, HandleTable table) {
        Optional<HandleEntry> entry = table.byHandle(handle);
        if (entry.isEmpty()) {
            return new Missing(
                    handle
                            + " is not a handle of this incident; "
                            + Similarity.nearest(table.entries(), kind, ""));
        }
        HandleEntry e = entry.get();
        if (!kind.isEmpty() && !kind.equals(e.kind())) {
            return new Missing(handle + " is a " + e.kind() + " (" + e.name() + "), not a " + kind);
        }
        if (where instanceof NamespaceChoice.One(String stated)
                && !e.namespace().isEmpty()
                && !e.namespace().equals(stated)) {
            return new Missing(handle + " is in namespace " + e.namespace() + ", not in " + stated);
        }
        if (ResourceType.byKind(e.kind()).isEmpty()) {
            return new Missing(handle + " is a " + e.kind() + ", a kind that commands cannot name");
        }
        Optional<HandleEntry> latest = table.byName(e.kind(), e.namespace(), e.name());
        return latest.filter(l -> !l.equals(e))
                .<LookUp>map(
                        l ->
                                new Missing(
                                        handle
                                                + " was deleted and made again; the "
                                                + e.kind()
                                                + " of the name "
                                                + e.name()
                                                + " is now "
                                                + l.handle()))
                .orElseGet(() -> new Found(e));
    }

    private static LookUp byName(
            ResourceType type,
            String name,
            NamespaceChoice where,
            HandleTable table,
            String preferred) {
        String first =
                !type.namespaced()
                        ? ""
                        : where instanceof NamespaceChoice.One(String stated) ? stated : preferred;
        Optional<HandleEntry> entry = table.byName(type.kind(), first, name);
        if (entry.isPresent()) {
            return new Found(entry.get());
        }
        List<HandleEntry> elsewhere =
                table.entries().stream()
                        .filter(e -> e.kind().equals(type.kind()) && e.name().equals(name))
                        .toList();
        List<String> namespaces =
                elsewhere.stream().map(HandleEntry::namespace).distinct().toList();
        if (namespaces.size() == 1 && !(where instanceof NamespaceChoice.One)) {
            return new Found(elsewhere.getLast());
        }
        String missing = type.singular() + "/" + name;
        if (!namespaces.isEmpty()) {
            return new Missing(missing + " was observed in " + namespaces + "; state it with -n");
        }
        return new Missing(
                missing
                        + " was not observed in this incident; "
                        + Similarity.nearest(table.entries(), type.kind(), name));
    }

    private static ObjectRef named(HandleEntry entry) {
        ResourceType type = ResourceType.byKind(entry.kind()).orElseThrow();
        return new ObjectRef.Named(type, entry.name());
    }
}
