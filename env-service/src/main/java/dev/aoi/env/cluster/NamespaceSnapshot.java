package dev.aoi.env.cluster;

import dev.aoi.schemas.env.ObjectState;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands in a namespace by someone's will: every object that no controller made, by the hash
 * of its specification.
 */
public final class NamespaceSnapshot {
    private static final int NOT_SERVED = 404;

    private static final List<ResourceDefinitionContext> KINDS =
            List.of(
                    kind("", "ConfigMap", "configmaps"),
                    kind("", "PersistentVolumeClaim", "persistentvolumeclaims"),
                    kind("", "Pod", "pods"),
                    kind("", "Secret", "secrets"),
                    kind("", "Service", "services"),
                    kind("", "ServiceAccount", "serviceaccounts"),
                    kind("apps", "DaemonSet", "daemonsets"),
                    kind("apps", "Deployment", "deployments"),
                    kind("apps", "ReplicaSet", "replicasets"),
                    kind("apps", "StatefulSet", "statefulsets"),
                    kind("batch", "CronJob", "cronjobs"),
                    kind("batch", "Job", "jobs"),
                    kind("networking.k8s.io", "NetworkPolicy", "networkpolicies"),
                    kind("rbac.authorization.k8s.io", "Role", "roles"),
                    kind("rbac.authorization.k8s.io", "RoleBinding", "rolebindings"));

    private NamespaceSnapshot() {}

    /** The objects now, ordered by kind and name. */
    public static List<ObjectState> take(KubernetesClient client, String namespace) {
        List<ObjectState> states = new ArrayList<>();
        for (ResourceDefinitionContext kind : KINDS) {
            for (GenericKubernetesResource object : list(client, kind, namespace)) {
                if (!controlled(object)) {
                    states.add(
                            ObjectState.newBuilder()
                                    .setKind(kind.getKind())
                                    .setNamespace(namespace)
                                    .setName(object.getMetadata().getName())
                                    .setUid(object.getMetadata().getUid())
                                    .setSpecHash(SpecHash.of(object))
                                    .build());
                }
            }
        }
        return states;
    }

    /** What differs, one phrase each, e.g. {@code Service user-service changed}. */
    public static List<String> differences(List<ObjectState> before, List<ObjectState> after) {
        Map<String, String> old = hashes(before);
        Map<String, String> now = hashes(after);
        List<String> differences = new ArrayList<>();
        old.forEach(
                (object, hash) -> {
                    String other = now.get(object);
                    if (other == null) {
                        differences.add(object + " is gone");
                    } else if (!other.equals(hash)) {
                        differences.add(object + " changed");
                    }
                });
        now.keySet().stream()
                .filter(object -> !old.containsKey(object))
                .forEach(object -> differences.add(object + " is new"));
        return differences;
    }

    private static Map<String, String> hashes(List<ObjectState> states) {
        Map<String, String> hashes = new TreeMap<>();
        states.forEach(s -> hashes.put(s.getKind() + " " + s.getName(), s.getSpecHash()));
        return hashes;
    }

    private static List<GenericKubernetesResource> list(
            KubernetesClient client, ResourceDefinitionContext kind, String namespace) {
        try {
            return client.genericKubernetesResources(kind).inNamespace(namespace).list().getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_SERVED) {
                return List.of();
            }
            throw e;
        }
    }

    private static boolean controlled(GenericKubernetesResource object) {
        List<OwnerReference> owners = object.getMetadata().getOwnerReferences();
        return owners != null
                && owners.stream().anyMatch(o -> Boolean.TRUE.equals(o.getController()));
    }

    private static ResourceDefinitionContext kind(String group, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
