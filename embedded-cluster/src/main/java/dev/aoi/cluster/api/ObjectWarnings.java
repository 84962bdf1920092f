package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the server accepts and warns of. */
final class ObjectWarnings {
    private ObjectWarnings() {}

    /** Warnings about an object that a client sent. */
    static List<String> of(ResourceKind kind, ObjectNode object) {
        List<String> warnings = new ArrayList<>();
        if (!kind.deprecation().isEmpty()) {
            warnings.add(kind.deprecation());
        }
        if (kind == ResourceKinds.POD) {
            pod("spec", object.path("spec"), warnings);
        } else if (kind == ResourceKinds.CRON_JOB) {
            pod(
                    "spec.jobTemplate.spec.template.spec",
                    object.at("/spec/jobTemplate/spec/template/spec"),
                    warnings);
        } else if (object.at("/spec/template/spec/containers").isArray()) {
            pod("spec.template.spec", object.at("/spec/template/spec"), warnings);
        }
        if (kind == ResourceKinds.SERVICE && !object.at("/spec/externalIPs").isEmpty()) {
            warnings.add(
                    "spec.externalIPs is deprecated and may no longer be implemented in some"
                            + " clusters");
        }
        return warnings;
    }

    private static void pod(String path, JsonNode spec, List<String> warnings) {
        for (String list : List.of("initContainers", "containers")) {
            int index = 0;
            for (JsonNode container : spec.path(list)) {
                String field = path + "." + list + "[" + index++ + "]";
                environment(field, container.path("env"), warnings);
                ports(field, container.path("ports"), warnings);
            }
        }
    }

    private static void environment(String path, JsonNode variables, List<String> warnings) {
        Set<String> names = new HashSet<>();
        int index = 0;
        for (JsonNode variable : variables) {
            String name = variable.path("name").asString("");
            if (!name.isEmpty() && !names.add(name)) {
                warnings.add(
                        "%s.env[%d]: hides previous definition of \"%s\", which may be dropped when using apply"
                                .formatted(path, index, name));
            }
            index++;
        }
    }

    private static void ports(String path, JsonNode ports, List<String> warnings) {
        Map<String, Integer> known = new HashMap<>();
        int index = 0;
        for (JsonNode port : ports) {
            String key =
                    port.path("containerPort").asInt(0)
                            + "/"
                            + port.path("protocol").asString("TCP")
                            + "/"
                            + port.path("hostPort").asInt(0)
                            + "/"
                            + port.path("hostIP").asString("");
            Integer before = known.putIfAbsent(key, index);
            if (before != null) {
                warnings.add(
                        "%s.ports[%d]: duplicate port definition with %s.ports[%d]"
                                .formatted(path, index, path, before));
            }
            index++;
        }
    }
}
