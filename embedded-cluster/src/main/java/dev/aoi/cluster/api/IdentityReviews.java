package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.node.ObjectNode;

import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Questions about who someone is: {@code SelfSubjectReview} and {@code TokenReview}. */
final class IdentityReviews {
    private static final String GROUP = "authentication.k8s.io";

    private IdentityReviews() {}

    /** The answer to a review; empty when the request is none. */
    static Optional<ApiReply> answer(World world, ResourceRequest request, ApiCall call) {
        if (!request.group().equals(GROUP)) {
            return Optional.empty();
        }
        boolean own = request.resource().equals("selfsubjectreviews");
        if (!own && !request.resource().equals("tokenreviews")) {
            throw ApiException.noSuchPath();
        }
        if (!request.verb().equals("create")) {
            throw ApiException.methodNotAllowed();
        }
        return Optional.of(
                world.read(
                        () -> {
                            Authorizer.check(world.store(), call.caller(), request);
                            return ApiReply.Json.of(
                                    201, own ? self(world, call) : token(world, call));
                        }));
    }

    private static ObjectNode self(World world, ApiCall call) {
        ObjectNode review =
                JsonText.object().put("kind", "SelfSubjectReview").put("apiVersion", GROUP + "/v1");
        review.putObject("metadata")
                .put("creationTimestamp", world.now().truncatedTo(ChronoUnit.SECONDS).toString());
        review.putObject("status").set("userInfo", info(call.caller()));
        return review;
    }

    private static ObjectNode token(World world, ApiCall call) {
        ObjectNode review = MediaTypes.object(call);
        review.put("kind", "TokenReview").put("apiVersion", GROUP + "/v1");
        Optional<Caller> holder =
                ServiceAccountTokens.verify(world, review.at("/spec/token").asString(""));
        ObjectNode status = review.putObject("status");
        if (holder.isPresent()) {
            status.put("authenticated", true).set("user", info(holder.get()));
            status.putArray("audiences").add(ServiceAccountTokens.ISSUER);
        } else {
            status.putObject("user");
            status.put("error", "[invalid bearer token, unknown]");
        }
        return review;
    }

    private static ObjectNode info(Caller caller) {
        ObjectNode info = JsonText.object().put("username", caller.name());
        if (!caller.uid().isEmpty()) {
            info.put("uid", caller.uid());
        }
        caller.groups().forEach(info.putArray("groups")::add);
        if (!caller.extra().isEmpty()) {
            ObjectNode extra = info.putObject("extra");
            caller.sortedExtra()
                    .forEach((key, values) -> values.forEach(extra.withArray(key)::add));
        }
        return info;
    }
}
