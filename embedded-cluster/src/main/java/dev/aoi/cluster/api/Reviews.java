package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** Questions about access that any user may ask: {@code SelfSubjectAccessReview}. */
final class Reviews {
    static final String AUTHORIZATION = "authorization.k8s.io";

    private Reviews() {}

    /** The answer to a review; empty when the request is none. */
    static Optional<ApiReply> answer(World world, ResourceRequest request, ApiCall call) {
        if (!request.group().equals(AUTHORIZATION)) {
            return Optional.empty();
        }
        if (!request.resource().equals("selfsubjectaccessreviews")) {
            throw ApiException.noSuchPath();
        }
        if (!request.verb().equals("create")) {
            throw ApiException.methodNotAllowed();
        }
        ObjectNode review = MediaTypes.object(call);
        JsonNode asked = review.at("/spec/resourceAttributes");
        ResourceRequest wanted =
                new ResourceRequest(
                        asked.path("verb").asString(""),
                        asked.path("group").asString(""),
                        asked.path("version").asString(""),
                        asked.path("resource").asString(""),
                        asked.path("namespace").asString(""),
                        asked.path("name").asString(""),
                        asked.path("subresource").asString(""));
        boolean allowed =
                world.locked(() -> Authorizer.allowed(world.store(), call.user(), wanted));
        review.put("kind", "SelfSubjectAccessReview").put("apiVersion", AUTHORIZATION + "/v1");
        review.putObject("status").put("allowed", allowed);
        return Optional.of(ApiReply.Json.of(201, review));
    }
}
