package dev.aoi.standalone.clusterbench;

import dev.aoi.cluster.app.BundledManifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The five deployments and services that every cluster is measured with, in one namespace. */
final class MiniatureApplication {
    static final String NAMESPACE = BundledManifests.MINIATURE.namespace();
    static final int DEPLOYMENTS = 5;

    private final KubernetesClient client;
    private final List<HasMetadata> objects;

    MiniatureApplication(KubernetesClient client) {
        this.client = client;
        this.objects = load(client, BundledManifests.MINIATURE.application());
    }

    /** Namespace, configuration and volume: what stays between rounds. */
    void prepare() {
        for (HasMetadata object : load(client, BundledManifests.MINIATURE.base())) {
            if (client.resource(object).get() == null) {
                client.resource(object).create();
            }
        }
    }

    void apply() {
        objects.forEach(object -> client.resource(object).inNamespace(NAMESPACE).create());
    }

    /** The requests of an apply, of which nothing comes: what client and transport take. */
    void rehearse() {
        objects.forEach(object -> client.resource(object).inNamespace(NAMESPACE).dryRun().create());
    }

    void remove() {
        objects.forEach(object -> client.resource(object).inNamespace(NAMESPACE).delete());
    }

    int pods() {
        return client.pods().inNamespace(NAMESPACE).list().getItems().size();
    }

    private static List<HasMetadata> load(KubernetesClient client, String yaml) {
        return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
    }
}
