package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CONFIG_MAP;
import static dev.aoi.cluster.kind.ResourceKinds.NAMESPACE;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE_ACCOUNT;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;
import dev.aoi.cluster.world.RootCertificate;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.Set;

/** Gives every namespace its {@code default} account and the cluster's certificate. */
public final class NamespaceContentController implements Controller {
    private static final String ACCOUNT = "default";
    private static final String CERTIFICATE = "kube-root-ca.crt";

    @Override
    public String name() {
        return "serviceaccount-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(NAMESPACE, SERVICE_ACCOUNT, CONFIG_MAP);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        String name = key.kind() == NAMESPACE ? key.name() : key.namespace();
        boolean concerned =
                key.kind() == NAMESPACE
                        || key.name().equals(ACCOUNT)
                        || key.name().equals(CERTIFICATE);
        if (!concerned) {
            return;
        }
        Optional<ObjectNode> namespace =
                context.store().get(ObjectKey.clusterScoped(NAMESPACE, name));
        if (namespace.isEmpty() || ObjectMeta.terminating(namespace.get())) {
            return;
        }
        ensure(SERVICE_ACCOUNT, object(name, ACCOUNT), context);
        ObjectNode certificate = object(name, CERTIFICATE);
        certificate
                .withObject("metadata")
                .putObject("annotations")
                .put(
                        "kubernetes.io/description",
                        "Contains a CA bundle that can be used to verify the kube-apiserver when"
                                + " using internal endpoints such as the internal service IP or"
                                + " kubernetes.default.svc. No other usage is guaranteed across"
                                + " distributions of Kubernetes clusters.");
        certificate.putObject("data").put("ca.crt", RootCertificate.PEM);
        ensure(CONFIG_MAP, certificate, context);
    }

    private static ObjectNode object(String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("namespace", namespace).put("name", name);
        return object;
    }

    private static void ensure(ResourceKind kind, ObjectNode wanted, ControllerContext context) {
        if (context.store().get(ObjectKey.of(kind, wanted)).isEmpty()) {
            context.store().create(kind, wanted);
        }
    }
}
