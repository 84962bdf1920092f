package dev.aoi.cluster.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Routes of all Services by name and by virtual address. */
public final class Routes {
    private final Map<String, Route> byName = new HashMap<>();
    private final Map<String, Route> byAddress = new HashMap<>();

    /** The Service with this name in this namespace. */
    public Optional<Route> named(String namespace, String name) {
        return Optional.ofNullable(byName.get(namespace + "/" + name));
    }

    /** The Service with this virtual address. */
    public Optional<Route> at(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    /** The Service that a port of the nodes stands for. */
    public Optional<Route> onNodePort(int port) {
        return byName.values().stream()
                .filter(route -> route.nodePorts().containsKey(port))
                .findFirst();
    }

    void put(String namespace, String name, Route route) {
        remove(namespace, name);
        byName.put(namespace + "/" + name, route);
        if (!route.headless()) {
            byAddress.put(route.clusterIp(), route);
        }
    }

    void remove(String namespace, String name) {
        Route old = byName.remove(namespace + "/" + name);
        if (old != null) {
            byAddress.remove(old.clusterIp(), old);
        }
    }
}
