package dev.aoi.executor.change;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.expectation.Expectation;
import dev.aoi.kube.expectation.Outcome;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.kube.write.Applied;
import dev.aoi.kube.write.PlannedWrite;
import dev.aoi.kube.write.Planning;
import dev.aoi.kube.write.UndoPatch;
import dev.aoi.kube.write.WriteApplier;
import dev.aoi.kube.write.WritePlanner;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.worker.cluster.ClusterSettings;
import dev.aoi.worker.cluster.TimedCommands;
import dev.aoi.worker.cluster.WorldClients;

import java.time.Duration;
import java.util.function.Supplier;

/** Reaches the clusters that are configured. */
public final class ClusterAccess implements ClusterPort, AutoCloseable {
    private final WorldClients clients;

    public ClusterAccess(ClusterSettings settings) {
        this.clients = new WorldClients(settings);
    }

    @Override
    public CommandResult run(IncidentOpened incident, KubeCommand command, Duration limit)
            throws InterruptedException {
        return TimedCommands.run(clients.of(incident), command, limit);
    }

    @Override
    public Planning plan(IncidentOpened incident, KubeCommand command, HandleTable observed)
            throws InterruptedException {
        return unlessInterrupted(
                () -> new WritePlanner(clients.of(incident)).plan(command, observed));
    }

    @Override
    public Applied apply(IncidentOpened incident, PlannedWrite write) throws InterruptedException {
        return unlessInterrupted(() -> new WriteApplier(clients.of(incident)).apply(write));
    }

    @Override
    public Applied undo(IncidentOpened incident, UndoPatch undo, String versionOrEmpty)
            throws InterruptedException {
        return unlessInterrupted(
                () -> new WriteApplier(clients.of(incident)).undo(undo, versionOrEmpty));
    }

    @Override
    public boolean looksApplied(IncidentOpened incident, PlannedWrite write)
            throws CannotLookException, InterruptedException {
        return looking(() -> new WriteApplier(clients.of(incident)).looksApplied(write));
    }

    @Override
    public LiveObject live(IncidentOpened incident, ObservedObject target)
            throws CannotLookException, InterruptedException {
        ResourceType type =
                ResourceType.byKind(target.kind())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "There is no kind " + target.kind()));
        ApiPath path = ApiPath.object(type, target.namespace(), target.name());
        return looking(() -> LiveObject.of(new ApiSession(clients.of(incident)).get(path)));
    }

    @Override
    public Outcome look(IncidentOpened incident, Expectation expectation)
            throws InterruptedException {
        return unlessInterrupted(
                () -> expectation.check(clients.of(incident), incident.getNamespace()));
    }

    @Override
    public void release(IncidentOpened incident) {
        clients.release(incident);
    }

    @Override
    public void close() {
        clients.close();
    }

    private static <T> T looking(Supplier<T> look)
            throws CannotLookException, InterruptedException {
        try {
            return unlessInterrupted(look);
        } catch (ApiProblem problem) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new CannotLookException(problem.kubectlText());
        }
    }

    /**
     * An interrupted request looks like one without an answer. What it came to is then found out by
     * whoever works the incident next, and nothing is recorded about it here.
     */
    private static <T> T unlessInterrupted(Supplier<T> request) throws InterruptedException {
        T result = request.get();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return result;
    }
}
