package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * {@code autoscaling/v1} of autoscalers: the target of the processor is a field, all other metrics,
 * the behaviour and the conditions are annotations.
 */
final class AutoscalerV1 implements Conversion {
    private static final String METRICS = "autoscaling.alpha.kubernetes.io/metrics";
    private static final String CURRENT = "autoscaling.alpha.kubernetes.io/current-metrics";
    private static final String CONDITIONS = "autoscaling.alpha.kubernetes.io/conditions";
    private static final String BEHAVIOR = "autoscaling.alpha.kubernetes.io/behavior";
    private static final String TARGET = "targetCPUUtilizationPercentage";
    private static final List<String> COMMON_SPEC =
            List.of("maxReplicas", "minReplicas", "scaleTargetRef");
    private static final List<String> COMMON_STATUS =
            List.of("observedGeneration", "lastScaleTime", "currentReplicas", "desiredReplicas");

    @Override
    public ObjectNode shown(ObjectNode stored) {
        ObjectNode shown = stored.deepCopy();
        shown.put("apiVersion", "autoscaling/v1");
        ObjectNode spec = shown.putObject("spec");
        JsonNode wanted = stored.path("spec");
        copy(wanted, spec, COMMON_SPEC);
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        for (JsonNode metric : wanted.path("metrics")) {
            JsonNode percent = metric.at("/resource/target/averageUtilization");
            if (isProcessor(metric) && percent.isNumber()) {
                spec.set(TARGET, percent);
            } else {
                others.add(metric);
            }
        }
        annotate(shown, METRICS, others);
        annotate(shown, BEHAVIOR, wanted.path("behavior"));
        ObjectNode status = shown.putObject("status");
        JsonNode seen = stored.path("status");
        status.put("currentReplicas", seen.path("currentReplicas").asInt(0));
        status.put("desiredReplicas", seen.path("desiredReplicas").asInt(0));
        copy(seen, status, COMMON_STATUS);
        for (JsonNode metric : seen.path("currentMetrics")) {
            JsonNode percent = metric.at("/resource/current/averageUtilization");
            if (isProcessor(metric) && percent.isNumber()) {
                status.set("currentCPUUtilizationPercentage", percent);
            }
        }
        annotate(shown, CURRENT, seen.path("currentMetrics"));
        annotate(shown, CONDITIONS, seen.path("conditions"));
        return shown;
    }

    @Override
    public ObjectNode stored(ObjectNode shown) {
        ObjectNode stored = shown.deepCopy();
        stored.put("apiVersion", "autoscaling/v2");
        JsonNode wanted = shown.path("spec");
        ObjectNode spec = stored.putObject("spec");
        copy(wanted, spec, COMMON_SPEC);
        ArrayNode metrics = JsonNodeFactory.instance.arrayNode();
        JsonNode annotations = shown.at("/metadata/annotations");
        read(annotations, METRICS).forEach(metrics::add);
        if (wanted.path(TARGET).isNumber()) {
            ObjectNode metric = metrics.addObject().put("type", "Resource");
            metric.putObject("resource")
                    .put("name", "cpu")
                    .putObject("target")
                    .put("type", "Utilization")
                    .set("averageUtilization", wanted.path(TARGET));
        }
        if (!metrics.isEmpty()) {
            spec.set("metrics", metrics);
        }
        JsonNode behavior = read(annotations, BEHAVIOR);
        if (behavior.isObject()) {
            spec.set("behavior", behavior);
        }
        ObjectNode status = stored.putObject("status");
        copy(shown.path("status"), status, COMMON_STATUS);
        copy(read(annotations, CURRENT), status, "currentMetrics");
        copy(read(annotations, CONDITIONS), status, "conditions");
        if (stored.at("/metadata/annotations") instanceof ObjectNode left) {
            left.remove(List.of(METRICS, CURRENT, CONDITIONS, BEHAVIOR));
            if (left.isEmpty()) {
                ((ObjectNode) stored.path("metadata")).remove("annotations");
            }
        }
        return stored;
    }

    private static boolean isProcessor(JsonNode metric) {
        return metric.path("type").asString("").equals("Resource")
                && metric.at("/resource/name").asString("").equals("cpu");
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> fields) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.path(field).deepCopy());
            }
        }
    }

    private static void copy(JsonNode list, ObjectNode to, String field) {
        if (!list.isEmpty()) {
            to.set(field, list);
        }
    }

    private static void annotate(ObjectNode shown, String name, JsonNode value) {
        if (!value.isEmpty()) {
            Fields.object(Fields.object(shown, "metadata"), "annotations")
                    .put(name, value.toString());
        }
    }

    /** What an annotation says; an empty list when it is absent or no JSON. */
    private static JsonNode read(JsonNode annotations, String name) {
        return EmbeddedJson.read(annotations.path(name).asString(""));
    }
}
