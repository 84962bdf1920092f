package dev.aoi.kube.command;

/** What came of reading a command's text. */
public sealed interface Parsed {

    /** The text is a command. */
    record Understood(KubeCommand command) implements Parsed {}

    /** The text is not a command that can be expressed; the reason says what to change. */
    record Rejected(String reason) implements Parsed {}
}
