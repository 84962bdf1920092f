package dev.aoi.env.incident;

import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.OwnershipLostException;
import dev.aoi.env.application.Installation;
import dev.aoi.env.cluster.ClusterAccess;
import dev.aoi.env.cluster.Clusters;
import dev.aoi.env.cluster.History;
import dev.aoi.env.cluster.LoadJob;
import dev.aoi.env.cluster.NamespaceSnapshot;
import dev.aoi.env.cluster.Readiness;
import dev.aoi.env.fault.Fault;
import dev.aoi.env.fault.FaultPlan;
import dev.aoi.env.fault.FaultPlanner;
import dev.aoi.env.fault.ObjectPatch;
import dev.aoi.env.fault.UndoSteps;
import dev.aoi.env.problem.Problem;
import dev.aoi.env.problem.Problems;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.ObjectState;
import dev.aoi.schemas.env.UndoStep;

import io.fabric8.kubernetes.api.model.HasMetadata;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a cluster ready for an incident and breaks it.
 *
 * <ol>
 *   <li>An embedded world is made anew, whatever stood there before: a preparation that a crash cut
 *       off leaves nothing behind.
 *   <li>The application is installed object by object and waited for.
 *   <li>A world gets a history, drawn from its seed.
 *   <li>The namespace is recorded; the fault is injected; the namespace is recorded again.
 *   <li>Time passes and load runs as in the benchmark (aiopslab.md 1.2, 6.1).
 * </ol>
 *
 * <p>Invariant: up to the injection nothing depends on the problem. Errors: {@link
 * NotReadyException}, and whatever the API says.
 */
public final class Preparation {
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    /**
     * AIOpsLab waits 6 s, and 36 s after scaling; here every problem waits the longer one, so that
     * ages tell no fault from another.
     */
    private static final Duration WAIT = Duration.ofSeconds(36);

    private final Clusters clusters;

    public Preparation(Clusters clusters) {
        this.clusters = clusters;
    }

    /** What a preparation adds to its lease. */
    record Prepared(List<ObjectState> before, List<UndoStep> undo, Map<String, String> facts) {}

    Prepared prepare(Lease lease, ActContext context)
            throws InterruptedException, OwnershipLostException {
        if (lease.getProblemId().isEmpty()) {
            return ownCluster(lease);
        }
        Problem problem =
                Problems.find(lease.getProblemId())
                        .orElseThrow(
                                () ->
                                        new NotReadyException(
                                                "There is no problem "
                                                        + lease.getProblemId()
                                                        + " in this release."));
        Installation installation = Installation.socialNetwork(lease.getRenameSeed());
        context.checkOwned();
        ClusterAccess access = lease.getWorld().isEmpty() ? shared(lease) : freshWorld(lease);
        install(access, installation);
        if (!lease.getWorld().isEmpty()) {
            History.pass(access, installation.loadUrl(), lease.getSeed());
        }
        List<ObjectState> before =
                NamespaceSnapshot.take(access.client(), installation.namespace());
        context.checkOwned();
        FaultPlan plan =
                FaultPlanner.plan(
                        access.client(), installation, Fault.of(problem, lease.getTarget()));
        plan.inject().forEach(patch -> patch.apply(access.client()));
        Map<String, String> facts = new HashMap<>(plan.facts());
        facts.putAll(
                changed(before, NamespaceSnapshot.take(access.client(), installation.namespace())));
        access.clock().pass(WAIT);
        LoadJob.ordinary(installation.loadUrl()).run(access);
        return new Prepared(before, undo(lease, plan), facts);
    }

    private Prepared ownCluster(Lease lease) {
        ClusterAccess access = clusters.access(lease.getCluster(), "");
        if (access.client().namespaces().withName(lease.getNamespace()).get() == null) {
            throw new NotReadyException(
                    "Cluster "
                            + lease.getCluster()
                            + " has no namespace "
                            + lease.getNamespace()
                            + ".");
        }
        return new Prepared(List.of(), List.of(), Map.of());
    }

    private ClusterAccess freshWorld(Lease lease) {
        clusters.worlds().delete(lease.getWorld());
        clusters.worlds().create(lease.getWorld(), lease.getSeed());
        return clusters.access(lease.getCluster(), lease.getWorld());
    }

    private ClusterAccess shared(Lease lease) {
        ClusterAccess access = clusters.access(lease.getCluster(), "");
        if (access.client().namespaces().withName(lease.getNamespace()).get() != null) {
            throw new NotReadyException(
                    "Cluster "
                            + lease.getCluster()
                            + " already has a namespace "
                            + lease.getNamespace()
                            + "; remove it, or ask for another one with a rename seed.");
        }
        return access;
    }

    private static void install(ClusterAccess access, Installation installation)
            throws InterruptedException {
        for (HasMetadata object : installation.objects()) {
            access.client().resource(object).create();
        }
        List<String> missing = Readiness.await(access, installation.namespace(), PATIENCE);
        if (!missing.isEmpty()) {
            throw new NotReadyException(
                    "Not ready after " + PATIENCE.toSeconds() + " s of its time: " + missing + ".");
        }
    }

    private static Map<String, String> changed(List<ObjectState> before, List<ObjectState> after) {
        Map<String, String> facts = new HashMap<>();
        Map<String, String> old = new HashMap<>();
        before.forEach(s -> old.put(s.getKind() + " " + s.getName(), s.getSpecHash()));
        for (ObjectState state : after) {
            String object = state.getKind() + " " + state.getName();
            if (!state.getSpecHash().equals(old.get(object))) {
                facts.put(LeaseFacts.AFTER + object, state.getSpecHash());
            }
        }
        return facts;
    }

    private static List<UndoStep> undo(Lease lease, FaultPlan plan) {
        List<UndoStep> undo = new ArrayList<>();
        plan.undo().stream().map(ObjectPatch::asUndoStep).forEach(undo::add);
        undo.add(UndoSteps.delete("Job", LoadJob.NAMESPACE, LoadJob.DEFAULT_NAME));
        undo.add(UndoSteps.delete("ConfigMap", LoadJob.NAMESPACE, LoadJob.SCRIPT_MAP));
        undo.add(UndoSteps.delete("Namespace", "", lease.getNamespace()));
        return undo;
    }
}
