package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Fields.each;
import static dev.aoi.cluster.kind.Fields.object;
import static dev.aoi.cluster.kind.Fields.set;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Defaults of quotas, limits, autoscalers, budgets, priorities and ingresses. */
final class PolicyDefaults {
    private static final int CPU_TARGET = 80;
    private static final int PERIOD_SECONDS = 15;

    private PolicyDefaults() {}

    /** Limits of containers: default from max, default request from default, then from min. */
    static void limitRange(ObjectNode range) {
        each(
                object(range, "spec").path("limits"),
                limit -> {
                    if (limit.path("type").asString("").equals("Container")) {
                        fill(limit, "default", "max");
                        fill(limit, "defaultRequest", "default");
                        fill(limit, "defaultRequest", "min");
                    }
                });
    }

    static void quota(ObjectNode quota) {
        object(quota, "spec");
        object(quota, "status");
    }

    static void autoscaler(ObjectNode autoscaler) {
        ObjectNode spec = object(autoscaler, "spec");
        set(spec, "minReplicas", 1);
        if (spec.path("metrics").isEmpty()) {
            ObjectNode metric = spec.putArray("metrics").addObject().put("type", "Resource");
            metric.putObject("resource")
                    .put("name", "cpu")
                    .putObject("target")
                    .put("type", "Utilization")
                    .put("averageUtilization", CPU_TARGET);
        }
        if (spec.path("behavior") instanceof ObjectNode behavior) {
            scaleUp(object(behavior, "scaleUp"));
            ObjectNode down = object(behavior, "scaleDown");
            set(down, "selectPolicy", "Max");
            if (down.path("policies").isEmpty()) {
                policy(down.putArray("policies"), "Percent", 100);
            }
        }
        ObjectNode status = object(autoscaler, "status");
        if (!status.has("desiredReplicas")) {
            status.put("desiredReplicas", 0);
        }
        if (!status.has("currentMetrics")) {
            status.putNull("currentMetrics");
        }
    }

    static void budget(ObjectNode budget) {
        object(budget, "spec");
        ObjectNode status = object(budget, "status");
        set(status, "disruptionsAllowed", 0);
        set(status, "currentHealthy", 0);
        set(status, "desiredHealthy", 0);
        set(status, "expectedPods", 0);
    }

    static void priorityClass(ObjectNode priority) {
        set(priority, "preemptionPolicy", "PreemptLowerPriority");
    }

    static void ingress(ObjectNode ingress) {
        object(ingress, "spec");
        object(object(ingress, "status"), "loadBalancer");
    }

    private static void scaleUp(ObjectNode up) {
        set(up, "stabilizationWindowSeconds", 0);
        set(up, "selectPolicy", "Max");
        if (up.path("policies").isEmpty()) {
            ArrayNode policies = up.putArray("policies");
            policy(policies, "Pods", 4);
            policy(policies, "Percent", 100);
        }
    }

    private static void policy(ArrayNode policies, String type, int value) {
        policies.addObject()
                .put("type", type)
                .put("value", value)
                .put("periodSeconds", PERIOD_SECONDS);
    }

    private static void fill(ObjectNode limit, String target, String source) {
        if (!limit.path(source).isEmpty()) {
            ObjectNode filled = object(limit, target);
            limit.path(source)
                    .properties()
                    .forEach(entry -> filled.putIfAbsent(entry.getKey(), entry.getValue()));
        }
    }
}
