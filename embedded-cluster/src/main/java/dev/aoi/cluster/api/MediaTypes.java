package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;

/** Media types of request bodies. */
final class MediaTypes {
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
}
