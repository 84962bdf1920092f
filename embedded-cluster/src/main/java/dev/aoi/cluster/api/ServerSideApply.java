package dev.aoi.cluster.api;

import dev.aoi.cluster.fields.Apply;
import dev.aoi.cluster.fields.ManagedFields;
import dev.aoi.cluster.fields.TypedObject;
import dev.aoi.cluster.fields.Writer;
import dev.aoi.cluster.kind.FieldError;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code PATCH} with {@code application/apply-patch+yaml}: makes the object or applies to it. */
final class ServerSideApply {
    /** Media type of an apply. */
    static final String TYPE = "application/apply-patch+yaml";

    private ServerSideApply() {}

    static ObjectNode perform(
            ObjectStore store,
            ResourceKind kind,
            ResourceRequest request,
            ApiCall call,
            FieldValidation validation) {
        if (call.query().first("fieldManager").isEmpty()) {
            throw ApiException.invalid(
                    "PatchOptions",
                    "meta.k8s.io",
                    "",
                    List.of(FieldError.required("fieldManager", "is required for apply patch")));
        }
        ObjectNode applied = JsonText.readObject(call.body());
        ObjectNode asked = applied.deepCopy();
        Writes.mustBe(kind, applied);
        if (!applied.path("metadata").path("managedFields").isEmpty()) {
            throw ApiException.badRequest("metadata.managedFields must be nil");
        }
        if (ObjectMeta.name(applied).isEmpty()) {
            ObjectMeta.mutable(applied).put("name", request.name());
        }
        if (kind.namespaced()) {
            Writes.place(applied, request.namespace());
        }
        mustFit(kind, request, applied);
        Optional<ObjectNode> found = store.get(request.key(kind)).map(kind.conversion()::shown);
        Decoder.decode(kind.schema(), applied);
        Writer writer = call.writer(request.subresource());
        ObjectNode nothing = JsonText.object();
        ObjectNode live = found.orElse(nothing);
        Function<Boolean, Apply.Result> apply =
                force ->
                        Apply.to(
                                kind.schema(),
                                live,
                                applied,
                                writer,
                                kind.apiVersion(),
                                store.timestamp(),
                                force,
                                ManagedFields.untouched(kind.hasStatus(), request.subresource()));
        Apply.Result result = apply.apply(call.query().flag("force"));
        if (!result.conflicts().isEmpty()) {
            Map<String, List<String>> left =
                    LastApplied.remaining(writer.manager(), live, result.conflicts());
            if (!left.isEmpty()) {
                throw conflict(left);
            }
            result = apply.apply(true);
        }
        LastApplied.follow(writer.manager(), live, asked, result.object());
        boolean dryRun = Writes.dryRun(call);
        if (found.isEmpty()) {
            validation.wasCreated();
            return store.create(kind.stored(), kind.conversion().stored(result.object()), dryRun);
        }
        ObjectNode object = kind.conversion().stored(result.object());
        return request.subresource().equals("status")
                ? store.updateStatus(kind.stored(), object, dryRun)
                : store.update(kind.stored(), object, dryRun);
    }

    private static void mustFit(ResourceKind kind, ResourceRequest request, ObjectNode applied) {
        List<String> problems = TypedObject.problems(kind.schema(), applied);
        if (problems.isEmpty()) {
            return;
        }
        String text =
                problems.size() == 1
                        ? problems.getFirst()
                        : "errors:\n  " + String.join("\n  ", problems);
        String name = request.namespace() + "/" + request.name();
        throw new ApiException(
                500,
                "",
                "failed to create typed patch object (%s; %s, Kind=%s): %s"
                        .formatted(name, kind.apiVersion(), kind.kind(), text),
                JsonText.object());
    }

    private static ApiException conflict(Map<String, List<String>> conflicts) {
        ObjectNode details = JsonText.object();
        ArrayNode causes = details.putArray("causes");
        List<String> lines = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, List<String>> entry : conflicts.entrySet()) {
            lines.add("conflicts with " + entry.getKey() + ":");
            for (String path : entry.getValue()) {
                lines.add("- " + path);
                causes.addObject()
                        .put("reason", "FieldManagerConflict")
                        .put("message", "conflict with " + entry.getKey())
                        .put("field", path);
                count++;
            }
        }
        String only = causes.path(0).path("field").asString("");
        String message =
                count == 1
                        ? "Apply failed with 1 conflict: conflict with %s: %s"
                                .formatted(conflicts.keySet().iterator().next(), only)
                        : "Apply failed with %d conflicts: %s"
                                .formatted(count, String.join("\n", lines));
        return new ApiException(409, "Conflict", message, details);
    }
}
