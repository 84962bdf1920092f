package dev.aoi.cluster.kind;

import dev.aoi.cluster.schema.Quantities;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the server refuses in autoscalers and budgets. */
final class PolicyValidation {
    private static final Map<String, String> SOURCES =
            Map.of(
                    "ContainerResource", "containerResource",
                    "External", "external",
                    "Object", "object",
                    "Pods", "pods",
                    "Resource", "resource");
    private static final Set<String> SCOPES =
            Set.of(
                    "Terminating",
                    "NotTerminating",
                    "BestEffort",
                    "NotBestEffort",
                    "PriorityClass",
                    "CrossNamespacePodAffinity",
                    "VolumeAttributesClass");
    private static final String NO_RANGE =
            "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

    private PolicyValidation() {}

    static List<FieldError> autoscaler(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = object.path("spec");
        int min = spec.path("minReplicas").asInt(1);
        int max = spec.path("maxReplicas").asInt(0);
        Bounds.atLeast(1, "spec.minReplicas", spec.path("minReplicas"), errors);
        if (max == 0) {
            errors.add(FieldError.required("spec.maxReplicas", "must be set and greater than 0"));
        } else if (max < 0) {
            errors.add(
                    FieldError.invalid(
                            "spec.maxReplicas", Integer.toString(max), "must be greater than 0"));
        } else if (max < min) {
            errors.add(
                    FieldError.invalid(
                            "spec.maxReplicas",
                            Integer.toString(max),
                            "must be greater than or equal to `minReplicas`"));
        }
        for (String field : List.of("kind", "name")) {
            if (spec.path("scaleTargetRef").path(field).asString("").isEmpty()) {
                errors.add(FieldError.required("spec.scaleTargetRef." + field, ""));
            }
        }
        String version = spec.at("/scaleTargetRef/apiVersion").asString("");
        boolean core = spec.at("/scaleTargetRef/kind").asString("").equals("ReplicationController");
        if (!version.contains("/") && !core && (old == null || version.isEmpty())) {
            errors.add(
                    FieldError.invalid(
                            "spec.scaleTargetRef.apiVersion",
                            Names.quoted(version),
                            "apiVersion must specify API group"));
        }
        metrics(spec, min, errors);
        return errors;
    }

    private static void metrics(JsonNode spec, int min, List<FieldError> errors) {
        boolean outside = false;
        int index = 0;
        for (JsonNode metric : spec.path("metrics")) {
            String field = "spec.metrics[" + index++ + "]";
            String type = metric.path("type").asString("");
            @Nullable String source = SOURCES.get(type);
            outside |= type.equals("Object") || type.equals("External");
            if (source == null) {
                errors.add(
                        FieldError.unsupported(
                                field + ".type",
                                Names.quoted(type),
                                "\"ContainerResource\", \"External\", \"Object\", \"Pods\","
                                        + " \"Resource\""));
            } else if (!metric.path(source).isObject()) {
                errors.add(
                        FieldError.required(
                                field + "." + source,
                                "must populate information for the given metric source"));
            } else {
                Bounds.positive(
                        field + "." + source + ".target.averageUtilization",
                        metric.path(source).at("/target/averageUtilization"),
                        errors);
            }
        }
        if (min == 0 && !outside) {
            errors.add(
                    FieldError.forbidden(
                            "spec.metrics",
                            "must specify at least one Object or External metric to support scaling"
                                    + " to zero replicas"));
        }
    }

    static List<FieldError> budget(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = object.path("spec");
        if (spec.has("minAvailable") && spec.has("maxUnavailable")) {
            errors.add(
                    FieldError.invalid(
                            "spec",
                            ("{\"MinAvailable\":%s,\"Selector\":%s,\"MaxUnavailable\":%s,"
                                            + "\"UnhealthyPodEvictionPolicy\":%s}")
                                    .formatted(
                                            spec.path("minAvailable"),
                                            shown(spec.path("selector")),
                                            spec.path("maxUnavailable"),
                                            shown(spec.path("unhealthyPodEvictionPolicy"))),
                            "minAvailable and maxUnavailable cannot be both set"));
        }
        for (String field : List.of("minAvailable", "maxUnavailable")) {
            SelectorValidation.part("spec." + field, spec.path(field), errors);
        }
        SelectorValidation.selector("spec.selector", spec.path("selector"), errors);
        return errors;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "null" : value.toString();
    }

    static List<FieldError> quota(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        Map<String, JsonNode> hard = new TreeMap<>();
        object.at("/spec/hard").properties().forEach(e -> hard.put(e.getKey(), e.getValue()));
        for (Map.Entry<String, JsonNode> entry : hard.entrySet()) {
            String field = "spec.hard[" + entry.getKey() + "]";
            String amount = entry.getValue().asString("");
            ResourceNames.inQuota(field, entry.getKey(), errors);
            if (Quantities.value(amount).filter(value -> value.signum() < 0).isPresent()) {
                errors.add(
                        FieldError.invalid(
                                field, Names.quoted(amount), "must be greater than or equal to 0"));
            }
        }
        for (JsonNode scope : object.at("/spec/scopes")) {
            if (!SCOPES.contains(scope.asString(""))) {
                errors.add(
                        FieldError.invalid(
                                "spec.scopes",
                                object.at("/spec/scopes").toString(),
                                "unsupported scope"));
            }
        }
        return errors;
    }

    static List<FieldError> networkPolicy(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = object.path("spec");
        SelectorValidation.selector("spec.podSelector", spec.path("podSelector"), errors);
        for (String direction : List.of("ingress", "egress")) {
            int index = 0;
            for (JsonNode rule : spec.path(direction)) {
                String field = "spec." + direction + "[" + index++ + "]";
                int number = 0;
                for (JsonNode port : rule.path("ports")) {
                    JsonNode value = port.path("port");
                    String at = field + ".ports[" + number++ + "].port";
                    if (value.isNumber()) {
                        errors.addAll(Names.port(at, value));
                    } else if (value.isString()) {
                        errors.addAll(Names.portName(at, value.asString()));
                    }
                }
                String side = direction.equals("ingress") ? "from" : "to";
                int peer = 0;
                for (JsonNode entry : rule.path(side)) {
                    peer(field + "." + side + "[" + peer++ + "]", entry, errors);
                }
            }
        }
        int index = 0;
        for (JsonNode type : spec.path("policyTypes")) {
            ContainerValidation.oneOf(
                    "spec.policyTypes[" + index++ + "]",
                    type,
                    List.of("Ingress", "Egress"),
                    errors);
        }
        return errors;
    }

    private static void peer(String field, JsonNode peer, List<FieldError> errors) {
        SelectorValidation.selector(field + ".podSelector", peer.path("podSelector"), errors);
        SelectorValidation.selector(
                field + ".namespaceSelector", peer.path("namespaceSelector"), errors);
        JsonNode block = peer.path("ipBlock");
        if (block.isObject()) {
            String range = block.path("cidr").asString("");
            Optional<AddressRange> outer = AddressRange.parse(range);
            if (range.isEmpty()) {
                errors.add(FieldError.required(field + ".ipBlock.cidr", ""));
            } else if (outer.isEmpty()) {
                errors.add(
                        FieldError.invalid(field + ".ipBlock.cidr", Names.quoted(range), NO_RANGE));
            }
            int index = 0;
            for (JsonNode entry : block.path("except")) {
                String at = field + ".ipBlock.except[" + index++ + "]";
                Optional<AddressRange> inner = AddressRange.parse(entry.asString(""));
                if (inner.isEmpty()) {
                    errors.add(FieldError.invalid(at, Names.quoted(entry.asString("")), NO_RANGE));
                } else if (outer.isPresent() && !outer.get().strictlyHolds(inner.get())) {
                    errors.add(
                            FieldError.invalid(
                                    at,
                                    Names.quoted(entry.asString("")),
                                    "must be a strict subset of `cidr`"));
                }
            }
        }
        boolean pods = peer.has("podSelector") || peer.has("namespaceSelector");
        if (!pods && !block.isObject()) {
            errors.add(FieldError.required(field, "must specify a peer"));
        } else if (pods && block.isObject()) {
            errors.add(
                    FieldError.forbidden(field, "may not specify both ipBlock and another peer"));
        }
    }
}
