package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.HORIZONTAL_POD_AUTOSCALER;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kind.LabelSelectors;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Scales what an autoscaler names to what its pods use (Kubernetes: "Horizontal Pod Autoscaling",
 * algorithm details). It looks every fifteen seconds, first fifteen seconds after the creation.
 */
public final class AutoscalerController implements Controller {
    private static final Duration PERIOD = Duration.ofSeconds(15);

    /** The period begins anew when a look has ended: each comes later by what the last one took. */
    private static final Duration LOOK = Duration.ofMillis(14);

    private final PodMetrics metrics;

    /** When each is looked at next: the status that a look writes queues its object again. */
    private final Map<String, Instant> dues = new TreeMap<>();

    public AutoscalerController(PodMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "horizontal-pod-autoscaler";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(HORIZONTAL_POD_AUTOSCALER);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        Optional<ObjectNode> found = context.store().get(key);
        if (found.isEmpty()) {
            return;
        }
        ObjectNode autoscaler = found.get();
        String uid = ObjectMeta.uid(autoscaler);
        Instant due = dues.computeIfAbsent(uid, u -> context.now().plus(PERIOD));
        if (!due.isAfter(context.now())) {
            due = due.plus(PERIOD).plus(LOOK);
            dues.put(uid, due);
            look(key, autoscaler, context);
        }
        context.requeueAfter(key, Duration.between(context.now(), due));
    }

    private void look(ObjectKey key, ObjectNode autoscaler, ControllerContext context) {
        AutoscalerStatus status = new AutoscalerStatus(autoscaler, context.now());
        JsonNode reference = autoscaler.at("/spec/scaleTargetRef");
        Optional<ResourceKind> kind =
                ResourceKinds.byKind(
                        reference.path("apiVersion").asString(""),
                        reference.path("kind").asString(""));
        String name = reference.path("name").asString("");
        Optional<ObjectNode> target =
                kind.flatMap(k -> context.store().get(new ObjectKey(k, key.namespace(), name)));
        if (target.isEmpty()) {
            String resource =
                    kind.map(k -> k.plural() + "." + k.group())
                            .orElse(reference.path("kind").asString(""));
            String message = resource + " \"" + name + "\" not found";
            warn(autoscaler, "FailedGetScale", message, context);
            status.condition(
                    "AbleToScale",
                    false,
                    "FailedGetScale",
                    "the HPA controller was unable to get the target's current scale: " + message);
            status.write(context.store());
            return;
        }
        int current = target.get().path("spec").path("replicas").asInt(1);
        status.condition(
                "AbleToScale",
                true,
                "SucceededGetScale",
                "the HPA controller was able to get the target's current scale");
        if (current == 0) {
            status.condition(
                    "ScalingActive",
                    false,
                    "ScalingDisabled",
                    "scaling is disabled since the replica count of the target is zero");
            status.replicas(0, 0);
            status.write(context.store());
            return;
        }
        scale(autoscaler, kind.orElse(DEPLOYMENT), target.get(), current, status, context);
        status.write(context.store());
    }

    private void scale(
            ObjectNode autoscaler,
            ResourceKind kind,
            ObjectNode target,
            int current,
            AutoscalerStatus status,
            ControllerContext context) {
        JsonNode selector = target.path("spec").path("selector");
        List<ObjectNode> pods =
                context.store().list(POD, ObjectMeta.namespace(target)).stream()
                        .filter(p -> LabelSelectors.matches(selector, p.at("/metadata/labels")))
                        .filter(Pods::active)
                        .toList();
        ReplicaCalculation calculation = new ReplicaCalculation(metrics, context.now());
        ReplicaCalculation.Result result = calculation.of(autoscaler, pods, current);
        switch (result) {
            case ReplicaCalculation.Failed failed -> {
                warn(autoscaler, failed.reason(), failed.message(), context);
                warn(
                        autoscaler,
                        "FailedComputeMetricsReplicas",
                        "invalid metrics (%d invalid out of %d), first error is: failed to get %s resource metric value: %s"
                                .formatted(
                                        failed.invalid(),
                                        autoscaler.at("/spec/metrics").size(),
                                        failed.resource(),
                                        failed.message()),
                        context);
                status.condition(
                        "ScalingActive",
                        false,
                        failed.reason(),
                        "the HPA was unable to compute the replica count: " + failed.message());
                status.unknownMetrics(current);
            }
            case ReplicaCalculation.Desired desired -> {
                int wanted = status.decide(autoscaler, current, desired);
                if (wanted != current) {
                    ObjectNode changed = target.deepCopy();
                    changed.withObject("spec").put("replicas", wanted);
                    context.store().update(kind, changed);
                    context.events()
                            .record(
                                    autoscaler,
                                    "Normal",
                                    "SuccessfulRescale",
                                    "New size: "
                                            + wanted
                                            + "; reason: "
                                            + (wanted > current
                                                    ? desired.metric() + " above target"
                                                    : "All metrics below target"),
                                    name());
                }
            }
        }
    }

    private void warn(
            ObjectNode autoscaler, String reason, String message, ControllerContext context) {
        context.events().record(autoscaler, "Warning", reason, message, name());
    }
}
