package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Stream;

/**
 * Role-based access as the stored RBAC objects say: a request is allowed when a rule of a role
 * bound to the user covers its verb, group, resource and name.
 */
final class Authorizer {
    /** What everyone who proved who it is may see, with or without the rules that say so. */
    private static final List<String> DISCOVERY =
            List.of(
                    "/api",
                    "/api/*",
                    "/apis",
                    "/apis/*",
                    "/openapi",
                    "/openapi/*",
                    "/healthz",
                    "/livez",
                    "/readyz",
                    "/version",
                    "/version/");

    /** What anyone may see. */
    private static final List<String> PUBLIC =
            List.of("/healthz", "/livez", "/readyz", "/version", "/version/");

    private static final String SERVICE_ACCOUNT_PREFIX = Caller.SERVICE_ACCOUNT;

    private Authorizer() {}

    /**
     * Lets a request pass or refuses it.
     *
     * @throws ApiException 403 with the server's message
     */
    static void check(ObjectStore store, Caller user, ResourceRequest request) {
        if (!allowed(store, user, request)) {
            throw forbidden(user.name(), request);
        }
    }

    /**
     * Lets a request for a path that is no resource pass or refuses it.
     *
     * @throws ApiException 403 with the server's message
     */
    static void check(ObjectStore store, Caller user, String verb, String path) {
        if (!allowed(store, user, verb, path)) {
            throw new ApiException(
                    403,
                    "Forbidden",
                    "forbidden: User \"%s\" cannot %s path \"%s\""
                            .formatted(user.name(), verb, path),
                    JsonText.object());
        }
    }

    static boolean allowed(ObjectStore store, Caller user, ResourceRequest request) {
        return user.in(Caller.MASTERS)
                || user.proven() && asksOfItself(request)
                || rules(store, user, request.namespace()).anyMatch(rule -> covers(rule, request));
    }

    static boolean allowed(ObjectStore store, Caller user, String verb, String path) {
        boolean reads = verb.equals("get") || verb.equals("head");
        return user.in(Caller.MASTERS)
                || reads && PUBLIC.stream().anyMatch(pattern -> matches(pattern, path))
                || reads
                        && user.proven()
                        && DISCOVERY.stream().anyMatch(pattern -> matches(pattern, path))
                || rules(store, user, "")
                        .anyMatch(
                                rule ->
                                        contains(rule.path("verbs"), verb)
                                                && rule.path("nonResourceURLs")
                                                        .valueStream()
                                                        .anyMatch(
                                                                p ->
                                                                        matches(
                                                                                p.asString(""),
                                                                                path)));
    }

    /** The rules of all roles that are bound to a user, in a namespace or everywhere. */
    static Stream<JsonNode> rules(ObjectStore store, Caller user, String namespace) {
        Stream<JsonNode> clusterWide = bound(store, ResourceKinds.CLUSTER_ROLE_BINDING, "", user);
        return namespace.isEmpty()
                ? clusterWide
                : Stream.concat(
                        clusterWide, bound(store, ResourceKinds.ROLE_BINDING, namespace, user));
    }

    private static boolean asksOfItself(ResourceRequest request) {
        return request.verb().equals("create")
                && request.subresource().isEmpty()
                && switch (request.group()) {
                    case "authorization.k8s.io" ->
                            request.resource().equals("selfsubjectaccessreviews")
                                    || request.resource().equals("selfsubjectrulesreviews");
                    case "authentication.k8s.io" -> request.resource().equals("selfsubjectreviews");
                    default -> false;
                };
    }

    private static boolean matches(String pattern, String path) {
        return pattern.endsWith("*")
                ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(path);
    }

    private static Stream<JsonNode> bound(
            ObjectStore store, ResourceKind bindings, String namespace, Caller user) {
        return store.list(bindings, namespace).stream()
                .filter(binding -> names(binding, user))
                .flatMap(binding -> rules(store, binding));
    }

    private static boolean names(ObjectNode binding, Caller user) {
        return binding.path("subjects")
                .valueStream()
                .anyMatch(
                        subject -> {
                            String name = subject.path("name").asString("");
                            return switch (subject.path("kind").asString("")) {
                                case "User" -> name.equals(user.name());
                                case "Group" -> user.in(name);
                                case "ServiceAccount" ->
                                        user.name()
                                                .equals(
                                                        SERVICE_ACCOUNT_PREFIX
                                                                + subject.path("namespace")
                                                                        .asString("")
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

    /** The refusal of a request. */
    static ApiException forbidden(String user, ResourceRequest request) {
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
