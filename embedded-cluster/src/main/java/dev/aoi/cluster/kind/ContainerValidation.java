package dev.aoi.cluster.kind;

import dev.aoi.cluster.schema.Quantities;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the server refuses in the parts of a container. */
final class ContainerValidation {
    private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
    private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc");
    private static final List<String> COUNTS =
            List.of(
                    "initialDelaySeconds",
                    "timeoutSeconds",
                    "periodSeconds",
                    "successThreshold",
                    "failureThreshold");
    private static final Pattern ENV_NAME = Pattern.compile("[\\x20-\\x3C\\x3E-\\x7E]+");

    private static final Pattern FIELDS =
            Pattern.compile(
                    "metadata\\.(?:name|namespace|uid|labels|annotations)|metadata\\.(?:labels"
                            + "|annotations)\\['.+']|spec\\.(?:nodeName|serviceAccountName|host)"
                            + "|status\\.(?:phase|podIPs?|hostIPs?)");

    private ContainerValidation() {}

    static void ports(String path, JsonNode ports, List<FieldError> errors) {
        Set<String> names = new HashSet<>();
        int index = 0;
        for (JsonNode port : ports) {
            String field = path + "[" + index++ + "]";
            String name = port.path("name").asString("");
            if (!name.isEmpty()) {
                errors.addAll(Names.portName(field + ".name", name));
                if (!names.add(name)) {
                    errors.add(FieldError.duplicate(field + ".name", Names.quoted(name)));
                }
            }
            if (port.path("containerPort").asInt(0) == 0) {
                errors.add(FieldError.required(field + ".containerPort", ""));
            } else {
                errors.addAll(Names.port(field + ".containerPort", port.path("containerPort")));
            }
            if (port.path("hostPort").asInt(0) != 0) {
                errors.addAll(Names.port(field + ".hostPort", port.path("hostPort")));
            }
            oneOf(field + ".protocol", port.path("protocol"), PROTOCOLS, errors);
        }
    }

    static void environment(String path, JsonNode variables, List<FieldError> errors) {
        int index = 0;
        for (JsonNode variable : variables) {
            String field = path + "[" + index++ + "]";
            String name = variable.path("name").asString("");
            if (name.isEmpty()) {
                errors.add(FieldError.required(field + ".name", ""));
            } else if (!ENV_NAME.matcher(name).matches()) {
                errors.add(
                        FieldError.invalid(
                                field + ".name",
                                Names.quoted(name),
                                "a valid environment variable name must consist only of printable"
                                        + " ASCII characters other than '='"));
            }
            JsonNode from = variable.path("valueFrom");
            if (from.isObject()) {
                if (!variable.path("value").asString("").isEmpty()) {
                    errors.add(
                            FieldError.invalid(
                                    field + ".valueFrom",
                                    "\"\"",
                                    "may not be specified when `value` is not empty"));
                }
                if (from.isEmpty()) {
                    errors.add(
                            FieldError.invalid(
                                    field + ".valueFrom",
                                    "\"\"",
                                    "must specify one of: `fieldRef`, `resourceFieldRef`,"
                                        + " `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"));
                }
                source(field + ".valueFrom", from, errors);
            }
        }
    }

    private static void source(String path, JsonNode from, List<FieldError> errors) {
        JsonNode field = from.path("fieldRef");
        String fieldPath = field.path("fieldPath").asString("");
        if (field.isObject() && fieldPath.isEmpty()) {
            errors.add(FieldError.required(path + ".fieldRef.fieldPath", ""));
        } else if (field.isObject() && !FIELDS.matcher(fieldPath).matches()) {
            errors.add(
                    FieldError.invalid(
                            path + ".fieldRef.fieldPath",
                            Names.quoted(fieldPath),
                            "error converting fieldPath: field label not supported: " + fieldPath));
        }
        for (String kind : List.of("configMapKeyRef", "secretKeyRef")) {
            JsonNode ref = from.path(kind);
            if (!ref.isObject()) {
                continue;
            }
            errors.addAll(
                    Names.subdomain(path + "." + kind + ".name", ref.path("name").asString("")));
            String key = ref.path("key").asString("");
            if (key.isEmpty()) {
                errors.add(FieldError.required(path + "." + kind + ".key", ""));
            } else {
                errors.addAll(Names.key(path + "." + kind + ".key", key));
            }
        }
    }

    static void lifecycle(String path, JsonNode lifecycle, List<FieldError> errors) {
        for (String hook : List.of("postStart", "preStop")) {
            JsonNode handler = lifecycle.path(hook);
            boolean acts =
                    List.of("exec", "httpGet", "tcpSocket", "sleep").stream()
                            .anyMatch(handler::has);
            if (handler.isObject() && !acts) {
                errors.add(FieldError.required(path + "." + hook, "must specify a handler type"));
            }
        }
    }

    static void security(String path, JsonNode context, List<FieldError> errors) {
        JsonNode escalation = context.path("allowPrivilegeEscalation");
        if (context.path("privileged").asBoolean(false)
                && escalation.isBoolean()
                && !escalation.asBoolean()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            context.toString(),
                            "cannot set `allowPrivilegeEscalation` to false and `privileged` to"
                                    + " true"));
        }
    }

    static void resources(String path, JsonNode resources, List<FieldError> errors) {
        JsonNode limits = resources.path("limits");
        for (Map.Entry<String, JsonNode> limit : limits.properties()) {
            String field = path + ".limits[" + limit.getKey() + "]";
            ResourceNames.inContainer(field, limit.getKey(), errors);
            negative(field, limit.getValue(), errors);
            ResourceNames.whole(field, limit.getKey(), limit.getValue(), errors);
        }
        for (Map.Entry<String, JsonNode> request : resources.path("requests").properties()) {
            String name = request.getKey();
            ResourceNames.inContainer(path + ".requests[" + name + "]", name, errors);
            negative(path + ".requests[" + name + "]", request.getValue(), errors);
            ResourceNames.whole(path + ".requests[" + name + "]", name, request.getValue(), errors);
            Optional<BigDecimal> wanted = Quantities.value(request.getValue().asString(""));
            Optional<BigDecimal> limit = Quantities.value(limits.path(name).asString(""));
            if (wanted.isPresent()
                    && limit.isPresent()
                    && wanted.get().compareTo(limit.get()) > 0) {
                errors.add(
                        FieldError.invalid(
                                path + ".requests",
                                Names.quoted(request.getValue().asString("")),
                                "must be less than or equal to %s limit of %s"
                                        .formatted(name, limits.path(name).asString(""))));
            }
        }
    }

    static void pullPolicy(String path, JsonNode policy, List<FieldError> errors) {
        oneOf(path, policy, PULL_POLICIES, errors);
    }

    static void probe(String path, JsonNode probe, List<FieldError> errors) {
        if (!probe.isObject()) {
            return;
        }
        long handlers = HANDLERS.stream().filter(probe::has).count();
        if (handlers == 0) {
            errors.add(FieldError.required(path, "must specify a handler type"));
        }
        boolean first = true;
        for (String handler : HANDLERS) {
            if (probe.has(handler) && !first) {
                errors.add(
                        FieldError.forbidden(
                                path + "." + handler, "may not specify more than 1 handler type"));
            }
            first &= !probe.has(handler);
        }
        for (String handler : List.of("httpGet", "tcpSocket")) {
            JsonNode port = probe.path(handler).path("port");
            if (probe.has(handler)) {
                errors.addAll(
                        port.isString()
                                ? Names.portName(path + "." + handler + ".port", port.asString())
                                : Names.port(path + "." + handler + ".port", port));
            }
        }
        if (probe.has("exec") && probe.at("/exec/command").isEmpty()) {
            errors.add(FieldError.required(path + ".exec.command", ""));
        }
        if (probe.has("httpGet")) {
            oneOf(
                    path + ".httpGet.scheme",
                    probe.at("/httpGet/scheme"),
                    List.of("HTTP", "HTTPS"),
                    errors);
        }
        if (probe.has("grpc")) {
            errors.addAll(Names.port(path + ".grpc.port", probe.at("/grpc/port")));
        }
        for (String count : COUNTS) {
            if (probe.path(count).asLong(0) < 0) {
                errors.add(
                        FieldError.invalid(
                                path + "." + count,
                                probe.path(count).toString(),
                                "must be greater than or equal to 0"));
            }
        }
        if (!path.endsWith("readinessProbe") && probe.path("successThreshold").asInt(1) != 1) {
            errors.add(
                    FieldError.invalid(
                            path + ".successThreshold",
                            probe.path("successThreshold").toString(),
                            "must be 1"));
        }
    }

    /** Refuses a value that is there and is none of {@code allowed}. */
    static void oneOf(String path, JsonNode value, List<String> allowed, List<FieldError> errors) {
        if (value.isString() && !allowed.contains(value.asString())) {
            errors.add(
                    FieldError.unsupported(path, Names.quoted(value.asString()), quoted(allowed)));
        }
    }

    private static String quoted(List<String> allowed) {
        return "\"" + String.join("\", \"", allowed) + "\"";
    }

    private static void negative(String path, JsonNode quantity, List<FieldError> errors) {
        String text = quantity.asString("");
        if (Quantities.value(text).filter(value -> value.signum() < 0).isPresent()) {
            errors.add(
                    FieldError.invalid(
                            path, Names.quoted(text), "must be greater than or equal to 0"));
        }
    }
}
