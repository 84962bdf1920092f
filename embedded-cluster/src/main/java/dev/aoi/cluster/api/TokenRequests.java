package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.FieldError;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@code serviceaccounts/NAME/token}: what {@code kubectl create token} asks for. */
final class TokenRequests {
    private static final String GROUP = "authentication.k8s.io";
    private static final long USUAL_SECONDS = 3600;
    private static final long LEAST_SECONDS = 600;

    private TokenRequests() {}

    static boolean asks(ResourceRequest request) {
        return request.group().isEmpty()
                && request.resource().equals("serviceaccounts")
                && request.subresource().equals("token");
    }

    /** Issues a token; nothing is stored. */
    static ApiReply answer(World world, ResourceRequest request, ApiCall call) {
        if (!request.verb().equals("create")) {
            throw ApiException.methodNotAllowed();
        }
        return world.read(
                () -> {
                    Authorizer.check(world.store(), call.caller(), request);
                    ObjectNode account =
                            world.store()
                                    .get(request.key(ResourceKinds.SERVICE_ACCOUNT))
                                    .orElseThrow(
                                            () ->
                                                    ApiException.notFound(
                                                            ResourceKinds.SERVICE_ACCOUNT,
                                                            request.name()));
                    return ApiReply.Json.of(201, issue(world, account, MediaTypes.object(call)));
                });
    }

    private static ObjectNode issue(World world, ObjectNode account, ObjectNode asked) {
        List<String> audiences =
                asked.at("/spec/audiences").valueStream().map(a -> a.asString("")).toList();
        long seconds = asked.at("/spec/expirationSeconds").asLong(USUAL_SECONDS);
        if (seconds < LEAST_SECONDS) {
            throw ApiException.invalid(
                    "TokenRequest",
                    GROUP,
                    "",
                    List.of(
                            FieldError.invalid(
                                    "spec.expirationSeconds",
                                    Long.toString(seconds),
                                    "may not specify a duration less than 10 minutes")));
        }
        ObjectNode answer =
                JsonText.object().put("kind", "TokenRequest").put("apiVersion", GROUP + "/v1");
        answer.putObject("metadata")
                .put("name", ObjectMeta.name(account))
                .put("namespace", ObjectMeta.namespace(account))
                .put("creationTimestamp", world.now().truncatedTo(ChronoUnit.SECONDS).toString());
        ObjectNode spec = answer.putObject("spec");
        (audiences.isEmpty() ? List.of(ServiceAccountTokens.ISSUER) : audiences)
                .forEach(spec.putArray("audiences")::add);
        spec.put("expirationSeconds", seconds);
        spec.putNull("boundObjectRef");
        Duration lifetime = Duration.ofSeconds(seconds);
        answer.putObject("status")
                .put("token", ServiceAccountTokens.issue(world, account, audiences, lifetime))
                .put(
                        "expirationTimestamp",
                        world.now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS).toString());
        return answer;
    }
}
