package dev.aoi.executor.machine;

import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.command.RolloutRestart;
import dev.aoi.kube.command.RolloutUndo;
import dev.aoi.kube.command.Scale;
import dev.aoi.schemas.executor.WriteIntended;

import java.util.Locale;

/** Names changes for people. */
final class ChangeText {
    private ChangeText() {}

    /** Kind, namespace and name of what is changed. */
    static String target(WriteIntended intended) {
        return intended.getKind() + " " + intended.getNamespace() + "/" + intended.getName();
    }

    /** What kubectl prints after the change, without a line end. */
    static String done(WriteIntended intended) {
        String type =
                ResourceType.byKind(intended.getKind())
                        .map(ResourceType::qualifiedSingular)
                        .orElse(intended.getKind().toLowerCase(Locale.ROOT));
        return type + "/" + intended.getName() + " " + word(intended.getCommand());
    }

    private static String word(String command) {
        return switch (CommandParser.parse(command)) {
            case Parsed.Understood(KubeCommand understood) ->
                    switch (understood) {
                        case Scale _ -> "scaled";
                        case RolloutRestart _ -> "restarted";
                        case RolloutUndo _ -> "rolled back";
                        default -> "patched";
                    };
            case Parsed.Rejected _ -> "changed";
        };
    }
}
