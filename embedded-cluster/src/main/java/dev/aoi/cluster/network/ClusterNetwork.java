package dev.aoi.cluster.network;

import dev.aoi.cluster.network.Route.Backend;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The walk of one request from a pod to a process.
 *
 * <ol>
 *   <li>A name becomes a Service through DNS; an unknown one fails at once.
 *   <li>The Service's port selects ready endpoints; without any the connection is refused, and a
 *       port that the Service does not have answers nothing.
 *   <li>Endpoints take turns. The pod's port must be listened on, or the connection is refused.
 *   <li>The process answers, and may walk on to what it depends on.
 * </ol>
 */
public final class ClusterNetwork {
    /** A misrouted Service may lead a request back to its sender. */
    private static final int MOST_HOPS = 32;

    private static final Duration SHORT = Duration.ofNanos(400_000);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Routes routes;
    private final PodNetwork pods;
    private final Map<Target, Integer> turns = new HashMap<>();

    private record Target(String address, int port) {}

    public ClusterNetwork(Routes routes, PodNetwork pods) {
        this.routes = routes;
        this.pods = pods;
    }

    /**
     * Sends a request.
     *
     * @param namespace the sender's
     * @param address the sender's own pod address, which {@code localhost} means
     * @param host name of a Service, or an address
     */
    public Reply send(String namespace, String address, String host, int port, Request sent) {
        if (sent.hops() > MOST_HOPS) {
            return new Reply.TimedOut(PATIENCE);
        }
        Request request = sent.from(address);
        if (host.equals("localhost") || host.equals("127.0.0.1")) {
            return toPod(address, port, request);
        }
        if (HostName.isAddress(host)) {
            Optional<Route> route = routes.at(host);
            return route.isPresent()
                    ? toService(host, route.get(), port, request)
                    : toPod(host, port, request);
        }
        return HostName.parse(host, namespace)
                .flatMap(name -> routes.named(name.namespace(), name.service()))
                .map(route -> byName(host, route, port, request))
                .orElse(new Reply.UnknownHost(SHORT));
    }

    private Reply byName(String host, Route route, int port, Request request) {
        if (!route.headless()) {
            return toService(route.clusterIp(), route, port, request);
        }
        if (route.addresses().isEmpty()) {
            return new Reply.UnknownHost(SHORT);
        }
        return toPod(turn(host, port, route.addresses()), port, request);
    }

    private Reply toService(String address, Route route, int port, Request request) {
        List<Backend> backends = route.ports().get(port);
        if (backends == null) {
            return new Reply.TimedOut(PATIENCE);
        }
        if (backends.isEmpty()) {
            return new Reply.Refused(SHORT);
        }
        Backend backend = turn(address, port, backends);
        return toPod(backend.address(), backend.port(), request);
    }

    private Reply toPod(String address, int port, Request request) {
        return pods.deliver(address, port, request).orElse(new Reply.TimedOut(PATIENCE));
    }

    private <T> T turn(String address, int port, List<T> choices) {
        if (choices.size() == 1) {
            return choices.getFirst();
        }
        int turn = turns.merge(new Target(address, port), 1, Integer::sum);
        return choices.get(turn % choices.size());
    }
}
