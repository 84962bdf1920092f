package dev.aoi.env.fault;

import dev.aoi.schemas.env.UndoStep;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClient;

import java.util.List;

/**
 * What brings a shared cluster back: the fault's inverse patches, then the removal of what was
 * installed. Each step may be done again.
 */
public final class UndoSteps {
    private static final String DELETE = "delete";

    private UndoSteps() {}

    /** The removal of an object that was made for the incident. */
    public static UndoStep delete(String kind, String namespace, String name) {
        return UndoStep.newBuilder()
                .setKind(kind)
                .setNamespace(namespace)
                .setName(name)
                .setPatchType(DELETE)
                .build();
    }

    /** Does the steps in order. What is gone already is as good as undone. */
    public static void apply(KubernetesClient client, List<UndoStep> steps) {
        for (UndoStep step : steps) {
            if (step.getPatchType().equals(DELETE)) {
                remove(client, step);
            } else if (present(client, step)) {
                ObjectPatch.of(step).apply(client);
            }
        }
    }

    private static boolean present(KubernetesClient client, UndoStep step) {
        String namespace = step.getNamespace();
        return switch (step.getKind()) {
            case "Service" ->
                    client.services().inNamespace(namespace).withName(step.getName()).get() != null;
            case "Deployment" ->
                    client.apps()
                                    .deployments()
                                    .inNamespace(namespace)
                                    .withName(step.getName())
                                    .get()
                            != null;
            default -> false;
        };
    }

    private static void remove(KubernetesClient client, UndoStep step) {
        String namespace = step.getNamespace();
        String name = step.getName();
        switch (step.getKind()) {
            case "Namespace" -> client.namespaces().withName(name).delete();
            case "ConfigMap" -> client.configMaps().inNamespace(namespace).withName(name).delete();
            case "Job" ->
                    client.batch()
                            .v1()
                            .jobs()
                            .inNamespace(namespace)
                            .withName(name)
                            .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                            .delete();
            default ->
                    throw new IllegalArgumentException(
                            "Undoing removes no objects of kind " + step.getKind());
        }
    }
}
