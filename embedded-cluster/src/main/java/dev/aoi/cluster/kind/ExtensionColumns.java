package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Cells.NONE;
import static dev.aoi.cluster.kind.Cells.UNSET;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Collectors;

/** Columns of kinds that extend or tune the API server, and of certificates. */
final class ExtensionColumns {
    private ExtensionColumns() {}

    static List<Column> apiService() {
        return Columns.named(
                Columns.text(
                        "Service",
                        o ->
                                o.at("/spec/service").isObject()
                                        ? Cells.at("/spec/service/namespace").apply(o)
                                                + "/"
                                                + Cells.at("/spec/service/name").apply(o)
                                        : "Local"),
                Columns.text("Available", ExtensionColumns::available),
                Columns.age());
    }

    static List<Column> webhooks() {
        return Columns.named(
                Columns.number("Webhooks", o -> o.path("webhooks").size()), Columns.age());
    }

    static List<Column> admissionPolicy(String rules, String field) {
        return Columns.named(
                Columns.number(rules, o -> o.at("/spec").path(field).size()),
                Columns.text(
                        "ParamKind",
                        o ->
                                o.at("/spec/paramKind").isObject()
                                        ? Cells.at("/spec/paramKind/apiVersion").apply(o)
                                                + "/"
                                                + Cells.at("/spec/paramKind/kind").apply(o)
                                        : UNSET),
                Columns.age());
    }

    static List<Column> admissionBinding() {
        return Columns.named(
                Columns.text("PolicyName", Cells.at("/spec/policyName")),
                Columns.text(
                        "ParamRef",
                        o -> {
                            JsonNode ref = o.at("/spec/paramRef");
                            String name = ref.path("name").asString("");
                            String namespace = ref.path("namespace").asString("");
                            return name.isEmpty()
                                    ? UNSET
                                    : namespace.isEmpty() ? name : namespace + "/" + name;
                        }),
                Columns.age());
    }

    static List<Column> flowSchema() {
        return Columns.named(
                Columns.text("PriorityLevel", Cells.at("/spec/priorityLevelConfiguration/name")),
                Columns.number(
                        "MatchingPrecedence", o -> Cells.number(o, "/spec/matchingPrecedence")),
                Columns.text(
                        "DistinguisherMethod", Cells.at("/spec/distinguisherMethod/type", NONE)),
                Columns.age(),
                Columns.text("MissingPL", o -> condition(o, "Dangling", "?")));
    }

    static List<Column> priorityLevel() {
        return Columns.named(
                Columns.text("Type", Cells.at("/spec/type")),
                Columns.text(
                        "NominalConcurrencyShares",
                        o ->
                                Cells.or(
                                        Cells.at("/spec/limited/nominalConcurrencyShares").apply(o),
                                        Cells.at("/spec/exempt/nominalConcurrencyShares", NONE)
                                                .apply(o))),
                Columns.text("Queues", queuing("queues")),
                Columns.text("HandSize", queuing("handSize")),
                Columns.text("QueueLengthLimit", queuing("queueLengthLimit")),
                Columns.age());
    }

    static List<Column> signingRequest() {
        return Columns.named(
                Columns.age(),
                Columns.text("SignerName", Cells.at("/spec/signerName", NONE)),
                Columns.text("Requestor", Cells.at("/spec/username")),
                Columns.timed(
                        "RequestedDuration",
                        (o, now) -> {
                            long seconds = o.at("/spec/expirationSeconds").asLong(0);
                            return seconds == 0
                                    ? NONE
                                    : Ages.human(java.time.Duration.ofSeconds(seconds));
                        }),
                Columns.text("Condition", ExtensionColumns::signingState));
    }

    static List<Column> componentStatus() {
        return Columns.named(
                Columns.text("Status", o -> componentField(o, "status")),
                Columns.text("Message", o -> componentField(o, "message")),
                Columns.text("Error", o -> componentField(o, "error")));
    }

    private static String componentField(ObjectNode component, String field) {
        for (JsonNode condition : component.path("conditions")) {
            if (condition.path("type").asString("").equals("Healthy")) {
                return field.equals("status")
                        ? condition.path("status").asString("").equals("True")
                                ? "Healthy"
                                : "Unhealthy"
                        : condition.path(field).asString("");
            }
        }
        return "";
    }

    private static String signingState(ObjectNode request) {
        String types =
                request.at("/status/conditions")
                        .valueStream()
                        .map(condition -> condition.path("type").asString(""))
                        .collect(Collectors.joining(","));
        String state = types.isEmpty() ? "Pending" : types;
        return request.at("/status/certificate").asString("").isEmpty() ? state : state + ",Issued";
    }

    private static java.util.function.Function<ObjectNode, String> queuing(String field) {
        return Cells.at("/spec/limited/limitResponse/queuing/" + field, NONE);
    }

    private static String available(ObjectNode service) {
        for (JsonNode condition : service.at("/status/conditions")) {
            if (condition.path("type").asString("").equals("Available")) {
                String status = condition.path("status").asString("");
                return status.equals("True")
                        ? status
                        : status + " (" + condition.path("reason").asString("") + ")";
            }
        }
        return "";
    }

    private static String condition(ObjectNode object, String type, String other) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asString("").equals(type)) {
                return condition.path("status").asString("");
            }
        }
        return other;
    }
}
