package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.CustomKinds;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** What the server's built-in admission does that needs more than the object itself. */
final class Admission {
    private final ObjectStore store;
    private final ServiceAddresses addresses;
    private final PodAdmission pods;
    private final QuotaAdmission quotas;
    private final Identities identities;
    private final ClassAdmission classes;

    Admission(ObjectStore store, Identities identities) {
        this.store = store;
        this.identities = identities;
        this.classes = new ClassAdmission(store);
        this.addresses = new ServiceAddresses(store, identities);
        this.pods = new PodAdmission(store, identities);
        this.quotas = new QuotaAdmission(store);
    }

    /** The namespace must exist and not be terminating. */
    void namespaceAccepts(ResourceKind kind, ObjectNode object) {
        if (!kind.namespaced()) {
            return;
        }
        String name = ObjectMeta.namespace(object);
        Optional<ObjectNode> namespace =
                store.get(ObjectKey.clusterScoped(ResourceKinds.NAMESPACE, name));
        if (namespace.isEmpty()) {
            throw ApiException.notFound(ResourceKinds.NAMESPACE, name);
        }
        if (ObjectMeta.terminating(namespace.get())) {
            throw ApiException.forbidden(
                    kind,
                    ObjectMeta.name(object),
                    "unable to create new content in namespace "
                            + name
                            + " because it is being terminated");
        }
    }

    void beforeCreate(ResourceKind kind, ObjectNode object) {
        if (kind == ResourceKinds.SERVICE) {
            addresses.allocate(object);
        } else if (kind == ResourceKinds.POD) {
            classes.pod(object);
            pods.admit(object);
            quotas.range(object);
        } else if (kind == ResourceKinds.JOB) {
            JobIdentity.stamp(object, identities.uid(store.revision() + 1));
        } else if (kind == ResourceKinds.DAEMON_SET) {
            TemplateGeneration.first(object);
        } else if (kind == ResourceKinds.PVC) {
            classes.claim(object);
            protect(object, "kubernetes.io/pvc-protection");
        } else if (kind == ResourceKinds.INGRESS) {
            classes.ingress(object);
        } else if (kind == ResourceKinds.PRIORITY_CLASS) {
            classes.priorityClass(object);
        } else if (kind == ResourceKinds.PV) {
            protect(object, "kubernetes.io/pv-protection");
        } else if (kind == ResourceKinds.API_SERVICE) {
            if (object.at("/spec/service") instanceof ObjectNode service && !service.has("port")) {
                service.put("port", 443);
            }
        } else if (kind == ResourceKinds.CUSTOM_RESOURCE_DEFINITION) {
            CustomKinds.establish(object, store.timestamp());
        }
        quotas.quota(kind, object);
    }

    void beforeUpdate(ResourceKind kind, ObjectNode object, ObjectNode old) {
        if (kind == ResourceKinds.SERVICE) {
            addresses.keep(object, old);
        } else if (kind == ResourceKinds.DAEMON_SET) {
            TemplateGeneration.next(object, old);
        }
    }

    /** StorageObjectInUseProtection: what is in use does not go before its user. */
    private static void protect(ObjectNode object, String finalizer) {
        ObjectNode metadata = ObjectMeta.mutable(object);
        ArrayNode finalizers = metadata.withArray("finalizers");
        boolean there = finalizers.valueStream().anyMatch(f -> f.asString("").equals(finalizer));
        if (!there) {
            finalizers.add(finalizer);
        }
    }
}
