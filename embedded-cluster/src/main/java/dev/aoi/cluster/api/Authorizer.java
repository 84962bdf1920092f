package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.stream.Stream;

/**
 * Role-based access as the stored RBAC objects say: a request is allowed when a rule of a role
 * bound to the user covers its verb, group, resource and name.
 */
final class Authorizer {
    private static final String SERVICE_ACCOUNT_PREFIX = "system:serviceaccount:";

    private Authorizer() {}

    /**
     * Lets a request pass or refuses it.
     *
     * @throws ApiException 403 with the server's message
     */
    static void check(ObjectStore store, String user, ResourceRequest request) {
        if (!allowed(store, user, request)) {
            throw forbidden(user, request);
        }
    }

    static boolean allowed(ObjectStore store, String user, ResourceRequest request) {
        Stream<JsonNode> clusterWide = bound(store, ResourceKinds.CLUSTER_ROLE_BINDING, "", user);
        Stream<JsonNode> local =
                request.namespace().isEmpty()
                        ? Stream.empty()
                        : bound(store, ResourceKinds.ROLE_BINDING, request.namespace(), user);
        return Stream.concat(clusterWide, local).anyMatch(rule -> covers(rule, request));
    }

    private static Stream<JsonNode> bound(
            ObjectStore store, ResourceKind bindings, String namespace, String user) {
        return store.list(bindings, namespace).stream()
                .filter(binding -> names(binding, user))
                .flatMap(binding -> rules(store, binding));
    }

    private static boolean names(ObjectNode binding, String user) {
        return binding.path("subjects")
                .valueStream()
                .anyMatch(
                        subject -> {
                            String name = subject.path("name").asString("");
                            return switch (subject.path("kind").asString("")) {
                                case "User" -> name.equals(user);
                                case "Group" -> name.equals("system:authenticated");
                                case "ServiceAccount" ->
                                        user.equals(
                                                SERVICE_ACCOUNT_PREFIX
                                                        + subject.path("namespace").asString("")
                                                        + ":"
                                                        + name);
                                default -> false;
                            };
                        });
    }

    private static Stream<JsonNode> rules(ObjectStore store, ObjectNode binding) {
        String name = binding.at("/roleRef/name").asString("");
        ObjectKey role =
                binding.at("/roleRef/kind").asString("").equals("Role")
                        ? new ObjectKey(ResourceKinds.ROLE, ObjectMeta.namespace(binding), name)
                        : ObjectKey.clusterScoped(ResourceKinds.CLUSTER_ROLE, name);
        return store.get(role).stream().flatMap(found -> found.path("rules").valueStream());
    }

    private static boolean covers(JsonNode rule, ResourceRequest request) {
        return contains(rule.path("verbs"), request.verb())
                && contains(rule.path("apiGroups"), request.group())
                && coversResource(rule.path("resources"), request)
                && (rule.path("resourceNames").isEmpty()
                        || contains(rule.path("resourceNames"), request.name()));
    }

    private static boolean coversResource(JsonNode resources, ResourceRequest request) {
        return contains(resources, request.qualifiedResource())
                || !request.subresource().isEmpty()
                        && contains(resources, "*/" + request.subresource());
    }

    private static boolean contains(JsonNode list, String wanted) {
        for (JsonNode entry : list) {
            String value = entry.asString("");
            if (value.equals("*") || value.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static ApiException forbidden(String user, ResourceRequest request) {
        String qualified =
                request.group().isEmpty()
                        ? request.resource()
                        : request.resource() + "." + request.group();
        String subject =
                request.name().isEmpty() ? qualified : qualified + " \"" + request.name() + "\"";
        String scope =
                request.namespace().isEmpty()
                        ? "at the cluster scope"
                        : "in the namespace \"" + request.namespace() + "\"";
        ObjectNode details = JsonText.object();
        if (!request.name().isEmpty()) {
            details.put("name", request.name());
        }
        if (!request.group().isEmpty()) {
            details.put("group", request.group());
        }
        details.put("kind", request.resource());
        return new ApiException(
                403,
                "Forbidden",
                "%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
                        .formatted(
                                subject,
                                user,
                                request.verb(),
                                request.qualifiedResource(),
                                request.group(),
                                scope),
                details);
    }
}
