package dev.aoi.cluster.controller;

import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a job ends.
 *
 * @param good whether it is complete, or has failed
 * @param reason of the conditions that tell it
 */
record JobEnd(boolean good, String reason, String message) {
    static final JobEnd BACK_OFF =
            new JobEnd(
                    false, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
    static final JobEnd DEADLINE =
            new JobEnd(false, "DeadlineExceeded", "Job was active longer than specified deadline");

    static JobEnd completed() {
        return new JobEnd(true, "CompletionsReached", "Reached expected number of succeeded pods");
    }

    /** What an interim condition has decided. */
    static JobEnd of(JsonNode condition) {
        return new JobEnd(
                condition.path("type").asString("").equals("SuccessCriteriaMet"),
                condition.path("reason").asString(""),
                condition.path("message").asString(""));
    }

    /** Type of the condition that tells the decision. */
    String interim() {
        return good ? "SuccessCriteriaMet" : "FailureTarget";
    }

    /** Type of the condition that tells the end. */
    String terminal() {
        return good ? "Complete" : "Failed";
    }

    void record(ObjectNode job, ControllerContext context) {
        if (good) {
            JobController.event(job, context, "Normal", "Completed", "Job completed");
        } else {
            JobController.event(job, context, "Warning", reason, message);
        }
    }
}
