package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectStore;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Questions about access: the reviews of {@code authorization.k8s.io}. */
final class Reviews {
    static final String AUTHORIZATION = "authorization.k8s.io";

    private static final Map<String, String> KINDS =
            Map.of(
                    "selfsubjectaccessreviews", "SelfSubjectAccessReview",
                    "selfsubjectrulesreviews", "SelfSubjectRulesReview",
                    "subjectaccessreviews", "SubjectAccessReview",
                    "localsubjectaccessreviews", "LocalSubjectAccessReview");

    private Reviews() {}

    /** The answer to a review; empty when the request is none. */
    static Optional<ApiReply> answer(World world, ResourceRequest request, ApiCall call) {
        if (!request.group().equals(AUTHORIZATION)) {
            return Optional.empty();
        }
        String kind = KINDS.get(request.resource());
        if (kind == null) {
            throw ApiException.noSuchPath();
        }
        if (!request.verb().equals("create")) {
            throw ApiException.methodNotAllowed();
        }
        return Optional.of(
                world.read(
                        () -> {
                            Authorizer.check(world.store(), call.caller(), request);
                            ObjectNode review = MediaTypes.object(call);
                            review.put("kind", kind).put("apiVersion", AUTHORIZATION + "/v1");
                            review.withObject("metadata");
                            switch (kind) {
                                case "SelfSubjectRulesReview" ->
                                        rules(world.store(), review, call.caller());
                                case "SelfSubjectAccessReview" ->
                                        access(world.store(), review, call.caller());
                                default -> access(world.store(), review, subject(review));
                            }
                            return ApiReply.Json.of(201, review);
                        }));
    }

    private static void access(ObjectStore store, ObjectNode review, Caller caller) {
        JsonNode spec = review.path("spec");
        JsonNode path = spec.path("nonResourceAttributes");
        boolean allowed;
        if (path.isObject()) {
            allowed =
                    Authorizer.allowed(
                            store,
                            caller,
                            path.path("verb").asString(""),
                            path.path("path").asString(""));
        } else {
            JsonNode asked = spec.path("resourceAttributes");
            ResourceRequest wanted =
                    new ResourceRequest(
                            asked.path("verb").asString(""),
                            asked.path("group").asString(""),
                            asked.path("version").asString(""),
                            asked.path("resource").asString(""),
                            asked.path("namespace").asString(""),
                            asked.path("name").asString(""),
                            asked.path("subresource").asString(""));
            allowed = Authorizer.allowed(store, caller, wanted);
        }
        review.putObject("status").put("allowed", allowed);
    }

    private static Caller subject(ObjectNode review) {
        JsonNode spec = review.path("spec");
        List<String> groups = new ArrayList<>();
        spec.path("groups").forEach(group -> groups.add(group.asString("")));
        return new Caller(
                spec.path("user").asString(""),
                spec.path("uid").asString(""),
                groups,
                new TreeMap<>());
    }

    private static void rules(ObjectStore store, ObjectNode review, Caller caller) {
        String namespace = review.at("/spec/namespace").asString("");
        ObjectNode status = review.putObject("status");
        ArrayNode resources = status.putArray("resourceRules");
        ArrayNode paths = status.putArray("nonResourceRules");
        status.put("incomplete", false);
        Authorizer.rules(store, caller, namespace)
                .forEach(
                        rule -> {
                            if (!rule.path("nonResourceURLs").isEmpty()) {
                                copy(rule, paths.addObject(), "verbs", "nonResourceURLs");
                            }
                            if (!rule.path("resources").isEmpty()) {
                                copy(
                                        rule,
                                        resources.addObject(),
                                        "verbs",
                                        "apiGroups",
                                        "resources",
                                        "resourceNames");
                            }
                        });
    }

    private static void copy(JsonNode from, ObjectNode to, String... fields) {
        for (String field : fields) {
            if (!from.path(field).isEmpty()) {
                to.set(field, from.path(field));
            }
        }
    }
}
