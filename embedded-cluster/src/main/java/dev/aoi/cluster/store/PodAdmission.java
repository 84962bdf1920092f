package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The admission plug-ins that shape a new pod: ServiceAccount (account, token volume),
 * DefaultTolerationSeconds and Priority.
 */
final class PodAdmission {
    private static final String TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

    private final ObjectStore store;
    private final Identities identities;
    private final PriorityAdmission priorities;

    PodAdmission(ObjectStore store, Identities identities) {
        this.store = store;
        this.priorities = new PriorityAdmission(store);
        this.identities = identities;
    }

    void admit(ObjectNode pod) {
        ObjectNode spec = pod.withObject("spec");
        String account = spec.path("serviceAccountName").asString("");
        account = account.isEmpty() ? spec.path("serviceAccount").asString("") : account;
        account = account.isEmpty() ? "default" : account;
        spec.put("serviceAccountName", account).put("serviceAccount", account);
        ObjectNode found = lookUp(pod, account);
        boolean automount =
                spec.path("automountServiceAccountToken")
                        .asBoolean(found.path("automountServiceAccountToken").asBoolean(true));
        if (automount) {
            mountToken(pod, spec);
        }
        tolerate(spec, "node.kubernetes.io/not-ready");
        tolerate(spec, "node.kubernetes.io/unreachable");
        priorities.admit(pod);
    }

    private ObjectNode lookUp(ObjectNode pod, String account) {
        String namespace = ObjectMeta.namespace(pod);
        return store.get(new ObjectKey(ResourceKinds.SERVICE_ACCOUNT, namespace, account))
                .orElseThrow(
                        () ->
                                ApiException.forbidden(
                                        ResourceKinds.POD,
                                        ObjectMeta.name(pod),
                                        "error looking up service account %s/%s: serviceaccount \"%s\" not found"
                                                .formatted(namespace, account, account)));
    }

    private void mountToken(ObjectNode pod, ObjectNode spec) {
        String volume =
                "kube-api-access-"
                        + identities.suffix(store.revision() + 1, ObjectMeta.name(pod).hashCode());
        boolean used = mountToken(spec.path("containers"), volume);
        used |= mountToken(spec.path("initContainers"), volume);
        if (!used) {
            return;
        }
        ObjectNode projected =
                array(spec, "volumes").addObject().put("name", volume).putObject("projected");
        ArrayNode sources = projected.putArray("sources");
        sources.addObject()
                .putObject("serviceAccountToken")
                .put("expirationSeconds", 3607)
                .put("path", "token");
        ObjectNode ca = sources.addObject().putObject("configMap").put("name", "kube-root-ca.crt");
        ca.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
        ObjectNode item =
                sources.addObject()
                        .putObject("downwardAPI")
                        .putArray("items")
                        .addObject()
                        .put("path", "namespace");
        item.putObject("fieldRef").put("apiVersion", "v1").put("fieldPath", "metadata.namespace");
        projected.put("defaultMode", 420);
    }

    private static boolean mountToken(JsonNode containers, String volume) {
        boolean mounted = false;
        for (JsonNode container : containers) {
            boolean own =
                    container
                            .path("volumeMounts")
                            .valueStream()
                            .anyMatch(m -> m.path("mountPath").asString("").equals(TOKEN_PATH));
            if (!own) {
                array((ObjectNode) container, "volumeMounts")
                        .addObject()
                        .put("name", volume)
                        .put("readOnly", true)
                        .put("mountPath", TOKEN_PATH);
                mounted = true;
            }
        }
        return mounted;
    }

    private static void tolerate(ObjectNode spec, String taint) {
        ArrayNode tolerations = array(spec, "tolerations");
        boolean covered =
                tolerations
                        .valueStream()
                        .anyMatch(
                                t ->
                                        t.path("key").asString("").equals(taint)
                                                || !t.has("key")
                                                        && t.path("operator")
                                                                .asString("")
                                                                .equals("Exists"));
        if (!covered) {
            tolerations
                    .addObject()
                    .put("key", taint)
                    .put("operator", "Exists")
                    .put("effect", "NoExecute")
                    .put("tolerationSeconds", 300);
        }
    }

    private static ArrayNode array(ObjectNode owner, String field) {
        return owner.path(field) instanceof ArrayNode array ? array : owner.putArray(field);
    }
}
