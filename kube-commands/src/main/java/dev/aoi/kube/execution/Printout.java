package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.handle.ObservedObject;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/** What a running command has printed and seen so far. Not for use by several threads. */
final class Printout {

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private final Set<ObservedObject> observed = new LinkedHashSet<>();
    private int exitCode;

    /** Prints on standard output. */
    Printout out(String text) {
        out.append(text);
        return this;
    }

    /** Prints a line on standard error. */
    Printout err(String line) {
        err.append(line);
        if (!line.endsWith("\n")) {
            err.append('\n');
        }
        return this;
    }

    /** Prints an error line; the command goes on and ends with 1. */
    Printout error(String line) {
        exitCode = 1;
        return err(line);
    }

    boolean printedNothing() {
        return out.isEmpty() && err.isEmpty();
    }

    boolean failed() {
        return exitCode != 0;
    }

    /** Ends the command with this code. */
    Printout exit(int code) {
        exitCode = code;
        return this;
    }

    /** Does a request; a problem is printed and ends the command with 1, but not right away. */
    void attempt(Runnable request) {
        try {
            request.run();
        } catch (ApiProblem problem) {
            error(problem.kubectlText());
        }
    }

    /** Notes an object whose type is known; without a uid it is not noted. */
    Printout saw(ResourceType type, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return saw(
                type.kind(),
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""),
                metadata.path("uid").asString(""));
    }

    /** Notes an object; without a uid it is not noted. */
    Printout saw(String kind, String namespace, String name, String uid) {
        if (!uid.isEmpty() && !name.isEmpty()) {
            observed.add(new ObservedObject(kind, namespace, name, uid));
        }
        return this;
    }

    /** Notes the object that a reference (kind, name, uid, perhaps namespace) points to. */
    Printout sawReference(JsonNode reference, String namespace) {
        String kind = reference.path("kind").asString("");
        boolean namespaced = ResourceType.byKind(kind).map(ResourceType::namespaced).orElse(true);
        // The kubelet puts a node's name where its uid should be.
        boolean known = !kind.equals("Secret") && namespaced;
        return known
                ? saw(
                        kind,
                        reference.path("namespace").asString(namespace),
                        reference.path("name").asString(""),
                        reference.path("uid").asString(""))
                : this;
    }

    /** The result, with the server's warnings in front of the errors. */
    CommandResult result(ApiSession session) {
        StringBuilder warnings = new StringBuilder();
        session.warnings().forEach(w -> warnings.append("Warning: ").append(w).append('\n'));
        return new CommandResult(
                exitCode,
                out.toString(),
                warnings.append(err).toString(),
                observed.stream().toList());
    }

    /** Runs a whole command: a problem that it did not print itself is printed and ends it. */
    static CommandResult of(ApiSession session, Supplier<Printout> command) {
        try {
            return command.get().result(session);
        } catch (ApiProblem problem) {
            return new Printout().error(problem.kubectlText()).result(session);
        }
    }
}
