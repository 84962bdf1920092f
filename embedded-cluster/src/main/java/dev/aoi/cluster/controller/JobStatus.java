package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.JOB;

import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Optional;

/** Status of a job. */
final class JobStatus {
    static final String COMPLETED = "CompletionsReached";
    static final String BACK_OFF = "BackoffLimitExceeded";
    static final String DEADLINE = "DeadlineExceeded";

    private JobStatus() {}

    static String message(String reason) {
        return switch (reason) {
            case COMPLETED -> "Reached expected number of succeeded pods";
            case BACK_OFF -> "Job has reached the specified backoff limit";
            default -> "Job was active longer than specified deadline";
        };
    }

    static boolean finished(ObjectNode job) {
        return finishedAt(job).isPresent();
    }

    static Optional<Instant> finishedAt(ObjectNode job) {
        for (JsonNode condition : job.path("status").path("conditions")) {
            String type = condition.path("type").asString("");
            if (type.equals("Complete") || type.equals("Failed")) {
                return Times.read(condition.path("lastTransitionTime"));
            }
        }
        return Optional.empty();
    }

    static void write(
            ObjectNode job, JobCount count, Optional<String> end, ControllerContext context) {
        String now = Times.text(context.now());
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        Status.count(status, "active", count.active().size());
        status.put("ready", count.ready());
        Status.count(status, "succeeded", count.succeeded());
        Status.count(status, "failed", count.failed());
        status.put("terminating", count.terminating());
        status.putObject("uncountedTerminatedPods");
        status.put("startTime", job.path("status").path("startTime").asString(now));
        if (end.isPresent()) {
            boolean good = end.get().equals(COMPLETED);
            ArrayNode conditions = status.putArray("conditions");
            condition(conditions, good ? "SuccessCriteriaMet" : "FailureTarget", end.get(), now);
            condition(conditions, good ? "Complete" : "Failed", end.get(), now);
            if (good) {
                status.put("completionTime", now);
            }
        }
        Status.write(context.store(), JOB, job, status);
    }

    private static void condition(ArrayNode list, String type, String reason, String now) {
        list.addObject()
                .put("type", type)
                .put("status", "True")
                .put("lastProbeTime", now)
                .put("lastTransitionTime", now)
                .put("reason", reason)
                .put("message", message(reason));
    }
}
