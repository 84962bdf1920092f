package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Part of a list that is read in chunks. The next chunk begins after the last key of this one, in
 * the list as it is then.
 *
 * @param items objects of this chunk
 * @param remaining how many follow
 */
record Page(List<ObjectNode> items, int remaining) {
    /**
     * The chunk that begins at a token.
     *
     * @param limit at most so many; 0 for all
     * @param token {@code continue} of the chunk before; empty for the first
     * @throws ApiException 400 when the token is none of ours
     */
    static Page of(List<ObjectNode> all, long limit, String token) {
        String after = token.isEmpty() ? "" : decode(token);
        List<ObjectNode> rest =
                all.stream().filter(o -> Reads.position(o).compareTo(after) > 0).toList();
        if (limit <= 0 || rest.size() <= limit) {
            return new Page(rest, 0);
        }
        return new Page(rest.subList(0, (int) limit), rest.size() - (int) limit);
    }

    /** Adds {@code continue} and {@code remainingItemCount} to a list's metadata. */
    void describe(ObjectNode metadata, long revision) {
        if (remaining > 0) {
            ObjectNode token = JsonText.object().put("v", "meta.k8s.io/v1").put("rv", revision);
            token.put("start", Reads.position(items.getLast()));
            metadata.put(
                    "continue",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(JsonText.bytes(token)));
            metadata.put("remainingItemCount", remaining);
        }
    }

    private static String decode(String token) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(token);
            JsonNode start = JsonText.read(new String(json, StandardCharsets.UTF_8)).path("start");
            return start.asString("");
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("continue key is not valid: " + e.getMessage());
        }
    }
}
