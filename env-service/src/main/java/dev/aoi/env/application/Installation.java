package dev.aoi.env.application;

import io.fabric8.kubernetes.api.model.HasMetadata;

import java.util.List;

/**
 * An application as it is installed in one incident.
 *
 * @param renaming its names
 */
public record Installation(Renaming renaming) {

    /** The social network under the names of a seed; 0 is its own names. */
    public static Installation socialNetwork(long renameSeed) {
        return new Installation(
                Renaming.of(renameSeed, SocialNetwork.NAMESPACE, SocialNetwork.workloads()));
    }

    public String namespace() {
        return renaming.namespace();
    }

    /** Its objects, in the order in which they are created. */
    public List<HasMetadata> objects() {
        return Manifests.of(renaming);
    }

    /** Where load is sent, by the name that the cluster's DNS knows. */
    public String loadUrl() {
        return "http://%s.%s.svc.cluster.local:%d%s"
                .formatted(
                        renaming.name(SocialNetwork.ENTRY),
                        namespace(),
                        renaming.servicePort(SocialNetwork.ENTRY),
                        SocialNetwork.LOAD_PATH);
    }
}
