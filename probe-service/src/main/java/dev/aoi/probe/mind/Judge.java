package dev.aoi.probe.mind;

import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.policy.RolePolicy;
import dev.aoi.kube.policy.Verdict;

import java.util.Optional;

/** Decides on proposals from their text and the view alone. */
public final class Judge {
    private Judge() {}

    /** What a proposal's text amounts to. */
    public sealed interface Judgement {

        /** To be run as it stands here, handles resolved. */
        record Run(KubeCommand resolved) implements Judgement {}

        /** Not a command of the language. */
        record Rejected(String reason) implements Judgement {}

        /** A command that may not be run, or need not be. */
        record Refused(String reason) implements Judgement {}
    }

    /** Parses, resolves and checks a proposal. */
    public static Judgement judge(String text, ProbeView view) {
        return switch (CommandParser.parse(text)) {
            case Parsed.Rejected(String reason) -> new Judgement.Rejected(reason);
            case Parsed.Understood(KubeCommand command) ->
                    switch (RolePolicy.check(command, view.scope())) {
                        case Verdict.Refused(String reason) -> new Judgement.Refused(reason);
                        case Verdict.Allowed(KubeCommand resolved) -> unlessRun(resolved, view);
                    };
        };
    }

    /** The text under which a proposal would be run, if it may. */
    public static Optional<String> canonical(String text, ProbeView view) {
        return CommandParser.parse(text) instanceof Parsed.Understood(KubeCommand command)
                        && RolePolicy.check(command, view.scope())
                                instanceof Verdict.Allowed(KubeCommand resolved)
                ? Optional.of(resolved.text())
                : Optional.empty();
    }

    private static Judgement unlessRun(KubeCommand resolved, ProbeView view) {
        String text = resolved.text();
        boolean known =
                !view.mayRepeat()
                        && view.steps().stream()
                                .anyMatch(s -> s.succeeded() && s.command().equals(text));
        return known
                ? new Judgement.Refused(
                        "this step has run it already and nothing has changed since; its output"
                                + " stands above, propose another look or complete")
                : new Judgement.Run(resolved);
    }
}
