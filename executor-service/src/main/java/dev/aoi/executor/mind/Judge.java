package dev.aoi.executor.mind;

import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.expectation.Expectation;
import dev.aoi.kube.expectation.ExpectationParser;
import dev.aoi.kube.expectation.Parsing;
import dev.aoi.kube.policy.RolePolicy;
import dev.aoi.kube.policy.Verdict;

import java.util.Optional;

/** Decides on proposals from their text and the view alone. */
public final class Judge {
    private Judge() {}

    /** What a proposal's text amounts to. */
    public sealed interface Judgement {

        /** A look, to be run as it stands here, handles resolved. */
        record Look(KubeCommand resolved) implements Judgement {}

        /** A change, to be planned as it stands here, handles resolved. */
        record Change(KubeCommand resolved) implements Judgement {}

        /** Not a command of the language. */
        record Rejected(String reason) implements Judgement {}

        /** A command that may not be run. */
        record Refused(String reason) implements Judgement {}
    }

    /** Parses, resolves and checks a proposal. */
    public static Judgement judge(String text, ExecutorView view) {
        return switch (CommandParser.parse(text)) {
            case Parsed.Rejected(String reason) -> new Judgement.Rejected(reason);
            case Parsed.Understood(KubeCommand command) ->
                    switch (RolePolicy.check(command, view.scope())) {
                        case Verdict.Refused(String reason) -> new Judgement.Refused(reason);
                        case Verdict.Allowed(KubeCommand resolved) ->
                                resolved.writes()
                                        ? new Judgement.Change(resolved)
                                        : new Judgement.Look(resolved);
                    };
        };
    }

    /** The expectation that a text states, handles resolved. */
    public static Optional<Expectation> expectation(String text, ExecutorView view) {
        return ExpectationParser.parse(text, view.handles())
                        instanceof Parsing.Stated(Expectation expectation)
                ? Optional.of(expectation)
                : Optional.empty();
    }

    /** What is wrong with the expectation of a proposal; a change without one is not made. */
    static Optional<String> problem(String command, String expectation, ExecutorView view) {
        boolean change =
                CommandParser.parse(command) instanceof Parsed.Understood(KubeCommand understood)
                        && understood.writes();
        if (!change) {
            return Optional.empty();
        }
        if (expectation.isEmpty()) {
            return Optional.of("a change needs one; state what must hold afterwards");
        }
        return ExpectationParser.parse(expectation, view.handles())
                        instanceof Parsing.Malformed(String reason)
                ? Optional.of(reason)
                : Optional.empty();
    }
}
