package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Fields.each;
import static dev.aoi.cluster.kind.Fields.object;
import static dev.aoi.cluster.kind.Fields.set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Defaults of all kinds but pods. */
final class KindDefaults {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private KindDefaults() {}

    static void deployment(ObjectNode deployment) {
        ObjectNode spec = object(deployment, "spec");
        set(spec, "replicas", 1);
        PodDefaults.template(spec, "Always");
        ObjectNode strategy = object(spec, "strategy");
        set(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asString("").equals("RollingUpdate")) {
            ObjectNode rolling = object(strategy, "rollingUpdate");
            set(rolling, "maxUnavailable", "25%");
            set(rolling, "maxSurge", "25%");
        }
        set(spec, "revisionHistoryLimit", 10);
        set(spec, "progressDeadlineSeconds", 600);
        object(deployment, "status");
    }

    static void replicaSet(ObjectNode replicaSet) {
        ObjectNode spec = object(replicaSet, "spec");
        set(spec, "replicas", 1);
        PodDefaults.template(spec, "Always");
        set(object(replicaSet, "status"), "replicas", 0);
    }

    static void replicationController(ObjectNode controller) {
        ObjectNode spec = object(controller, "spec");
        set(spec, "replicas", 1);
        PodDefaults.template(spec, "Always");
        JsonNode labels = spec.at("/template/metadata/labels");
        if (spec.path("selector").isEmpty() && !labels.isEmpty()) {
            spec.set("selector", labels.deepCopy());
        }
        if (controller.at("/metadata/labels").isEmpty() && !labels.isEmpty()) {
            object(controller, "metadata").set("labels", labels.deepCopy());
        }
        set(object(controller, "status"), "replicas", 0);
    }

    static void podTemplate(ObjectNode template) {
        PodDefaults.template(template, "Always");
    }

    static void statefulSet(ObjectNode statefulSet) {
        ObjectNode spec = object(statefulSet, "spec");
        set(spec, "replicas", 1);
        PodDefaults.template(spec, "Always");
        each(
                spec.path("volumeClaimTemplates"),
                template -> {
                    template.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
                    claim(template);
                });
        set(spec, "podManagementPolicy", "OrderedReady");
        ObjectNode strategy = object(spec, "updateStrategy");
        set(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asString("").equals("RollingUpdate")) {
            set(object(strategy, "rollingUpdate"), "partition", 0);
        }
        set(spec, "revisionHistoryLimit", 10);
        ObjectNode retention = object(spec, "persistentVolumeClaimRetentionPolicy");
        set(retention, "whenDeleted", "Retain");
        set(retention, "whenScaled", "Retain");
        ObjectNode status = object(statefulSet, "status");
        set(status, "replicas", 0);
        set(status, "availableReplicas", 0);
    }

    static void daemonSet(ObjectNode daemonSet) {
        ObjectNode spec = object(daemonSet, "spec");
        PodDefaults.template(spec, "Always");
        ObjectNode strategy = object(spec, "updateStrategy");
        set(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asString("").equals("RollingUpdate")) {
            ObjectNode rolling = object(strategy, "rollingUpdate");
            set(rolling, "maxUnavailable", 1);
            set(rolling, "maxSurge", 0);
        }
        set(spec, "revisionHistoryLimit", 10);
        ObjectNode status = object(daemonSet, "status");
        set(status, "currentNumberScheduled", 0);
        set(status, "desiredNumberScheduled", 0);
        set(status, "numberMisscheduled", 0);
        set(status, "numberReady", 0);
    }

    static void job(ObjectNode job) {
        jobSpec(object(job, "spec"));
        object(job, "status");
    }

    static void cronJob(ObjectNode cronJob) {
        ObjectNode spec = object(cronJob, "spec");
        set(spec, "concurrencyPolicy", "Allow");
        set(spec, "suspend", false);
        set(spec, "successfulJobsHistoryLimit", 3);
        set(spec, "failedJobsHistoryLimit", 1);
        object(object(spec, "jobTemplate"), "metadata");
        PodDefaults.template(object(object(spec, "jobTemplate"), "spec"), "");
        object(cronJob, "status");
    }

    static void service(ObjectNode service) {
        ObjectNode spec = object(service, "spec");
        each(
                spec.path("ports"),
                port -> {
                    set(port, "protocol", "TCP");
                    if (Fields.absent(port, "targetPort") && port.has("port")) {
                        port.set("targetPort", port.path("port"));
                    }
                });
        set(spec, "type", "ClusterIP");
        String type = spec.path("type").asString("");
        set(spec, "sessionAffinity", "None");
        if (spec.path("sessionAffinity").asString("").equals("ClientIP")) {
            set(object(object(spec, "sessionAffinityConfig"), "clientIP"), "timeoutSeconds", 10800);
        } else {
            spec.remove("sessionAffinityConfig");
        }
        if (!type.equals("ExternalName")) {
            if (type.equals("NodePort") || type.equals("LoadBalancer")) {
                set(spec, "externalTrafficPolicy", "Cluster");
            }
            if (spec.path("ipFamilies").isEmpty()) {
                spec.putArray("ipFamilies").add("IPv4");
            }
            set(spec, "ipFamilyPolicy", "SingleStack");
            set(spec, "internalTrafficPolicy", "Cluster");
        }
        object(object(service, "status"), "loadBalancer");
    }

    static void endpoints(ObjectNode endpoints) {
        each(
                endpoints.path("subsets"),
                subset -> each(subset.path("ports"), port -> set(port, "protocol", "TCP")));
    }

    static void networkPolicy(ObjectNode policy) {
        ObjectNode spec = object(policy, "spec");
        object(spec, "podSelector");
        for (String direction : java.util.List.of("ingress", "egress")) {
            each(
                    spec.path(direction),
                    rule -> {
                        each(rule.path("ports"), port -> set(port, "protocol", "TCP"));
                        for (String side : java.util.List.of("from", "to", "ports")) {
                            if (rule.path(side).isArray() && rule.path(side).isEmpty()) {
                                rule.remove(side);
                            }
                        }
                    });
        }
        if (spec.path("policyTypes").isEmpty()) {
            var types = spec.putArray("policyTypes").add("Ingress");
            if (!spec.path("egress").isEmpty()) {
                types.add("Egress");
            }
        }
    }

    static void namespace(ObjectNode namespace) {
        String name = namespace.at("/metadata/name").asString("");
        object(object(namespace, "metadata"), "labels").put("kubernetes.io/metadata.name", name);
        if (!namespace.has("spec") && !namespace.at("/metadata").has("deletionTimestamp")) {
            object(namespace, "spec").putArray("finalizers").add("kubernetes");
        }
        set(object(namespace, "status"), "phase", "Active");
    }

    static void claim(ObjectNode claim) {
        set(object(claim, "spec"), "volumeMode", "Filesystem");
        set(object(claim, "status"), "phase", "Pending");
    }

    static void volume(ObjectNode volume) {
        ObjectNode spec = object(volume, "spec");
        set(spec, "persistentVolumeReclaimPolicy", "Retain");
        set(spec, "volumeMode", "Filesystem");
        set(object(volume, "status"), "phase", "Pending");
    }

    static void ingressClass(ObjectNode ingressClass) {
        if (ingressClass.at("/spec/parameters") instanceof ObjectNode parameters) {
            set(parameters, "scope", "Cluster");
        }
    }

    static void storageClass(ObjectNode storageClass) {
        set(storageClass, "reclaimPolicy", "Delete");
        set(storageClass, "volumeBindingMode", "Immediate");
    }

    static void secret(ObjectNode secret) {
        JsonNode plain = secret.path("stringData");
        if (!plain.isEmpty()) {
            ObjectNode data = object(secret, "data");
            plain.properties().forEach(entry -> data.put(entry.getKey(), base64(entry.getValue())));
        }
        secret.remove("stringData");
        set(secret, "type", "Opaque");
    }

    static void binding(ObjectNode binding) {
        set(object(binding, "roleRef"), "apiGroup", RBAC);
        each(
                binding.path("subjects"),
                subject -> {
                    if (!subject.path("kind").asString("").equals("ServiceAccount")) {
                        set(subject, "apiGroup", RBAC);
                    }
                });
    }

    private static void jobSpec(ObjectNode spec) {
        if (!spec.has("completions") && !spec.has("parallelism")) {
            spec.put("completions", 1);
        }
        set(spec, "parallelism", 1);
        set(spec, "backoffLimit", 6);
        set(spec, "completionMode", "NonIndexed");
        set(spec, "suspend", false);
        set(spec, "podReplacementPolicy", "TerminatingOrFailed");
        set(spec, "manualSelector", false);
        PodDefaults.template(spec, "Always");
    }

    private static String base64(JsonNode text) {
        byte[] bytes = text.asString("").getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
