package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.World;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Acting as another user, as {@code kubectl --as} asks by {@code Impersonate-} headers. Each thing
 * that is put on is allowed by itself, by the verb {@code impersonate}.
 *
 * @param user name; empty when nobody is impersonated
 * @param groups groups
 * @param uid identifier; empty for none
 * @param extra further attributes by name
 */
record Impersonation(
        String user, List<String> groups, String uid, Map<String, List<String>> extra) {
    private static final String VERB = "impersonate";
    private static final String AUTHENTICATION = "authentication.k8s.io";

    Impersonation {
        groups = List.copyOf(groups);
        extra = new TreeMap<>(extra);
    }

    /**
     * The user as whom the request goes on.
     *
     * @throws ApiException 403 when the caller may not, 400 when only attributes are given
     */
    Caller by(World world, Caller caller) {
        if (user.isEmpty()) {
            if (!groups.isEmpty() || !uid.isEmpty() || !extra.isEmpty()) {
                throw ApiException.internal(
                        "requested [{UserExtra  }] without impersonating a user");
            }
            return caller;
        }
        List<ResourceRequest> needed = new ArrayList<>();
        String account = user.startsWith(Caller.SERVICE_ACCOUNT) ? user.substring(22) : "";
        int colon = account.indexOf(':');
        List<String> all = new ArrayList<>(groups);
        if (colon > 0) {
            String namespace = account.substring(0, colon);
            needed.add(asking("", "serviceaccounts", namespace, account.substring(colon + 1), ""));
            if (groups.isEmpty()) {
                all.addAll(Caller.accountGroups(namespace));
            }
        } else {
            needed.add(asking("", "users", "", user, ""));
        }
        groups.forEach(group -> needed.add(asking("", "groups", "", group, "")));
        if (!uid.isEmpty()) {
            needed.add(asking(AUTHENTICATION, "uids", "", uid, ""));
        }
        extra.forEach(
                (key, values) ->
                        values.forEach(
                                v -> needed.add(asking(AUTHENTICATION, "userextras", "", v, key))));
        world.locked(
                () -> {
                    needed.forEach(need -> Authorizer.check(world.store(), caller, need));
                    return caller;
                });
        return Caller.authenticated(user, uid, all, extra);
    }

    private static ResourceRequest asking(
            String group, String resource, String namespace, String name, String subresource) {
        return new ResourceRequest(
                VERB, group, group.isEmpty() ? "" : "v1", resource, namespace, name, subresource);
    }
}
