package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.HORIZONTAL_POD_AUTOSCALER;

import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Status of an autoscaler while it is looked at. */
final class AutoscalerStatus {
    /** Fewer replicas are taken only when they would have done for this long. */
    private static final Duration STABILIZATION = Duration.ofSeconds(300);

    private final ObjectNode autoscaler;
    private final ObjectNode status;
    private final ArrayNode conditions;
    private final Instant now;

    AutoscalerStatus(ObjectNode autoscaler, Instant now) {
        this.autoscaler = autoscaler;
        this.now = now;
        this.status =
                autoscaler.path("status") instanceof ObjectNode before
                        ? before.deepCopy()
                        : autoscaler.objectNode();
        this.conditions = status.withArray("conditions");
    }

    /** A transition time changes with the status of its condition only. */
    void condition(String type, boolean value, String reason, String message) {
        String wanted = value ? "True" : "False";
        for (JsonNode entry : conditions) {
            if (entry.path("type").asString("").equals(type)) {
                ObjectNode condition = (ObjectNode) entry;
                if (!condition.path("status").asString("").equals(wanted)) {
                    condition.put("lastTransitionTime", Times.text(now));
                }
                condition.put("status", wanted).put("reason", reason).put("message", message);
                return;
            }
        }
        conditions
                .addObject()
                .put("type", type)
                .put("status", wanted)
                .put("lastTransitionTime", Times.text(now))
                .put("reason", reason)
                .put("message", message);
    }

    void replicas(int current, int desired) {
        status.put("currentReplicas", current).put("desiredReplicas", desired);
    }

    void unknownMetrics(int current) {
        replicas(current, status.path("desiredReplicas").asInt(0));
        status.putArray("currentMetrics").addObject().put("type", "");
    }

    /** Keeps what the metrics ask for within bounds and time; returns the size to have. */
    int decide(ObjectNode of, int current, ReplicaCalculation.Desired desired) {
        condition(
                "ScalingActive",
                true,
                "ValidMetricFound",
                "the HPA was able to successfully calculate a replica count from "
                        + desired.metric());
        int least = of.at("/spec/minReplicas").asInt(1);
        int most = of.at("/spec/maxReplicas").asInt(1);
        int wanted = desired.replicas();
        boolean stabilized = wanted < current && recentlyScaled();
        if (stabilized) {
            wanted = current;
            condition(
                    "AbleToScale",
                    true,
                    "ScaleDownStabilized",
                    "recent recommendations were higher than current one, applying the highest"
                            + " recent recommendation");
        } else if (wanted == current) {
            condition(
                    "AbleToScale",
                    true,
                    "ReadyForNewScale",
                    "recommended size matches current size");
        } else {
            condition(
                    "AbleToScale",
                    true,
                    "SucceededRescale",
                    "the HPA controller was able to update the target scale to "
                            + Math.clamp(wanted, least, most));
        }
        int burst = Math.max(2 * current, 4);
        if (wanted < least) {
            wanted = least;
            condition(
                    "ScalingLimited",
                    true,
                    "TooFewReplicas",
                    "the desired replica count is less than the minimum replica count");
        } else if (wanted > most) {
            wanted = most;
            condition(
                    "ScalingLimited",
                    true,
                    "TooManyReplicas",
                    "the desired replica count is more than the maximum replica count");
        } else if (wanted > burst) {
            wanted = burst;
            condition(
                    "ScalingLimited",
                    true,
                    "ScaleUpLimit",
                    "the desired replica count is increasing faster than the maximum scale rate");
        } else {
            condition(
                    "ScalingLimited",
                    false,
                    "DesiredWithinRange",
                    "the desired count is within the acceptable range");
        }
        status.set("currentMetrics", desired.metrics());
        replicas(current, wanted);
        if (wanted != current) {
            status.put("lastScaleTime", Times.text(now));
        }
        return wanted;
    }

    private boolean recentlyScaled() {
        Optional<Instant> last = Times.read(status.path("lastScaleTime"));
        return last.filter(at -> at.plus(STABILIZATION).isAfter(now)).isPresent();
    }

    void write(ObjectStore store) {
        Status.write(store, HORIZONTAL_POD_AUTOSCALER, autoscaler, status);
    }
}
