package dev.aoi.cluster.kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the server refuses in services. */
final class ServiceValidation {
    private static final Set<String> TYPES =
            Set.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName");
    private static final String SUPPORTED_TYPES =
            "\"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"";

    private ServiceValidation() {}

    static List<FieldError> service(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = object.path("spec");
        String type = spec.path("type").asString("");
        if (!TYPES.contains(type)) {
            errors.add(FieldError.unsupported("spec.type", Names.quoted(type), SUPPORTED_TYPES));
        }
        boolean headless = spec.path("clusterIP").asString("").equals("None");
        if (spec.path("ports").isEmpty() && !headless && !type.equals("ExternalName")) {
            errors.add(FieldError.required("spec.ports", ""));
        }
        ports(spec.path("ports"), errors);
        if (old != null && moved(spec, old.path("spec"))) {
            errors.add(
                    FieldError.invalid(
                            "spec.clusterIPs[0]",
                            spec.at("/clusterIPs").toString(),
                            "may not change once set"));
        }
        return errors;
    }

    private static void ports(JsonNode ports, List<FieldError> errors) {
        Set<String> names = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        int index = 0;
        for (JsonNode port : ports) {
            String field = "spec.ports[" + index++ + "]";
            String name = port.path("name").asString("");
            if (name.isEmpty() && ports.size() > 1) {
                errors.add(FieldError.required(field + ".name", ""));
            } else if (!name.isEmpty()) {
                errors.addAll(Names.label(field + ".name", name));
                if (!names.add(name)) {
                    errors.add(FieldError.duplicate(field + ".name", Names.quoted(name)));
                }
            }
            errors.addAll(Names.port(field + ".port", port.path("port")));
            JsonNode target = port.path("targetPort");
            errors.addAll(
                    target.isString()
                            ? Names.portName(field + ".targetPort", target.asString())
                            : Names.port(field + ".targetPort", target));
            String key = port.path("port") + "/" + port.path("protocol").asString("");
            if (!numbers.add(key)) {
                errors.add(
                        FieldError.duplicate(
                                field,
                                "{\"port\":%s,\"protocol\":%s}"
                                        .formatted(port.path("port"), port.path("protocol"))));
            }
        }
    }

    private static boolean moved(JsonNode spec, JsonNode old) {
        String before = old.path("clusterIP").asString("");
        return !before.isEmpty()
                && !spec.path("type").asString("").equals("ExternalName")
                && !before.equals(spec.path("clusterIP").asString(""));
    }
}
