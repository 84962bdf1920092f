package dev.aoi.worker.cluster;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.policy.RolePolicy;
import dev.aoi.kube.policy.Scope;
import dev.aoi.kube.policy.Verdict;

/** The policy once more, right before a command is sent to the cluster. */
public final class SecondCheck {
    private SecondCheck() {}

    /**
     * Passes a command that the policy still allows.
     *
     * @throws IllegalStateException when it does not: what decided before was wrong
     */
    public static void pass(KubeCommand command, Scope scope) {
        if (RolePolicy.check(command, scope) instanceof Verdict.Refused(String reason)) {
            throw new IllegalStateException(
                    "The policy refuses at execution what it allowed before: "
                            + command.text()
                            + ": "
                            + reason);
        }
    }
}
