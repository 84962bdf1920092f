package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.LabelSelectors;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;
import dev.aoi.cluster.store.PodDisruption;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.store.WireForms;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** delete, deletecollection and eviction of every kind. */
final class Deletes {
    private static final Set<String> UNDELETABLE = Set.of("default", "kube-system", "kube-public");

    private Deletes() {}

    static ObjectNode one(
            ObjectStore store, ResourceKind kind, ResourceRequest request, ApiCall call) {
        ObjectKey key = request.key(kind);
        if (kind == ResourceKinds.NAMESPACE && UNDELETABLE.contains(key.name())) {
            throw ApiException.forbidden(kind, key.name(), "this namespace may not be deleted");
        }
        JsonNode options = options(call);
        if (dryRun(call, options)) {
            return store.get(key).orElseThrow(() -> ApiException.notFound(kind, key.name()));
        }
        ObjectNode last = store.delete(key, conditions(options, call.query()));
        boolean gone = store.get(key).isEmpty();
        return gone && !kind.returnsDeleted() ? success(kind, last) : last;
    }

    static ObjectNode collection(
            ObjectStore store, ResourceKind shown, ResourceRequest request, ApiCall call) {
        ResourceKind kind = shown.stored();
        Selection selection = Selection.of(shown, request, call.query());
        JsonNode options = options(call);
        List<ObjectNode> deleted = new ArrayList<>();
        for (ObjectNode object : store.list(kind, selection.namespace())) {
            if (selection.matches(object)) {
                if (!dryRun(call, options)) {
                    store.delete(ObjectKey.of(kind, object), conditions(options, call.query()));
                }
                deleted.add(WireForms.untyped(object));
            }
        }
        ObjectNode metadata = JsonText.object();
        metadata.put("resourceVersion", Long.toString(store.revision()));
        return Reads.list(kind.kind() + "List", kind.apiVersion(), metadata, deleted);
    }

    static ObjectNode evict(ObjectStore store, ResourceKind kind, ResourceRequest request) {
        ObjectKey key = request.key(kind);
        store.get(key)
                .ifPresent(
                        pod -> {
                            spend(store, pod);
                            PodDisruption.mark(
                                    store, pod, "EvictionByEvictionAPI", "Eviction API: evicting");
                        });
        store.delete(key, Preconditions.NONE);
        ObjectNode status = JsonText.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Success").put("code", 201);
    }

    /** A pod of a budget goes only while the budget has something left. */
    private static void spend(ObjectStore store, ObjectNode pod) {
        String phase = pod.at("/status/phase").asString("");
        if (phase.equals("Succeeded") || phase.equals("Failed") || phase.equals("Pending")) {
            return;
        }
        for (ObjectNode budget :
                store.list(ResourceKinds.POD_DISRUPTION_BUDGET, ObjectMeta.namespace(pod))) {
            JsonNode selector = budget.at("/spec/selector");
            if (!LabelSelectors.matches(selector, pod.at("/metadata/labels"))) {
                continue;
            }
            JsonNode status = budget.path("status");
            int allowed = status.path("disruptionsAllowed").asInt(0);
            if (allowed <= 0) {
                throw exceeded(budget, status);
            }
            ObjectNode spent = budget.deepCopy();
            spent.withObject("status").put("disruptionsAllowed", allowed - 1);
            store.updateStatus(ResourceKinds.POD_DISRUPTION_BUDGET, spent);
        }
    }

    private static ApiException exceeded(ObjectNode budget, JsonNode status) {
        ObjectNode details = JsonText.object();
        details.putArray("causes")
                .addObject()
                .put("reason", "DisruptionBudget")
                .put(
                        "message",
                        "The disruption budget %s needs %d healthy pods and has %d currently"
                                .formatted(
                                        ObjectMeta.name(budget),
                                        status.path("desiredHealthy").asInt(0),
                                        status.path("currentHealthy").asInt(0)));
        return new ApiException(
                429,
                "TooManyRequests",
                "Cannot evict pod as it would violate the pod's disruption budget.",
                details);
    }

    private static JsonNode options(ApiCall call) {
        return call.body().isBlank() ? JsonText.object() : MediaTypes.object(call);
    }

    private static boolean dryRun(ApiCall call, JsonNode options) {
        return Writes.dryRun(call) || options.path("dryRun").path(0).asString("").equals("All");
    }

    private static Preconditions conditions(JsonNode options, Query query) {
        JsonNode conditions = options.path("preconditions");
        JsonNode grace = options.path("gracePeriodSeconds");
        @Nullable Long seconds = grace.isNumber() ? (Long) grace.asLong() : null;
        if (seconds == null && query.number("gracePeriodSeconds").isPresent()) {
            seconds = query.number("gracePeriodSeconds").getAsLong();
        }
        @Nullable String policy = text(options.path("propagationPolicy"));
        if (policy == null && options.path("orphanDependents").asBoolean(false)) {
            policy = "Orphan";
        }
        if (policy == null && !query.first("propagationPolicy").isEmpty()) {
            policy = query.first("propagationPolicy");
        }
        return new Preconditions(
                text(conditions.path("uid")),
                text(conditions.path("resourceVersion")),
                seconds,
                policy);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static ObjectNode success(ResourceKind kind, ObjectNode last) {
        ObjectNode status = JsonText.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        ObjectNode details = status.put("status", "Success").putObject("details");
        details.put("name", ObjectMeta.name(last));
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.plural()).put("uid", ObjectMeta.uid(last));
        return status;
    }
}
