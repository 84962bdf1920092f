package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Cells.NONE;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/** Columns of pods. */
final class PodColumns {
    private PodColumns() {}

    static List<Column> columns() {
        return Columns.named(
                Columns.text("Ready", pod -> PodSummary.of(pod).readiness()),
                Columns.text("Status", pod -> PodSummary.of(pod).reason()),
                Columns.timed("Restarts", PodColumns::restarts),
                Columns.age(),
                Columns.wide("IP", Cells.at("/status/podIP", NONE)),
                Columns.wide("Node", Cells.at("/spec/nodeName", NONE)),
                Columns.wide("Nominated Node", Cells.at("/status/nominatedNodeName", NONE)),
                Columns.wide("Readiness Gates", PodColumns::gates));
    }

    private static String restarts(ObjectNode pod, Instant now) {
        PodSummary summary = PodSummary.of(pod);
        return summary.restarts() == 0 || summary.lastRestart().isEmpty()
                ? Integer.toString(summary.restarts())
                : summary.restarts() + " (" + Ages.since(summary.lastRestart(), now) + " ago)";
    }

    private static String gates(ObjectNode pod) {
        JsonNode gates = pod.at("/spec/readinessGates");
        if (gates.isEmpty()) {
            return NONE;
        }
        long met =
                gates.valueStream()
                        .filter(
                                gate ->
                                        PodSummary.isTrue(
                                                pod, gate.path("conditionType").asString("")))
                        .count();
        return met + "/" + gates.size();
    }
}
