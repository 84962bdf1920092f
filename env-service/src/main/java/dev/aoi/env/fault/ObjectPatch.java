package dev.aoi.env.fault;

import dev.aoi.schemas.env.UndoStep;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * A change of one object as a JSON patch (RFC 6902).
 *
 * @param kind Service or Deployment
 * @param patch the patch's body
 */
public record ObjectPatch(String kind, String namespace, String name, String patch) {
    private static final String TYPE = "json";

    /** What a lease remembers of it. */
    public UndoStep asUndoStep() {
        return UndoStep.newBuilder()
                .setKind(kind)
                .setNamespace(namespace)
                .setName(name)
                .setPatchType(TYPE)
                .setPatch(patch)
                .build();
    }

    /** What a lease remembered. */
    public static ObjectPatch of(UndoStep step) {
        if (!step.getPatchType().equals(TYPE)) {
            throw new IllegalArgumentException(
                    "An undo step has patch type " + step.getPatchType() + "; only json is known");
        }
        return new ObjectPatch(
                step.getKind(), step.getNamespace(), step.getName(), step.getPatch());
    }

    /**
     * Sends the patch. Like the writes that made the application it names no field manager, so
     * nothing tells it from a change of the application's own tools.
     */
    public void apply(KubernetesClient client) {
        PatchContext context = PatchContext.of(PatchType.JSON);
        switch (kind) {
            case "Service" ->
                    client.services().inNamespace(namespace).withName(name).patch(context, patch);
            case "Deployment" ->
                    client.apps()
                            .deployments()
                            .inNamespace(namespace)
                            .withName(name)
                            .patch(context, patch);
            default ->
                    throw new IllegalArgumentException("Patches change no objects of kind " + kind);
        }
    }
}
