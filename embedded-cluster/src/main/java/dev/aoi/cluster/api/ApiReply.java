package dev.aoi.cluster.api;

import dev.aoi.cluster.world.ExecResult;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.Supplier;

/** What a request is answered with. */
public sealed interface ApiReply {
    /**
     * A JSON document.
     *
     * @param status HTTP status
     * @param contentType media type
     * @param body the document
     * @param warnings texts of {@code Warning} headers
     */
    record Json(int status, String contentType, JsonNode body, List<String> warnings)
            implements ApiReply {
        static Json ok(JsonNode body) {
            return of(200, body);
        }

        static Json of(int status, JsonNode body) {
            return new Json(status, "application/json", body, List.of());
        }

        Json warning(String text) {
            return new Json(status, contentType, body, List.of(text));
        }
    }

    /**
     * Plain text: logs, health.
     *
     * @param body the text
     */
    record Text(String body) implements ApiReply {}

    /**
     * A document that is made once and sent as it is.
     *
     * @param contentType media type
     * @param body what is sent
     */
    record Bytes(String contentType, byte[] body) implements ApiReply {}

    /**
     * A stream of watch events.
     *
     * @param stream what is sent
     */
    record Watch(WatchStream stream) implements ApiReply {}

    /**
     * A command in a container, run once the WebSocket is open.
     *
     * @param command runs it
     */
    record Exec(Supplier<ExecResult> command) implements ApiReply {}
}
