package dev.aoi.kube.command;

/** Where a command looks: in no stated namespace, in one, or in all. */
public sealed interface NamespaceChoice {

    /** The command does not say; the incident's namespace is meant. */
    record Unstated() implements NamespaceChoice {}

    /** {@code -n name}. */
    record One(String name) implements NamespaceChoice {}

    /** {@code -A}. */
    record All() implements NamespaceChoice {}
}
