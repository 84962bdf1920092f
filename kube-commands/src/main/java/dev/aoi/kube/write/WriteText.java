package dev.aoi.kube.write;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.RolloutRestart;
import dev.aoi.kube.command.RolloutUndo;
import dev.aoi.kube.command.Scale;

/** What kubectl says after a change, and under whose name it makes it. */
final class WriteText {

    private WriteText() {}

    static String done(KubeCommand command, ObjectRef.Named target) {
        return target.type().qualifiedSingular() + "/" + target.name() + " " + word(command);
    }

    static String unchanged(KubeCommand command, ObjectRef.Named target) {
        return done(command, target) + " (no change)";
    }

    static String fieldManager(KubeCommand command) {
        return switch (command) {
            case Scale _ -> "kubectl-scale";
            case RolloutRestart _, RolloutUndo _ -> "kubectl-rollout";
            default -> "kubectl-patch";
        };
    }

    private static String word(KubeCommand command) {
        return switch (command) {
            case Scale _ -> "scaled";
            case RolloutRestart _ -> "restarted";
            case RolloutUndo _ -> "rolled back";
            default -> "patched";
        };
    }
}
