package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.API_SERVICE;
import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINT_SLICE;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;

/** Tells of each API that another server serves whether that server can be reached. */
public final class ApiServiceController implements Controller {
    @Override
    public String name() {
        return "apiservice-availability-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(API_SERVICE, SERVICE, ENDPOINT_SLICE);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        if (key.kind() == API_SERVICE) {
            context.store().get(key).ifPresent(api -> look(api, context));
            return;
        }
        for (ObjectNode api : context.store().list(API_SERVICE, "")) {
            if (api.at("/spec/service/namespace").asString("").equals(key.namespace())) {
                look(api, context);
            }
        }
    }

    private static void look(ObjectNode api, ControllerContext context) {
        JsonNode reference = api.at("/spec/service");
        if (reference.isMissingNode() || reference.isNull()) {
            set(api, true, "Local", "Local APIServices are always available", context);
            return;
        }
        String namespace = reference.path("namespace").asString("");
        String name = reference.path("name").asString("");
        int port = reference.path("port").asInt(443);
        String service = "service/" + name + " in \"" + namespace + "\"";
        var found = context.store().get(new ObjectKey(SERVICE, namespace, name));
        if (found.isEmpty()) {
            set(api, false, "ServiceNotFound", service + " is not present", context);
            return;
        }
        String portName = "";
        boolean listed = false;
        for (JsonNode offered : found.get().at("/spec/ports")) {
            if (offered.path("port").asInt(0) == port) {
                listed = true;
                portName = offered.path("name").asString("");
            }
        }
        if (!listed) {
            set(
                    api,
                    false,
                    "ServicePortError",
                    service + " is not listening on port " + port,
                    context);
            return;
        }
        boolean ready =
                context.store().list(ENDPOINT_SLICE, namespace).stream()
                        .filter(
                                slice ->
                                        ObjectMeta.labels(slice)
                                                .getOrDefault("kubernetes.io/service-name", "")
                                                .equals(name))
                        .flatMap(slice -> slice.path("endpoints").valueStream())
                        .anyMatch(e -> e.at("/conditions/ready").asBoolean(false));
        if (ready) {
            set(api, true, "Passed", "all checks passed", context);
        } else {
            set(
                    api,
                    false,
                    "MissingEndpoints",
                    "endpoints for "
                            + service
                            + " have no addresses with port name \""
                            + portName
                            + "\"",
                    context);
        }
    }

    private static void set(
            ObjectNode api,
            boolean value,
            String reason,
            String message,
            ControllerContext context) {
        JsonNode before = api.at("/status/conditions/0");
        String status = value ? "True" : "False";
        String since =
                before.path("status").asString("").equals(status)
                        ? before.path("lastTransitionTime").asString("")
                        : Times.text(context.now());
        ObjectNode wanted = api.objectNode();
        wanted.putArray("conditions")
                .addObject()
                .put("type", "Available")
                .put("status", status)
                .put("lastTransitionTime", since)
                .put("reason", reason)
                .put("message", message);
        Status.write(context.store(), API_SERVICE, api, wanted);
    }
}
