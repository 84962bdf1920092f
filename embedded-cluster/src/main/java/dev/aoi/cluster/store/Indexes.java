package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What controllers look up all the time, so that it costs the same in a small world and in a large
 * one. The objects are the stored ones, as of now; not to be changed.
 */
public final class Indexes {
    private static final String SERVICE_LABEL = "kubernetes.io/service-name";
    private static final String NODE_PORT = "node port ";
    private static final Set<String> UNCLAIMED = Set.of("", "None", NODE_PORT + 0);

    /** An owner as its dependents of a kind name it; they are in its namespace. */
    private record Owner(ResourceKind dependents, String namespace, String kind, String name) {}

    private final ObjectIndex<Owner> byOwner = new ObjectIndex<>(Indexes::owners);
    private final ObjectIndex<String> byService = new ObjectIndex<>(Indexes::service);
    private final ObjectIndex<String> byClaim = new ObjectIndex<>(Indexes::claims);
    private final ObjectIndex<Boolean> placed = new ObjectIndex<>(Indexes::placed);

    /**
     * Objects of a namespaced kind that name {@code owner} as an owner, ordered by name. Whether
     * they mean this owner or an earlier one of its name, their {@code uid} tells.
     *
     * @param owner a namespaced object's key
     */
    public List<ObjectNode> dependents(ResourceKind kind, ObjectKey owner) {
        return byOwner.get(new Owner(kind, owner.namespace(), owner.kind().kind(), owner.name()));
    }

    /** The EndpointSlices that are labelled as a service's, whoever made them; ordered by name. */
    public List<ObjectNode> slices(String namespace, String service) {
        return byService.get(namespace + "/" + service);
    }

    /** Pods that have a node, or one that is made free for them; ordered by namespace and name. */
    public List<ObjectNode> placedPods() {
        return placed.get(true);
    }

    /** Services that have an address. */
    List<ObjectNode> servicesAt(String clusterIp) {
        return byClaim.get(clusterIp);
    }

    /** Services that have a port on every node. */
    List<ObjectNode> servicesAt(int nodePort) {
        return byClaim.get(NODE_PORT + nodePort);
    }

    void changed(
            ResourceKind kind,
            String path,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after) {
        byOwner.changed(kind, path, before, after);
        if (kind == ResourceKinds.ENDPOINT_SLICE) {
            byService.changed(kind, path, before, after);
        }
        if (kind == ResourceKinds.SERVICE) {
            byClaim.changed(kind, path, before, after);
        }
        if (kind == ResourceKinds.POD) {
            placed.changed(kind, path, before, after);
        }
    }

    private static Set<Owner> owners(ResourceKind kind, ObjectNode object) {
        JsonNode references = object.path("metadata").path("ownerReferences");
        if (references.isEmpty()) {
            return Set.of();
        }
        Set<Owner> owners = new HashSet<>();
        for (JsonNode reference : references) {
            owners.add(
                    new Owner(
                            kind,
                            ObjectMeta.namespace(object),
                            reference.path("kind").asString(""),
                            reference.path("name").asString("")));
        }
        return owners;
    }

    private static Set<String> service(ResourceKind kind, ObjectNode slice) {
        String name = slice.path("metadata").path("labels").path(SERVICE_LABEL).asString("");
        return name.isEmpty() ? Set.of() : Set.of(ObjectMeta.namespace(slice) + "/" + name);
    }

    private static Set<String> claims(ResourceKind kind, ObjectNode service) {
        Set<String> claims = new HashSet<>();
        JsonNode spec = service.path("spec");
        claims.add(spec.path("clusterIP").asString(""));
        for (JsonNode port : spec.path("ports")) {
            claims.add(NODE_PORT + port.path("nodePort").asInt(0));
        }
        claims.removeAll(UNCLAIMED);
        return claims;
    }

    private static Set<Boolean> placed(ResourceKind kind, ObjectNode pod) {
        boolean named =
                !pod.path("spec").path("nodeName").asString("").isEmpty()
                        || !pod.path("status").path("nominatedNodeName").asString("").isEmpty();
        return named ? Set.of(true) : Set.of();
    }
}
