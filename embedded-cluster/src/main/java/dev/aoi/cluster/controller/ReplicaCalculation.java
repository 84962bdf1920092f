package dev.aoi.cluster.controller;

import dev.aoi.cluster.kind.Quantity;
import dev.aoi.cluster.process.Usage;
import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many replicas the metrics of an autoscaler ask for: {@code ceil(pods × use / target)}, and no
 * change within a tenth of the target; of several metrics the most.
 */
final class ReplicaCalculation {
    private static final double TOLERANCE = 0.1;
    private static final int MILLI = 1000;

    /** What came of it. */
    sealed interface Result {}

    /** A number, the metrics as the status shows them, and the name of the one that decided. */
    record Desired(int replicas, ArrayNode metrics, String metric) implements Result {}

    /** No metric could be had. */
    record Failed(String reason, String resource, String message, int invalid) implements Result {}

    private final PodMetrics source;
    private final Instant now;

    ReplicaCalculation(PodMetrics source, Instant now) {
        this.source = source;
        this.now = now;
    }

    Result of(ObjectNode autoscaler, List<ObjectNode> pods, int current) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        int most = 0;
        String decided = "";
        int invalid = 0;
        Failed first = null;
        for (JsonNode metric : autoscaler.at("/spec/metrics")) {
            Result one = one(metric, pods, current, shown);
            if (one instanceof Desired desired && desired.replicas() > most) {
                most = desired.replicas();
                decided = desired.metric();
            } else if (one instanceof Failed failed) {
                invalid++;
                first = first == null ? failed : first;
            }
        }
        return first != null && most == 0
                ? new Failed(first.reason(), first.resource(), first.message(), invalid)
                : new Desired(most, shown, decided);
    }

    private Result one(JsonNode metric, List<ObjectNode> pods, int current, ArrayNode shown) {
        String resource = metric.path("resource").path("name").asString("cpu");
        JsonNode target = metric.path("resource").path("target");
        boolean utilization = target.path("type").asString("").equals("Utilization");
        String what = "failed to get " + resource + (utilization ? " utilization: " : " usage: ");
        String unable = "unable to get metrics for resource " + resource + ": ";
        if (source.availableSince().isEmpty()) {
            return failed(
                    resource,
                    what
                            + unable
                            + "unable to fetch metrics from resource metrics API: the server "
                            + (source.registered()
                                    ? "is currently unable to handle the request"
                                    : "could not find the requested resource")
                            + " (get pods.metrics.k8s.io)");
        }
        BigDecimal used = BigDecimal.ZERO;
        BigDecimal requested = BigDecimal.ZERO;
        int measured = 0;
        for (ObjectNode pod : pods) {
            Map<String, Usage> usages = source.of(pod, now);
            if (usages.isEmpty()) {
                continue;
            }
            measured++;
            for (JsonNode container : pod.at("/spec/containers")) {
                String name = container.path("name").asString("");
                JsonNode request = container.path("resources").path("requests").path(resource);
                if (utilization && request.isMissingNode()) {
                    return failed(
                            resource,
                            what
                                    + "missing request for "
                                    + resource
                                    + " in container "
                                    + name
                                    + " of Pod "
                                    + ObjectMeta.name(pod));
                }
                requested = requested.add(Quantity.of(request));
                used = used.add(value(resource, usages.getOrDefault(name, Usage.NONE)));
            }
        }
        if (measured == 0) {
            return failed(
                    resource, what + unable + "no metrics returned from resource metrics API");
        }
        BigDecimal average = used.divide(BigDecimal.valueOf(measured), 3, RoundingMode.UP);
        ObjectNode entry = shown.addObject().put("type", "Resource").putObject("resource");
        entry.put("name", resource);
        ObjectNode value = entry.putObject("current");
        double ratio;
        if (utilization) {
            int percent = (int) (used.doubleValue() * 100 / requested.doubleValue());
            value.put("averageUtilization", percent);
            ratio = percent / target.path("averageUtilization").asDouble(80);
        } else {
            ratio = average.doubleValue() / Quantity.of(target.path("averageValue")).doubleValue();
        }
        value.put("averageValue", Quantity.text(average, resource.equals("memory")));
        int replicas =
                Math.abs(1 - ratio) <= TOLERANCE ? current : (int) Math.ceil(ratio * measured);
        return new Desired(
                Math.max(1, replicas),
                shown,
                resource
                        + " resource"
                        + (utilization ? " utilization (percentage of request)" : ""));
    }

    private static Failed failed(String resource, String message) {
        return new Failed("FailedGetResourceMetric", resource, message, 1);
    }

    private static BigDecimal value(String resource, Usage usage) {
        return resource.equals("memory")
                ? BigDecimal.valueOf(usage.bytes())
                : BigDecimal.valueOf(usage.millicores())
                        .divide(BigDecimal.valueOf(MILLI), 3, RoundingMode.UP);
    }
}
