package dev.aoi.kube.policy;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.NamespaceChoice;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.Patch;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.handle.Resolution;
import dev.aoi.kube.handle.Resolver;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides on a typed command. Ask again right before execution: the answer follows from command and
 * scope alone.
 *
 * <p>Rules: 1. secrets are never read or written. 2. A probe only reads. 3. An executor writes only
 * where the incident allows it, in the incident's namespace, on an observed object. 4. Reads go to
 * the incident's namespace, to {@code default} (where the load runs), to all namespaces with {@code
 * -A}, and to a few cluster-scoped types. 5. A named object must have been observed in this
 * incident. 6. A patch leaves identity, ownership and status alone.
 */
public final class RolePolicy {

    private static final String LOAD_NAMESPACE = "default";

    private static final Set<ResourceType> CLUSTER_READS =
            EnumSet.of(
                    ResourceType.NODE,
                    ResourceType.NAMESPACE,
                    ResourceType.PERSISTENT_VOLUME,
                    ResourceType.STORAGE_CLASS);

    private RolePolicy() {}

    /** Resolves the command's objects and decides on it. */
    public static Verdict check(KubeCommand command, Scope scope) {
        Optional<String> early = secrets(command).or(() -> role(command, scope));
        if (early.isPresent()) {
            return new Verdict.Refused(early.get());
        }
        return switch (Resolver.resolve(command, scope.table(), scope.namespace())) {
            case Resolution.Unresolved(String reason) -> new Verdict.Refused(reason);
            case Resolution.Resolved(KubeCommand resolved, var _) ->
                    reach(stateNamespace(resolved, scope), scope);
        };
    }

    private static Verdict reach(KubeCommand command, Scope scope) {
        Optional<String> refusal =
                secrets(command)
                        .or(() -> verb(command))
                        .or(() -> clusterScoped(command))
                        .or(() -> namespace(command, scope))
                        .or(() -> content(command));
        return refusal.<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Allowed(command));
    }

    private static Optional<String> secrets(KubeCommand command) {
        return types(command).anyMatch(ResourceType.SECRET::equals)
                ? Optional.of("secrets are never readable")
                : Optional.empty();
    }

    private static Optional<String> role(KubeCommand command, Scope scope) {
        if (!command.writes()) {
            return Optional.empty();
        }
        return switch (scope.role()) {
            case PROBE -> Optional.of("a probe only reads; this command changes an object");
            case EXECUTOR ->
                    scope.writesAllowed()
                            ? Optional.empty()
                            : Optional.of(
                                    "this incident allows no changes (its task or run mode is"
                                            + " read-only)");
        };
    }

    /** A bare handle tells its type only now. */
    private static Optional<String> verb(KubeCommand command) {
        return command.objects().isEmpty()
                ? Optional.empty()
                : types(command)
                        .filter(t -> !command.takes(t))
                        .findFirst()
                        .map(t -> "this verb does not work on a " + t.singular());
    }

    private static Optional<String> clusterScoped(KubeCommand command) {
        return types(command)
                .filter(t -> !t.namespaced() && !CLUSTER_READS.contains(t))
                .findFirst()
                .map(t -> t.plural() + " are cluster-wide and not among what may be read");
    }

    private static Optional<String> namespace(KubeCommand command, Scope scope) {
        if (types(command).noneMatch(ResourceType::namespaced)) {
            // As in kubectl, a namespace says nothing where there is none.
            return Optional.empty();
        }
        return switch (command.namespace()) {
            case NamespaceChoice.Unstated _ -> Optional.empty();
            case NamespaceChoice.All _ ->
                    command.writes() || !command.objects().isEmpty()
                            ? Optional.of("-A only lists; name one object in one namespace")
                            : Optional.empty();
            case NamespaceChoice.One(String name) -> {
                if (name.equals(scope.namespace())) {
                    yield Optional.empty();
                }
                if (command.writes()) {
                    yield Optional.of(
                            "changes are allowed in namespace "
                                    + scope.namespace()
                                    + " only, not in "
                                    + name);
                }
                yield name.equals(LOAD_NAMESPACE)
                        ? Optional.empty()
                        : Optional.of(
                                "namespace "
                                        + name
                                        + " is outside this incident; read "
                                        + scope.namespace()
                                        + ", "
                                        + LOAD_NAMESPACE
                                        + " or list with -A");
            }
        };
    }

    private static Optional<String> content(KubeCommand command) {
        return command instanceof Patch patch ? PatchContent.refusal(patch) : Optional.empty();
    }

    /** A command that says nothing means the incident's namespace, unless nothing in it has one. */
    private static KubeCommand stateNamespace(KubeCommand command, Scope scope) {
        boolean open = command.namespace() instanceof NamespaceChoice.Unstated;
        boolean namespaced = types(command).anyMatch(ResourceType::namespaced);
        return open && namespaced
                ? command.with(new NamespaceChoice.One(scope.namespace()), command.objects())
                : command;
    }

    private static Stream<ResourceType> types(KubeCommand command) {
        List<ObjectRef> objects = command.objects();
        return Stream.concat(
                command.listedTypes().stream(),
                objects.stream()
                        .flatMap(
                                o ->
                                        switch (o) {
                                            case ObjectRef.Named(ResourceType type, var _) ->
                                                    Stream.of(type);
                                            case ObjectRef.TypedHandle(ResourceType type, var _) ->
                                                    Stream.of(type);
                                            case ObjectRef.ByHandle _ -> Stream.empty();
                                        }));
    }
}
