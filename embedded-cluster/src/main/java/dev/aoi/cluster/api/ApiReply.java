package dev.aoi.cluster.api;

import dev.aoi.cluster.stream.CommandWork;
import dev.aoi.cluster.stream.PortAccess;

import tools.jackson.databind.JsonNode;

import java.util.List;

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
     * Plain text with another status than 200, as the kubelet answers.
     *
     * @param status HTTP status
     * @param text the text
     */
    record Plain(int status, String text) implements ApiReply {}

    /**
     * A log that is followed.
     *
     * @param log what is sent
     */
    record Follow(LogFollow log) implements ApiReply {}

    /**
     * Streams of a command in a container, over a WebSocket or SPDY.
     *
     * @param work what happens once they are there
     */
    record Command(CommandWork work) implements ApiReply {}

    /**
     * Connections to ports of a pod, over a WebSocket or SPDY.
     *
     * @param pod where they lead
     * @param ports as the query names them; none where streams name their own
     */
    record Forward(PortAccess pod, List<Integer> ports) implements ApiReply {}
}
