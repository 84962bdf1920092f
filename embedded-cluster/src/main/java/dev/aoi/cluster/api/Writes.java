package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.schema.Schema;
import dev.aoi.cluster.schema.Schemas;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.node.ObjectNode;

/** create, update and patch of every kind and its sub-resources. */
final class Writes {
    private Writes() {}

    /**
     * Carries out a write and gives the object to answer with. The same for a live request and for
     * a replayed one.
     */
    static ObjectNode perform(
            ObjectStore store, ResourceKind kind, ResourceRequest request, ApiCall call) {
        return perform(store, kind, request, call, FieldValidation.of(call));
    }

    /** As the other; {@code validation} hears what the client is to be warned of. */
    static ObjectNode perform(
            ObjectStore store,
            ResourceKind kind,
            ResourceRequest request,
            ApiCall call,
            FieldValidation validation) {
        boolean applies =
                request.verb().equals("patch")
                        && MediaTypes.bare(call.contentType()).equals(ServerSideApply.TYPE);
        ObjectNode result =
                store.by(
                        call.writer(request.subresource()),
                        applies,
                        () ->
                                applies
                                        ? ServerSideApply.perform(
                                                store, kind, request, call, validation)
                                        : change(store, kind, request, call, validation));
        boolean converted =
                kind.stored() != kind
                        && result.path("apiVersion")
                                .asString("")
                                .equals(kind.stored().apiVersion());
        return converted ? kind.conversion().shown(result) : result;
    }

    private static ObjectNode change(
            ObjectStore store,
            ResourceKind kind,
            ResourceRequest request,
            ApiCall call,
            FieldValidation validation) {
        return switch (request.verb()) {
            case "create" ->
                    switch (request.subresource()) {
                        case "eviction" -> Deletes.evict(store, kind, request);
                        case "binding" -> PodParts.bind(store, request, call);
                        default -> create(store, kind, request, call, validation);
                    };
            case "update" -> {
                if (request.name().isEmpty()) {
                    throw ApiException.methodNotAllowed();
                }
                ObjectNode object = MediaTypes.object(kind, call);
                boolean scale = request.subresource().equals("scale");
                if (!scale) {
                    mustBe(kind, object);
                    validation.object(kind, object, DuplicateKeys.of(call.body()));
                    validation.warn(ObjectWarnings.of(kind, object));
                }
                yield update(store, kind, request, object, dryRun(call));
            }
            case "patch" -> {
                ObjectNode current = view(store, kind, request);
                Schema type =
                        request.subresource().equals("scale")
                                ? Schemas.kind("autoscaling", "v1", "Scale").orElse(Schema.ANY)
                                : kind.schema();
                ObjectNode patched = PatchBody.apply(kind, type, current, call, validation);
                validation.warn(ObjectWarnings.of(kind, patched));
                yield update(store, kind, request, patched, dryRun(call));
            }
            case "delete" -> Deletes.one(store, kind, request, call);
            case "deletecollection" -> Deletes.collection(store, kind, request, call);
            default -> throw ApiException.methodNotAllowed();
        };
    }

    /** Whether the client only wants to see what would happen. */
    static boolean dryRun(ApiCall call) {
        return call.query().first("dryRun").equals("All");
    }

    private static ObjectNode create(
            ObjectStore store,
            ResourceKind kind,
            ResourceRequest request,
            ApiCall call,
            FieldValidation validation) {
        if (!request.name().isEmpty()) {
            throw ApiException.methodNotAllowed();
        }
        ObjectNode object = MediaTypes.object(kind, call);
        mustBe(kind, object);
        validation.object(kind, object, DuplicateKeys.of(call.body()));
        validation.warn(ObjectWarnings.of(kind, object));
        if (kind.namespaced()) {
            place(object, request.namespace());
        }
        if (kind == ResourceKinds.CERTIFICATE_SIGNING_REQUEST) {
            SigningRequests.requested(object, call.user());
        }
        return store.create(kind.stored(), kind.conversion().stored(object), dryRun(call));
    }

    private static ObjectNode update(
            ObjectStore store,
            ResourceKind kind,
            ResourceRequest request,
            ObjectNode object,
            boolean dryRun) {
        if (request.subresource().equals("scale")) {
            return ScaleView.update(store, request.key(kind), object, dryRun);
        }
        mustBe(kind, object);
        String name = ObjectMeta.name(object);
        if (name.isEmpty()) {
            ObjectMeta.mutable(object).put("name", request.name());
        } else if (!name.equals(request.name())) {
            throw ApiException.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)"
                            .formatted(name, request.name()));
        }
        if (kind.namespaced()) {
            place(object, request.namespace());
        }
        ObjectNode stored = kind.conversion().stored(object);
        return switch (request.subresource()) {
            case "", "finalize" -> store.update(kind.stored(), stored, dryRun);
            case "status" -> store.updateStatus(kind.stored(), stored, dryRun);
            case "approval" -> SigningRequests.decide(store, request, stored, dryRun);
            case "ephemeralcontainers", "resize" -> PodParts.update(store, request, object, dryRun);
            default -> throw ApiException.methodNotAllowed();
        };
    }

    /** The object, or the view of it, that a patch applies to. */
    private static ObjectNode view(ObjectStore store, ResourceKind kind, ResourceRequest request) {
        ObjectKey key = request.key(kind);
        ObjectNode object =
                store.get(key).orElseThrow(() -> ApiException.notFound(kind, key.name()));
        return request.subresource().equals("scale")
                ? ScaleView.of(object)
                : kind.conversion().shown(object);
    }

    static void mustBe(ResourceKind kind, ObjectNode object) {
        String given = object.path("kind").asString("");
        if (!given.isEmpty() && !given.equals(kind.kind())) {
            String version = object.path("apiVersion").asString(kind.apiVersion());
            throw ApiException.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s: converting (%s.%s) to (%s.%s): unknown conversion"
                            .formatted(
                                    given,
                                    version.substring(version.indexOf('/') + 1),
                                    kind.kind(),
                                    version.substring(version.indexOf('/') + 1),
                                    given,
                                    kind.group().isEmpty() ? "core" : kind.group().split("\\.")[0],
                                    kind.kind()));
        }
        String version = object.path("apiVersion").asString("");
        if (!version.isEmpty() && !version.equals(kind.apiVersion())) {
            throw ApiException.badRequest(
                    "the API version in the data (%s) does not match the expected API version (%s)"
                            .formatted(version, kind.apiVersion()));
        }
    }

    static void place(ObjectNode object, String namespace) {
        String given = ObjectMeta.namespace(object);
        if (given.isEmpty()) {
            ObjectMeta.mutable(object).put("namespace", namespace);
        } else if (!given.equals(namespace)) {
            throw ApiException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the"
                            + " request");
        }
    }
}
