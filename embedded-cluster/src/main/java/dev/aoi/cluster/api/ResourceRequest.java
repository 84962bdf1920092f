package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.Kinds;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a path and a method ask for, before anyone looks whether it exists: what access rules are
 * about.
 *
 * @param verb Kubernetes verb
 * @param group API group; empty for core
 * @param version version within the group
 * @param resource plural
 * @param namespace namespace; empty for cluster-scoped and all-namespace requests
 * @param name object name; empty for collections
 * @param subresource e.g. {@code status}; empty for the object itself
 */
public record ResourceRequest(
        String verb,
        String group,
        String version,
        String resource,
        String namespace,
        String name,
        String subresource) {

    /** Parses a path; empty when it is no resource path. */
    static Optional<ResourceRequest> parse(String method, String path, Query query) {
        List<String> parts = Arrays.stream(path.split("/")).filter(p -> !p.isEmpty()).toList();
        int root =
                switch (parts.isEmpty() ? "" : parts.getFirst()) {
                    case "api" -> 1;
                    case "apis" -> 2;
                    default -> -1;
                };
        if (root < 0 || parts.size() < root + 2) {
            return Optional.empty();
        }
        String group = root == 1 ? "" : parts.get(1);
        String version = parts.get(root);
        List<String> rest = parts.subList(root + 1, parts.size());
        String namespace = "";
        if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            boolean ofNamespaceItself =
                    rest.size() == 2
                            || rest.size() == 3
                                    && ResourceKinds.NAMESPACE.subresources().contains(rest.get(2));
            rest = ofNamespaceItself ? rest : rest.subList(2, rest.size());
        }
        String name = rest.size() > 1 ? rest.get(1) : "";
        String subresource = rest.size() > 2 ? String.join("/", rest.subList(2, rest.size())) : "";
        return Optional.of(
                new ResourceRequest(
                        verb(method, name, query),
                        group,
                        version,
                        rest.getFirst(),
                        namespace,
                        name,
                        subresource));
    }

    /** {@code pods} or {@code pods/log}. */
    String qualifiedResource() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    /** The kind behind the path. */
    Optional<ResourceKind> kind(Kinds kinds) {
        return kinds.byPlural(group, version, resource);
    }

    /** Where the named object is stored. */
    ObjectKey key(ResourceKind kind) {
        if (kind.namespaced() && namespace.isEmpty()) {
            throw ApiException.noSuchPath();
        }
        return new ObjectKey(kind.stored(), kind.namespaced() ? namespace : "", name);
    }

    private static String verb(String method, String name, Query query) {
        return switch (method) {
            case "GET", "HEAD" -> {
                if (query.flag("watch")) {
                    yield "watch";
                }
                yield name.isEmpty() ? "list" : "get";
            }
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> throw ApiException.methodNotAllowed();
        };
    }
}
