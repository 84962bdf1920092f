package dev.aoi.standalone.command;

import dev.aoi.cluster.app.BundledManifests;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.env.application.Installation;
import dev.aoi.standalone.CommandFailure;

import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Applications that {@code aoi cluster up --app} installs. */
enum ClusterApplication {
    MINIATURE(BundledManifests.MINIATURE.text(), ClusterShape.NODE1) {
        @Override
        String manifests() {
            return BundledManifests.MINIATURE.base()
                    + "\n---\n"
                    + BundledManifests.MINIATURE.application();
        }

        @Override
        String namespace() {
            return BundledManifests.MINIATURE.namespace();
        }
    },
    SOCIAL_NETWORK("social-network", ClusterShape.KIND) {
        @Override
        String manifests() {
            return Serialization.asYaml(
                    new KubernetesListBuilder()
                            .withItems(Installation.socialNetwork(0).objects())
                            .build());
        }

        @Override
        String namespace() {
            return Installation.socialNetwork(0).namespace();
        }
    };

    private final String text;
    private final ClusterShape shape;

    ClusterApplication(String text, ClusterShape shape) {
        this.text = text;
        this.shape = shape;
    }

    static ClusterApplication named(String text) {
        return Arrays.stream(values())
                .filter(application -> application.text.equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                CommandFailure.usage(
                                        "There is no application "
                                                + text
                                                + "; there are "
                                                + Arrays.stream(values())
                                                        .map(a -> a.text)
                                                        .collect(Collectors.joining(", "))
                                                + "."));
    }

    /** The shape of world that has its images. */
    ClusterShape shape() {
        return shape;
    }

    /** Its objects as YAML. */
    abstract String manifests();

    /** Where objects without a namespace belong. */
    abstract String namespace();
}
