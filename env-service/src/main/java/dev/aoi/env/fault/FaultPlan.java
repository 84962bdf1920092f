package dev.aoi.env.fault;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import java.util.List;
import java.util.Map;

/**
 * How a fault is injected and undone, worked out from the object as it is.
 *
 * @param inject changes that make the fault, in order
 * @param undo changes that take it back, in order
 * @param facts what the oracles need to know, see {@link FaultFacts}
 */
public record FaultPlan(
        List<ObjectPatch> inject, List<ObjectPatch> undo, Map<String, String> facts) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WRONG_PORT = 9999;
    private static final int OTHER_WRONG_PORT = 9998;

    public FaultPlan {
        inject = List.copyOf(inject);
        undo = List.copyOf(undo);
        facts = Map.copyOf(facts);
    }

    /** No fault: nothing to do, nothing to undo. */
    public static FaultPlan none() {
        return new FaultPlan(List.of(), List.of(), Map.of());
    }

    /**
     * Every integer target port equal to the application's becomes a wrong one (aiopslab.md 1.2).
     *
     * @param port on which the application listens
     */
    public static FaultPlan targetPort(Service service, int port) {
        int wrong = port == WRONG_PORT ? OTHER_WRONG_PORT : WRONG_PORT;
        ArrayNode inject = JSON.createArrayNode();
        ArrayNode undo = JSON.createArrayNode();
        List<ServicePort> ports = service.getSpec().getPorts();
        for (int i = 0; i < ports.size(); i++) {
            Integer target = ports.get(i).getTargetPort().getIntVal();
            if (target != null && target == port) {
                String path = "/spec/ports/" + i + "/targetPort";
                replace(inject, path, wrong);
                replace(undo, path, port);
            }
        }
        if (inject.isEmpty()) {
            throw new IllegalStateException(
                    "Service "
                            + service.getMetadata().getName()
                            + " sends nothing to port "
                            + port
                            + ", so there is nothing to break");
        }
        return of(
                "Service",
                service.getMetadata().getNamespace(),
                service.getMetadata().getName(),
                inject,
                undo,
                Map.of(FaultFacts.PORT, "" + port, FaultFacts.WRONG_PORT, "" + wrong));
    }

    /** The Deployment gets zero replicas. */
    public static FaultPlan scaleToZero(Deployment deployment) {
        int replicas = deployment.getSpec().getReplicas();
        ArrayNode inject = JSON.createArrayNode();
        ArrayNode undo = JSON.createArrayNode();
        replace(inject, "/spec/replicas", 0);
        replace(undo, "/spec/replicas", replicas);
        return of(
                "Deployment",
                deployment.getMetadata().getNamespace(),
                deployment.getMetadata().getName(),
                inject,
                undo,
                Map.of(FaultFacts.REPLICAS, "" + replicas));
    }

    private static FaultPlan of(
            String kind,
            String namespace,
            String name,
            ArrayNode inject,
            ArrayNode undo,
            Map<String, String> facts) {
        return new FaultPlan(
                List.of(new ObjectPatch(kind, namespace, name, inject.toString())),
                List.of(new ObjectPatch(kind, namespace, name, undo.toString())),
                facts);
    }

    private static void replace(ArrayNode patch, String path, int value) {
        patch.addObject().put("op", "replace").put("path", path).put("value", value);
    }
}
