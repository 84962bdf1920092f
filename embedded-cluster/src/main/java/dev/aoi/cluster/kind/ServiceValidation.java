package dev.aoi.cluster.kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the server refuses in services. */
final class ServiceValidation {
    private static final Set<String> TYPES =
            Set.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName");
    private static final String SUPPORTED_TYPES =
            "\"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"";

    private static final String ADDRESS =
            "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|[0-9a-f:]*:[0-9a-f:]*";
    private static final String NO_ADDRESS =
            "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

    private ServiceValidation() {}

    static List<FieldError> service(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = object.path("spec");
        String type = spec.path("type").asString("");
        boolean external = type.equals("ExternalName");
        boolean headless = spec.path("clusterIP").asString("").equals("None");
        if (spec.path("ports").isEmpty() && !headless && !external) {
            errors.add(FieldError.required("spec.ports", ""));
        }
        if (headless && (type.equals("NodePort") || type.equals("LoadBalancer"))) {
            errors.add(
                    FieldError.invalid(
                            "spec.clusterIPs[0]",
                            "\"None\"",
                            "may not be set to 'None' for " + type + " services"));
        }
        if (external && spec.path("externalName").asString("").isEmpty()) {
            errors.add(FieldError.required("spec.externalName", ""));
        } else if (external) {
            String name = spec.path("externalName").asString("");
            boolean rooted = name.endsWith(".");
            errors.addAll(
                    Names.subdomain(
                            "spec.externalName",
                            rooted ? name.substring(0, name.length() - 1) : name));
        }
        ports(spec.path("ports"), errors);
        errors.addAll(MetadataValidation.labels("spec.selector", spec.path("selector")));
        ContainerValidation.oneOf(
                "spec.sessionAffinity",
                spec.path("sessionAffinity"),
                List.of("ClientIP", "None"),
                errors);
        addresses(spec, headless, errors);
        if (!TYPES.contains(type)) {
            errors.add(FieldError.unsupported("spec.type", Names.quoted(type), SUPPORTED_TYPES));
        }
        nodePorts(spec.path("ports"), type, errors);
        if (old != null && moved(spec, old.path("spec"))) {
            errors.add(
                    FieldError.invalid(
                            "spec.clusterIPs[0]",
                            spec.at("/clusterIPs").toString(),
                            "may not change once set"));
        }
        return errors;
    }

    private static void addresses(JsonNode spec, boolean headless, List<FieldError> errors) {
        String own = spec.path("clusterIP").asString("");
        if (!own.isEmpty() && !headless && !own.matches(ADDRESS)) {
            errors.add(FieldError.invalid("spec.clusterIPs[0]", Names.quoted(own), NO_ADDRESS));
        }
        int index = 0;
        for (JsonNode address : spec.path("externalIPs")) {
            String field = "spec.externalIPs[" + index++ + "]";
            if (!address.asString("").matches(ADDRESS)) {
                errors.add(
                        FieldError.invalid(field, Names.quoted(address.asString("")), NO_ADDRESS));
            }
        }
    }

    private static void nodePorts(JsonNode ports, String type, List<FieldError> errors) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode port : ports) {
            String field = "spec.ports[" + index++ + "]";
            if (type.equals("ClusterIP") && port.path("nodePort").asInt(0) != 0) {
                errors.add(
                        FieldError.forbidden(
                                field + ".nodePort", "may not be used when `type` is 'ClusterIP'"));
            }
            String key = port.path("port") + "/" + port.path("protocol").asString("");
            if (known.put(key, port) != null) {
                errors.add(
                        FieldError.duplicate(
                                field,
                                ("{\"Name\":\"\",\"Protocol\":%s,\"AppProtocol\":null,\"Port\":%s,"
                                                + "\"TargetPort\":0,\"NodePort\":0}")
                                        .formatted(port.path("protocol"), port.path("port"))));
            }
        }
    }

    private static void ports(JsonNode ports, List<FieldError> errors) {
        Set<String> names = new HashSet<>();
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
            ContainerValidation.oneOf(
                    field + ".protocol",
                    port.path("protocol"),
                    List.of("SCTP", "TCP", "UDP"),
                    errors);
            JsonNode target = port.path("targetPort");
            errors.addAll(
                    target.isString()
                            ? Names.portName(field + ".targetPort", target.asString())
                            : Names.port(field + ".targetPort", target));
        }
    }

    private static boolean moved(JsonNode spec, JsonNode old) {
        String before = old.path("clusterIP").asString("");
        return !before.isEmpty()
                && !spec.path("type").asString("").equals("ExternalName")
                && !before.equals(spec.path("clusterIP").asString(""));
    }
}
