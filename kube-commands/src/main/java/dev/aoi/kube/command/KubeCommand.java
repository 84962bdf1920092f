package dev.aoi.kube.command;

import java.util.List;

/**
 * One kubectl command, understood. Only what these records can say can be done: there is no way to
 * express another verb, flag or shell word.
 *
 * <p>Invariant: {@code CommandParser.parse(c.text())} understands the same command again.
 */
public sealed interface KubeCommand
        permits Get,
                Describe,
                Logs,
                Events,
                Exec,
                Patch,
                Scale,
                RolloutStatus,
                RolloutHistory,
                RolloutRestart,
                RolloutUndo {

    /** The canonical kubectl text. */
    String text();

    /** Whether it changes an object in the cluster. */
    boolean writes();

    /** Where it looks. */
    NamespaceChoice namespace();

    /** The objects that it names; empty when it lists or selects. */
    List<ObjectRef> objects();

    /** The types that it lists without naming objects. */
    default List<ResourceType> listedTypes() {
        return List.of();
    }

    /** Whether the verb works on named objects of this type. */
    default boolean takes(ResourceType type) {
        return true;
    }

    /** The same command in another namespace and with its objects named in another way. */
    KubeCommand with(NamespaceChoice namespace, List<ObjectRef> objects);
}
