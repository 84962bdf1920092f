package dev.aoi.env.incident;

import dev.aoi.env.application.Installation;
import dev.aoi.env.cluster.Clusters;
import dev.aoi.env.cluster.WorldNames;
import dev.aoi.env.problem.Problem;
import dev.aoi.env.problem.Problems;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.operator.OpenIncident;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides whether a request can become an incident, from the request alone. */
public sealed interface Admission {

    /**
     * It can.
     *
     * @param lease all that follows from the request, without header and stage
     */
    record Admitted(Lease lease) implements Admission {}

    /** It cannot; the sentence says why and what to do. */
    record Refused(String sentence) implements Admission {}

    /** Judges a request. */
    static Admission of(OpenIncident request) {
        Optional<String> limits = LimitsCheck.problem(request.getLimits());
        if (limits.isPresent()) {
            return new Refused(limits.get());
        }
        return request.getProblemId().isEmpty() ? ownCluster(request) : benchmark(request);
    }

    private static Admission benchmark(OpenIncident request) {
        Optional<Problem> found = Problems.find(request.getProblemId());
        if (found.isEmpty()) {
            return new Refused(
                    "There is no problem "
                            + request.getProblemId()
                            + "; the closest are "
                            + String.join(", ", Problems.closest(request.getProblemId()))
                            + ".");
        }
        Problem problem = found.get();
        String target =
                request.getTarget().isEmpty() ? problem.defaultTarget() : request.getTarget();
        if (!request.getTarget().isEmpty() && !problem.eligibleTargets().contains(target)) {
            return new Refused(
                    problem.eligibleTargets().isEmpty()
                            ? "Problem " + problem.id() + " breaks nothing, so it takes no target."
                            : "Problem "
                                    + problem.id()
                                    + " cannot hit "
                                    + target
                                    + "; possible are "
                                    + String.join(", ", problem.eligibleTargets())
                                    + ".");
        }
        boolean embedded = request.getCluster().equals(Clusters.EMBEDDED);
        String incident = request.getHeader().getIncidentId();
        String namespace = Installation.socialNetwork(request.getRenameSeed()).namespace();
        return new Admitted(
                filled(request)
                        .setProblemId(problem.id())
                        .setTarget(target)
                        .setTaskType(problem.task())
                        .setWorld(embedded ? WorldNames.of(incident) : "")
                        .setNamespace(namespace)
                        .setFacts(
                                Map.of(LeaseFacts.DESCRIPTION, Descriptions.of(problem, namespace)))
                        .setRunMode(orElse(request.getRunMode(), RunMode.AUTONOMOUS))
                        .build());
    }

    private static Admission ownCluster(OpenIncident request) {
        if (request.getCluster().equals(Clusters.EMBEDDED)) {
            return new Refused(
                    "Without a problem there is nothing to solve on the embedded cluster; name a"
                            + " problem such as "
                            + Problems.all().getFirst().id()
                            + ", or a cluster of your own.");
        }
        if (request.getDescription().isBlank() || request.getNamespace().isBlank()) {
            return new Refused(
                    "An incident on your own cluster needs a description and a namespace.");
        }
        if (request.getTaskType() == TaskType.UNSPECIFIED) {
            return new Refused(
                    "An incident on your own cluster needs a task type: one of "
                            + List.of(
                                    TaskType.DETECTION,
                                    TaskType.LOCALIZATION,
                                    TaskType.ANALYSIS,
                                    TaskType.MITIGATION)
                            + ".");
        }
        return new Admitted(
                filled(request)
                        .setTaskType(request.getTaskType())
                        .setNamespace(request.getNamespace())
                        .setFacts(Map.of(LeaseFacts.DESCRIPTION, request.getDescription()))
                        .setRunMode(orElse(request.getRunMode(), RunMode.REVIEW))
                        .build());
    }

    private static Lease.Builder filled(OpenIncident request) {
        return Lease.newBuilder()
                .setCluster(request.getCluster())
                .setSeed(request.getSeed())
                .setRenameSeed(request.getRenameSeed())
                .setLimits(LimitsCheck.filled(request.getLimits()));
    }

    private static RunMode orElse(RunMode mode, RunMode absent) {
        return mode == RunMode.UNSPECIFIED ? absent : mode;
    }
}
