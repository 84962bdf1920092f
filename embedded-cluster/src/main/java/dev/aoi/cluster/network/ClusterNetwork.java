package dev.aoi.cluster.network;

import dev.aoi.cluster.network.Faults.PodIdentity;
import dev.aoi.cluster.network.Route.Backend;
import dev.aoi.cluster.process.DnsAnswer;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.TraceContext;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The walk of one request from a pod to a process.
 *
 * <ol>
 *   <li>A name is asked for at the name server, along the search list; an unknown one fails at
 *       once, a silent server after its time-outs.
 *   <li>A Service's port selects ready endpoints; without any the connection is refused, and a port
 *       that the Service does not have answers nothing.
 *   <li>Endpoints take turns, unless the Service keeps a client with its endpoint.
 *   <li>NetworkPolicies of the sender and of the receiver let the connection pass, or its packets
 *       are lost. So may faults of the network do.
 *   <li>The pod's port must be listened on, or the connection is refused.
 *   <li>The process answers, and may walk on to what it depends on.
 * </ol>
 */
public final class ClusterNetwork {
    /** A misrouted Service may lead a request back to its sender. */
    private static final int MOST_HOPS = 32;

    private static final Duration SHORT = Duration.ofNanos(400_000);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Two tries of five seconds at each server. */
    private static final Duration SILENT_SERVER = Duration.ofSeconds(10);

    private final Routes routes;
    private final PodNetwork pods;
    private final NetworkSettings settings;
    private final Optional<Policies> policies;
    private final Zone zone;
    private final Map<Target, Integer> turns = new HashMap<>();
    private Faults faults = Faults.NONE;
    private NetworkObserver observer = NetworkObserver.NONE;

    private record Target(String address, int port) {}

    public ClusterNetwork(Routes routes, PodNetwork pods) {
        this(routes, pods, NetworkSettings.USUAL, Optional.empty());
    }

    /**
     * A network.
     *
     * @param policies the policies in effect; none when they are only stored
     */
    public ClusterNetwork(
            Routes routes, PodNetwork pods, NetworkSettings settings, Optional<Policies> policies) {
        this.routes = routes;
        this.pods = pods;
        this.settings = settings;
        this.policies = settings.enforcesPolicies() ? policies : Optional.empty();
        this.zone = new Zone(routes);
    }

    /** From now on these faults disturb it. */
    public void disturb(Faults with) {
        faults = with;
    }

    /** From now on each request is shown. */
    public void observe(NetworkObserver by) {
        observer = by;
    }

    /**
     * As {@link #send(Sender, String, int, Request)}, from a pod with the usual name resolution.
     */
    public Reply send(String namespace, String address, String host, int port, Request sent) {
        return send(Sender.of(namespace, address), host, port, sent);
    }

    /**
     * Sends a request.
     *
     * @param host name of a Service, or an address
     */
    public Reply send(Sender sender, String host, int port, Request sent) {
        if (sent.hops() > MOST_HOPS) {
            return new Reply.TimedOut(PATIENCE);
        }
        Walk walk = new Walk(sender, host, port, sent.from(sender.address()));
        Reply reply = walk.go();
        if (walk.destination.isEmpty()) {
            // A failure before any pod was reached.
            observer.carried(walk.hop(Optional.empty(), port, walk.request, reply, sent.trace()));
        }
        return reply;
    }

    /** Asks the pod's name server for one full name. */
    public DnsAnswer query(Sender sender, String fullName) {
        Optional<String> disturbed = faults.name(sender.address(), fullName);
        if (disturbed.isPresent()) {
            return HostName.isAddress(disturbed.get())
                    ? new DnsAnswer.Found(List.of(disturbed.get()), "", SHORT)
                    : new DnsAnswer.Failed("SERVFAIL", SHORT);
        }
        boolean inPods =
                settings.namesFromPods() || routes.named("kube-system", "kube-dns").isPresent();
        if (!inPods) {
            return zone.ask(fullName, Duration.ZERO);
        }
        for (String server : sender.resolver().servers()) {
            Request question =
                    Request.of(Protocol.DNS, fullName, java.time.Instant.EPOCH)
                            .from(sender.address());
            Reply reply = new Walk(sender, server, 53, question).toAddress(server);
            switch (reply) {
                case Reply.Answered _ -> {
                    return zone.ask(fullName, reply.took());
                }
                case Reply.Failed failed -> {
                    return new DnsAnswer.Failed(failed.message(), reply.took());
                }
                default -> {}
            }
        }
        return new DnsAnswer.Silence(SILENT_SERVER);
    }

    /** One request on its way. */
    private final class Walk {
        private final Sender sender;
        private final String host;
        private final int port;
        private final Request request;
        private Optional<String> destination = Optional.empty();

        private Walk(Sender sender, String host, int port, Request request) {
            this.sender = sender;
            this.host = host;
            this.port = port;
            this.request = request;
        }

        private Hop hop(
                Optional<PodIdentity> to,
                int reached,
                Request arrived,
                Reply reply,
                TraceContext own) {
            return new Hop(pods.at(sender.address()), to, host, reached, arrived, reply, own);
        }

        private Reply go() {
            if (host.equals("localhost") || host.equals("127.0.0.1")) {
                return toPod(sender.address(), port, request);
            }
            if (HostName.isAddress(host)) {
                return toAddress(host);
            }
            String own = sender.resolver().hosts().get(host);
            if (own != null) {
                return toAddress(own);
            }
            Duration asking = Duration.ZERO;
            for (String name : sender.resolver().candidates(host)) {
                DnsAnswer answer = query(sender, name);
                asking = asking.plus(answer.took());
                if (answer instanceof DnsAnswer.Found found && !found.addresses().isEmpty()) {
                    String address = turn(host, port, found.addresses());
                    Reply reply =
                            new Walk(sender, host, port, request.after(asking)).at(address, this);
                    return reply.later(asking);
                }
                if (answer instanceof DnsAnswer.Silence) {
                    break;
                }
            }
            Duration least = asking.compareTo(SHORT) < 0 ? SHORT : asking;
            return new Reply.UnknownHost(least);
        }

        private Reply at(String address, Walk outer) {
            Reply reply = toAddress(address);
            outer.destination = destination;
            return reply;
        }

        private Reply toAddress(String address) {
            Optional<Route> route = routes.at(address);
            if (route.isPresent()) {
                return toService(address, route.get(), port);
            }
            String node = pods.nodeAt(address);
            if (!node.isEmpty()) {
                Optional<Route> outside = routes.onNodePort(port);
                if (outside.isPresent()) {
                    return fromOutside(address, node, outside.get());
                }
            }
            return toPod(address, port, request);
        }

        private Reply fromOutside(String address, String node, Route route) {
            int inner = route.nodePorts().getOrDefault(port, 0);
            List<Backend> backends = route.ports().getOrDefault(inner, List.of());
            if (!route.local()) {
                return toBackends(address, route, backends);
            }
            List<Backend> here =
                    backends.stream()
                            .filter(b -> b.node().isEmpty() || b.node().equals(node))
                            .toList();
            // Packets for a node without an endpoint of its own are dropped.
            return here.isEmpty() && !backends.isEmpty()
                    ? new Reply.TimedOut(PATIENCE)
                    : toBackends(address, route, here);
        }

        private Reply toService(String address, Route route, int wanted) {
            List<Backend> backends = route.ports().get(wanted);
            return backends == null
                    ? new Reply.TimedOut(PATIENCE)
                    : toBackends(address, route, backends);
        }

        private Reply toBackends(String address, Route route, List<Backend> backends) {
            if (backends.isEmpty()) {
                return new Reply.Refused(SHORT);
            }
            Backend backend =
                    route.sticky()
                            ? backends.get(
                                    Math.floorMod(sender.address().hashCode(), backends.size()))
                            : turn(address, port, backends);
            return toPod(backend.address(), backend.port(), request);
        }

        private Reply toPod(String address, int reached, Request arriving) {
            destination = Optional.of(address);
            Optional<PodIdentity> to = pods.at(address);
            TraceContext own = observer.enter(arriving);
            Reply reply = carry(address, reached, arriving.in(own), to);
            if (arriving.protocol() != Protocol.DNS) {
                observer.carried(hop(to, reached, arriving, reply, own));
            }
            return reply;
        }

        private Reply carry(
                String address, int reached, Request arriving, Optional<PodIdentity> to) {
            String from = sender.address();
            boolean self = from.equals(address);
            if (!self && policies.isPresent() && !allowed(address, reached, arriving, to)) {
                return new Reply.TimedOut(PATIENCE);
            }
            Optional<Reply> lost = faults.connection(from, address, reached, arriving);
            if (lost.isPresent()) {
                return lost.get();
            }
            Duration delay = faults.delay(from, address, arriving);
            Request delayed = delay.isZero() ? arriving : arriving.after(delay);
            Supplier<Reply> server =
                    () ->
                            pods.deliver(address, reached, delayed)
                                    .orElse(new Reply.TimedOut(PATIENCE));
            Reply reply =
                    arriving.protocol() == Protocol.HTTP
                            ? faults.served(address, reached, delayed, server)
                            : server.get();
            return reply.later(delay);
        }

        private boolean allowed(
                String address, int reached, Request arriving, Optional<PodIdentity> to) {
            String protocol = arriving.protocol() == Protocol.DNS ? "UDP" : "TCP";
            return policies.orElseThrow()
                    .allow(
                            pods.at(sender.address()),
                            sender.address(),
                            to,
                            address,
                            reached,
                            protocol);
        }
    }

    private <T> T turn(String address, int port, List<T> choices) {
        if (choices.size() == 1) {
            return choices.getFirst();
        }
        int turn = turns.merge(new Target(address, port), 1, Integer::sum);
        return choices.get(turn % choices.size());
    }
}
