package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;
import java.util.Optional;

/** Media types of request bodies. */
final class MediaTypes {
    private static final int MAX_SHOWN = 256;

    private MediaTypes() {}

    /** A media type without its parameters. */
    static String bare(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /**
     * The object in a request's body.
     *
     * @throws ApiException 415 when it is not JSON, 400 when it is not an object
     */
    static ObjectNode object(ApiCall call) {
        String type = bare(call.contentType());
        if (!type.isEmpty() && !type.equals("application/json") && !type.equals("*/*")) {
            throw ApiException.unsupportedMediaType("application/json");
        }
        return JsonText.readObject(call.body());
    }

    /**
     * The object in a request's body.
     *
     * @throws ApiException 415 when it is not JSON, 400 with the server's words when it is no
     *     object
     */
    static ObjectNode object(ResourceKind kind, ApiCall call) {
        String type = bare(call.contentType());
        if (!type.isEmpty() && !type.equals("application/json") && !type.equals("*/*")) {
            throw unsupported();
        }
        String complaint = GoJson.complaint(call.body());
        if (!complaint.isEmpty()) {
            throw ApiException.badRequest(
                    "the object provided is unrecognized (must be of type %s): couldn't get version/kind; json parse error: %s (%s)"
                            .formatted(kind.kind(), complaint, shown(call.body())));
        }
        if (JsonText.read(call.body()) instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest(
                "the object provided is unrecognized (must be of type %s): couldn't get version/kind; json parse error: json: cannot unmarshal %s into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" } (%s)"
                        .formatted(
                                kind.kind(),
                                call.body().strip().startsWith("[") ? "array" : "value",
                                shown(call.body())));
    }

    /** 415 as the server words it. */
    static ApiException unsupported() {
        return new ApiException(
                415,
                "UnsupportedMediaType",
                "415: Unsupported Media Type",
                Optional.of(JsonText.object()));
    }

    /** Bytes that the server cannot show as text it shows in hexadecimal, and not all of them. */
    private static String shown(String body) {
        return body.length() > MAX_SHOWN ? body.substring(0, MAX_SHOWN) + " ..." : body;
    }
}
