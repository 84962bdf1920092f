package dev.aoi.cluster.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who asks.
 *
 * @param name user name
 * @param uid identifier of the user; empty when there is none
 * @param groups groups it is in, in the order in which the server tells them
 * @param extra further attributes
 */
public record Caller(
        String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    /** The group that may do everything, whatever the stored rules say. */
    public static final String MASTERS = "system:masters";

    /** The user name of a cluster's administrator. */
    public static final String ADMINISTRATOR = "kubernetes-admin";

    /** Name of the attribute that tells how a user was recognised. */
    public static final String CREDENTIAL = "authentication.kubernetes.io/credential-id";

    static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final String AUTHENTICATED = "system:authenticated";
    private static final String NOBODY = "system:anonymous";

    /** Whoever says nothing about itself. */
    public static final Caller ANONYMOUS =
            new Caller(NOBODY, "", List.of("system:unauthenticated"), Map.of());

    /** Copies what it is given. */
    public Caller {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    /** A user in the groups given and in that of all users that proved who they are. */
    public static Caller authenticated(
            String name, String uid, List<String> groups, Map<String, List<String>> extra) {
        Set<String> all = new LinkedHashSet<>(groups);
        if (name.equals(NOBODY)) {
            all.add("system:unauthenticated");
        } else {
            all.add(AUTHENTICATED);
        }
        return new Caller(name, uid, List.copyOf(all), extra);
    }

    /** A user of whom only the name is known. */
    public static Caller named(String name) {
        return authenticated(name, "", List.of(), Map.of());
    }

    /** A world's administrator. */
    public static Caller administrator() {
        return authenticated(ADMINISTRATOR, "", List.of(MASTERS), Map.of());
    }

    /** A service account. */
    static Caller serviceAccount(
            String namespace, String name, String uid, Map<String, List<String>> extra) {
        return authenticated(
                SERVICE_ACCOUNT + namespace + ":" + name, uid, accountGroups(namespace), extra);
    }

    static List<String> accountGroups(String namespace) {
        return List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace);
    }

    boolean in(String group) {
        return groups.contains(group);
    }

    boolean proven() {
        return in(AUTHENTICATED);
    }

    /** Extra attributes in the order of their names. */
    Map<String, List<String>> sortedExtra() {
        return new TreeMap<>(extra);
    }
}
