package dev.aoi.cluster.store;

import dev.aoi.cluster.fields.Writer;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** In whose name the cluster's own components write. */
final class SystemWriters {
    private static final String CONTROLLERS = "kube-controller-manager";
    private static final String KUBELET = "kubelet";
    private static final String SCHEDULER = "kube-scheduler";

    private SystemWriters() {}

    static Writer of(ResourceKind kind, ObjectNode object, String subresource) {
        // The deployment controller writes its annotation together with the status.
        return new Writer(
                manager(kind, object, subresource),
                kind == ResourceKinds.DEPLOYMENT ? "status" : subresource);
    }

    private static String manager(ResourceKind kind, ObjectNode object, String subresource) {
        if (kind == ResourceKinds.EVENT) {
            String source =
                    object.at("/source/component")
                            .asString(object.path("reportingComponent").asString(""));
            return switch (source) {
                case KUBELET -> KUBELET;
                case "default-scheduler" -> SCHEDULER;
                default -> CONTROLLERS;
            };
        }
        if (kind == ResourceKinds.POD && subresource.equals("status")) {
            return object.at("/spec/nodeName").asString("").isEmpty() ? SCHEDULER : KUBELET;
        }
        return kind == ResourceKinds.NODE
                        || kind == ResourceKinds.LEASE
                        || kind == ResourceKinds.CSI_NODE
                ? KUBELET
                : CONTROLLERS;
    }

    /** What of a new object its writer decided: not what the server's strategies put in. */
    static ObjectNode tracked(ResourceKind kind, ObjectNode object, ObjectNode wanted) {
        List<String> given =
                kind == ResourceKinds.SERVICE
                        ? List.of("ipFamilies", "ipFamilyPolicy", "clusterIP", "clusterIPs")
                        : kind == ResourceKinds.NAMESPACE ? List.of("finalizers") : List.of();
        JsonNode asked = wanted.path("spec");
        if (given.isEmpty() || !(object.path("spec") instanceof ObjectNode filled)) {
            return object;
        }
        ObjectNode tracked = JsonNodeFactory.instance.objectNode().setAll(object);
        ObjectNode spec = JsonNodeFactory.instance.objectNode().setAll(filled);
        given.stream().filter(field -> !asked.has(field)).forEach(spec::remove);
        tracked.set("spec", spec);
        return tracked;
    }
}
