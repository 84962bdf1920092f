package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.WireForms;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** get and list of every kind. */
final class Reads {
    private Reads() {}

    static ApiReply.Json get(
            World world, ResourceKind kind, ResourceRequest request, ApiCall call) {
        ListOptions.checkVersion(call.query());
        ObjectKey key = request.key(kind);
        ObjectNode object =
                (kind == ResourceKinds.COMPONENT_STATUS
                                ? ComponentStatuses.get(request.name())
                                : world.store().get(key))
                        .orElseThrow(() -> ApiException.notFound(kind, request.name()));
        boolean asStored =
                Form.of(call.accept()) == Form.OBJECT
                        && !IndentedJson.wanted(call)
                        && kind.stored() == kind;
        JsonNode answer =
                asStored ? world.store().wire().whole(object) : shaped(world, kind, object, call);
        return deprecated(kind, ApiReply.Json.ok(answer));
    }

    static ApiReply.Json list(
            World world, ResourceKind kind, ResourceRequest request, ApiCall call) {
        Selection selection = Selection.of(kind, request, call.query());
        ListOptions.checkList(call.query());
        List<ObjectNode> all =
                (kind == ResourceKinds.COMPONENT_STATUS
                                ? ComponentStatuses.list()
                                : world.store().list(kind.stored(), selection.namespace()))
                        .stream().filter(selection::matches).toList();
        long limit = call.query().number("limit").orElse(0);
        Page page = Page.of(all, limit, call.query().first("continue"));
        ObjectNode metadata = JsonText.object();
        metadata.put("resourceVersion", Long.toString(world.store().revision()));
        page.describe(metadata, world.store().revision());
        return deprecated(
                kind, ApiReply.Json.ok(shaped(world, kind, page.items(), metadata, call)));
    }

    /** An object in the form that the client asked for. */
    static JsonNode shaped(World world, ResourceKind kind, ObjectNode object, ApiCall call) {
        return switch (Form.of(call.accept())) {
            case OBJECT -> kind.conversion().shown(object);
            case PARTIAL -> Tables.partial(object);
            case TABLE ->
                    Tables.of(
                            kind,
                            List.of(object),
                            Tables.version(object),
                            call.query().first("includeObject"),
                            world.now(),
                            true);
        };
    }

    private static JsonNode shaped(
            World world,
            ResourceKind kind,
            List<ObjectNode> items,
            ObjectNode metadata,
            ApiCall call) {
        return switch (Form.of(call.accept())) {
            case TABLE ->
                    Tables.of(
                            kind,
                            items,
                            metadata,
                            call.query().first("includeObject"),
                            world.now(),
                            true);
            case PARTIAL -> {
                List<ObjectNode> partial = items.stream().map(Tables::partial).toList();
                yield list("PartialObjectMetadataList", "meta.k8s.io/v1", metadata, partial);
            }
            case OBJECT ->
                    list(
                            kind.kind() + "List",
                            kind.apiVersion(),
                            metadata,
                            items.stream().map(item -> item(world, kind, item, call)).toList());
        };
    }

    private static JsonNode item(World world, ResourceKind kind, ObjectNode stored, ApiCall call) {
        if (kind.stored() != kind) {
            return WireForms.untyped(kind.conversion().shown(stored));
        }
        return IndentedJson.wanted(call)
                ? WireForms.untyped(stored)
                : world.store().wire().item(stored);
    }

    /** A list object; within lists the real server leaves kind and apiVersion of items out. */
    static ObjectNode list(
            String kind, String apiVersion, ObjectNode metadata, List<? extends JsonNode> items) {
        ObjectNode list = JsonText.object().put("kind", kind).put("apiVersion", apiVersion);
        list.set("metadata", metadata);
        ArrayNode array = list.putArray("items");
        items.forEach(array::add);
        return list;
    }

    private static ApiReply.Json deprecated(ResourceKind kind, ApiReply.Json reply) {
        return kind.deprecation().isEmpty() ? reply : reply.warning(kind.deprecation());
    }

    /** Key of an object in lists' order. */
    static String position(ObjectNode object) {
        return ObjectMeta.namespace(object) + "/" + ObjectMeta.name(object);
    }
}
