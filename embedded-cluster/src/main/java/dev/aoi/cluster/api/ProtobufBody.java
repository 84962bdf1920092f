package dev.aoi.cluster.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;

import dev.aoi.cluster.schema.Schema;
import dev.aoi.cluster.schema.Schemas;
import dev.aoi.cluster.store.ApiException;

import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;

import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Kubernetes' protobuf envelope: four magic bytes, then a {@code runtime.Unknown} with the object's
 * type and its encoding (Kubernetes docs, "API Concepts", alternate representations).
 */
final class ProtobufBody {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final String PROTO = "io.kubernetes.client.proto.";

    private ProtobufBody() {}

    /**
     * The object in an envelope, as JSON text.
     *
     * @throws ApiException 400 when it is no envelope or holds what no type describes
     */
    static String json(byte[] body) {
        if (body.length < MAGIC.length
                || !Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw ApiException.badRequest(
                    "provided data does not appear to be a protobuf message, expected prefix [107"
                            + " 56 115 0]");
        }
        try {
            // By descriptors alone: the generated message classes are of an older form, and say so.
            DynamicMessage envelope =
                    DynamicMessage.parseFrom(
                            Runtime.getDescriptor().findMessageTypeByName("Unknown"),
                            ByteString.copyFrom(body, MAGIC.length, body.length - MAGIC.length));
            DynamicMessage type = (DynamicMessage) field(envelope, "typeMeta");
            String apiVersion = String.valueOf(field(type, "apiVersion"));
            String kind = String.valueOf(field(type, "kind"));
            ByteString raw = (ByteString) field(envelope, "raw");
            if (field(envelope, "contentType").equals("application/json")) {
                return raw.toStringUtf8();
            }
            Descriptor descriptor =
                    descriptor(apiVersion, kind)
                            .orElseThrow(
                                    () ->
                                            ApiException.badRequest(
                                                    "no kind \"%s\" is registered for version \"%s\" in scheme"
                                                            .formatted(kind, apiVersion)));
            DynamicMessage message = DynamicMessage.parseFrom(descriptor, raw);
            ObjectNode object = JsonText.object().put("kind", kind).put("apiVersion", apiVersion);
            new ProtobufJson().fields(message, type(apiVersion, kind), object);
            return JsonText.text(object);
        } catch (InvalidProtocolBufferException e) {
            throw ApiException.badRequest("proto: " + e.getMessage());
        }
    }

    private static Object field(DynamicMessage message, String name) {
        return message.getField(message.getDescriptorForType().findFieldByName(name));
    }

    private static Schema type(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return Schemas.kind(group, apiVersion.substring(slash + 1), kind).orElse(Schema.ANY);
    }

    private static Optional<Descriptor> descriptor(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash).split("\\.")[0];
        String version = apiVersion.substring(slash + 1);
        if (!version.matches("v[0-9][a-z0-9]*") || !group.matches("[a-z]*")) {
            return Optional.empty();
        }
        String outer =
                version.substring(0, 1).toUpperCase(Locale.ROOT)
                        + version.substring(1)
                        + (group.isEmpty()
                                ? ""
                                : group.substring(0, 1).toUpperCase(Locale.ROOT)
                                        + group.substring(1));
        Descriptor inGroup = null;
        try {
            Object file = Class.forName(PROTO + outer).getMethod("getDescriptor").invoke(null);
            inGroup = ((FileDescriptor) file).findMessageTypeByName(kind);
        } catch (ReflectiveOperationException e) {
            // Not a group that has messages; the object may still be one of all groups.
        }
        return Optional.ofNullable(
                inGroup == null ? Meta.getDescriptor().findMessageTypeByName(kind) : inGroup);
    }
}
