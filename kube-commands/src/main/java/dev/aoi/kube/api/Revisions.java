package dev.aoi.kube.api;

import dev.aoi.kube.command.ResourceType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.List;

/**
 * The revisions of a workload: a deployment's are its replica sets, a stateful set's its controller
 * revisions. In ascending order.
 */
public final class Revisions {

    private static final String NUMBER = "deployment.kubernetes.io/revision";

    /**
     * One revision.
     *
     * @param number counts from 1
     * @param type of the object that keeps it
     * @param keeper the object that keeps it
     * @param template the pod template, without the label that tells revisions apart
     */
    public record Revision(long number, ResourceType type, JsonNode keeper, JsonNode template) {

        /** The note that was left with the revision; {@code <none>} without one. */
        public String cause() {
            return keeper.path("metadata")
                    .path("annotations")
                    .path("kubernetes.io/change-cause")
                    .asString("<none>");
        }
    }

    private Revisions() {}

    /** The revisions that a deployment or stateful set owns. */
    public static List<Revision> of(ApiSession session, ResourceType type, JsonNode workload) {
        JsonNode metadata = workload.path("metadata");
        ResourceType keepers =
                type == ResourceType.DEPLOYMENT
                        ? ResourceType.REPLICA_SET
                        : ResourceType.CONTROLLER_REVISION;
        String uid = metadata.path("uid").asString("");
        return session.list(ApiPath.list(keepers, metadata.path("namespace").asString(""))).stream()
                .filter(
                        k ->
                                k.path("metadata")
                                        .path("ownerReferences")
                                        .valueStream()
                                        .anyMatch(o -> o.path("uid").asString("").equals(uid)))
                .map(k -> revision(keepers, k))
                .sorted(Comparator.comparingLong(Revision::number))
                .toList();
    }

    private static Revision revision(ResourceType type, JsonNode keeper) {
        if (type == ResourceType.CONTROLLER_REVISION) {
            JsonNode template = keeper.path("data").path("spec").path("template").deepCopy();
            if (template instanceof ObjectNode node) {
                node.remove("$patch");
            }
            return new Revision(keeper.path("revision").asLong(0), type, keeper, template);
        }
        JsonNode template = keeper.path("spec").path("template").deepCopy();
        if (template.path("metadata").path("labels") instanceof ObjectNode labels) {
            labels.remove("pod-template-hash");
        }
        String number = keeper.path("metadata").path("annotations").path(NUMBER).asString("0");
        return new Revision(Long.parseLong(number), type, keeper, template);
    }
}
