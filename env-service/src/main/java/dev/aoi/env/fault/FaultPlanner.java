package dev.aoi.env.fault;

import dev.aoi.env.application.Installation;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;

/** Reads the object that a fault hits, and plans the fault. */
public final class FaultPlanner {
    private FaultPlanner() {}

    /** Plans a fault on an installation as it is now. */
    public static FaultPlan plan(KubernetesClient client, Installation where, Fault fault) {
        String namespace = where.namespace();
        return switch (fault) {
            case Fault.None() -> FaultPlan.none();
            case Fault.TargetPort(String program) ->
                    FaultPlan.targetPort(
                            present(
                                    client.services()
                                            .inNamespace(namespace)
                                            .withName(where.renaming().name(program)),
                                    "Service " + program),
                            where.renaming().port(program));
            case Fault.ScaleToZero(String program) ->
                    FaultPlan.scaleToZero(
                            present(
                                    client.apps()
                                            .deployments()
                                            .inNamespace(namespace)
                                            .withName(where.renaming().name(program)),
                                    "Deployment " + program));
        };
    }

    private static <T extends HasMetadata> T present(Resource<T> resource, String what) {
        T found = resource.get();
        if (found == null) {
            throw new IllegalStateException(what + " is not there, so it cannot be broken");
        }
        return found;
    }
}
