package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.Describe;
import dev.aoi.kube.command.Events;
import dev.aoi.kube.command.Exec;
import dev.aoi.kube.command.Get;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.Logs;
import dev.aoi.kube.command.NamespaceChoice;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.command.RolloutHistory;
import dev.aoi.kube.command.RolloutStatus;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs read commands against one API server and prints as kubectl does. Errors of the server and of
 * the connection are results, with exit code 1 and kubectl's text.
 *
 * <p>Commands must be resolved (no handles) and have passed the policy; a write or a secret is
 * refused here once more. A command without namespace looks into {@code default}, as kubectl would.
 */
public final class CommandRunner {

    private final KubernetesClient client;

    public CommandRunner(KubernetesClient client) {
        this.client = client;
    }

    /** Runs one resolved read command. */
    public CommandResult run(KubeCommand command) {
        Optional<String> refusal = refusal(command);
        if (refusal.isPresent()) {
            return CommandResult.failed("error: " + refusal.get() + "\n");
        }
        ApiSession session = new ApiSession(client);
        Supplier<Printout> run =
                switch (command) {
                    case Get get -> new GetRun(session, get)::run;
                    case Describe describe -> new DescribeRun(session, describe)::run;
                    case Logs logs -> new LogsRun(session, logs)::run;
                    case Events events -> new EventsRun(session, events)::run;
                    case Exec exec -> new ExecRun(client, session, exec)::run;
                    case RolloutStatus status -> () -> RolloutStatusRun.run(session, status);
                    case RolloutHistory history -> () -> RolloutHistoryRun.run(session, history);
                    default -> throw new IllegalStateException("not a read: " + command.text());
                };
        return Printout.of(session, run);
    }

    private static Optional<String> refusal(KubeCommand command) {
        if (command.writes()) {
            return Optional.of("a write must be planned, not run: " + command.text());
        }
        if (command.objects().stream().anyMatch(o -> !(o instanceof ObjectRef.Named))) {
            return Optional.of("handles must be resolved before running: " + command.text());
        }
        Stream<ResourceType> named =
                command.objects().stream().map(o -> ((ObjectRef.Named) o).type());
        return Stream.concat(command.listedTypes().stream(), named)
                        .anyMatch(ResourceType.SECRET::equals)
                ? Optional.of("secrets are never readable")
                : Optional.empty();
    }

    /** The namespace to look into; empty for all. */
    static String namespace(KubeCommand command) {
        return switch (command.namespace()) {
            case NamespaceChoice.One(String name) -> name;
            case NamespaceChoice.Unstated _ -> "default";
            case NamespaceChoice.All _ -> "";
        };
    }
}
