package dev.aoi.cluster.telemetry;

import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.network.Faults.PodIdentity;
import dev.aoi.cluster.network.Hop;
import dev.aoi.cluster.network.NetworkObserver;
import dev.aoi.cluster.process.Backend;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.TraceContext;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Spans and figures of traffic, from what the network carried.
 *
 * <p>Spans are kept from when the first trace server of the world has started, series from the
 * first metrics server on; without such servers nothing is kept.
 */
public final class Telemetry implements NetworkObserver {
    /** Milliseconds between two looks at a series. */
    static final long INTERVAL = 15_000;

    /** Processor time that one request takes. */
    private static final double REQUEST_SECONDS = 0.0006;

    private static final double[] BUCKETS = {
        0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000
    };

    private record Edge(String from, String to, String operation, String code, String flags) {}

    /** Series of one edge between two workloads. */
    private record Traffic(Series requests, Series sum, Series count, Series[] buckets) {}

    private final World world;
    private final Function<PodIdentity, Optional<String>> traced;
    private final SplittableRandom random;
    private final SpanStore spans = new SpanStore();
    private final MetricStore store = new MetricStore();
    private final Map<Edge, Traffic> traffic = new HashMap<>();
    private final Map<String, String> workloads = new HashMap<>();
    private final Map<String, Series> processors = new HashMap<>();
    private boolean tracing;
    private boolean scraping;
    private Runnable whenScraped = () -> {};

    /**
     * Telemetry of a world.
     *
     * @param traced the name under which a pod's program reports spans, if it does
     */
    public Telemetry(World world, Function<PodIdentity, Optional<String>> traced) {
        this.world = world;
        this.traced = traced;
        this.random = new SplittableRandom(world.seed() ^ 0x7ace);
    }

    /** What answers questions about what was collected, by {@link Backend}'s names. */
    public Optional<Backend> backend(String name) {
        return switch (name) {
            case Backend.TRACES -> Optional.of(new JaegerApi(this));
            case Backend.METRICS -> Optional.of(new PrometheusApi(this));
            default -> Optional.empty();
        };
    }

    SpanStore spans() {
        return spans;
    }

    MetricStore store() {
        return store;
    }

    boolean scraping() {
        return scraping;
    }

    void whenScraped(Runnable work) {
        whenScraped = work;
    }

    /** Names the series of a pod's processor time, so that requests can add to it. */
    void processor(String namespace, String pod, Series series) {
        processors.put(namespace + "/" + pod, series);
    }

    void trace() {
        tracing = true;
    }

    void scrape() {
        scraping = true;
        whenScraped.run();
    }

    @Override
    public TraceContext enter(Request request) {
        if (!tracing) {
            return TraceContext.NONE;
        }
        return switch (request.protocol()) {
            case HTTP, THRIFT ->
                    new TraceContext(
                            request.trace().traced() ? request.trace().trace() : id(), id());
            case REDIS, MONGO, MEMCACHED ->
                    request.trace().traced()
                            ? new TraceContext(request.trace().trace(), id())
                            : TraceContext.NONE;
            default -> TraceContext.NONE;
        };
    }

    private String id() {
        return "%016x".formatted(random.nextLong());
    }

    @Override
    public void carried(Hop hop) {
        if (tracing && hop.own().traced()) {
            span(hop);
        }
        if (scraping) {
            count(hop);
        }
    }

    private void span(Hop hop) {
        Optional<String> caller = hop.from().flatMap(traced);
        boolean datastore =
                switch (hop.request().protocol()) {
                    case REDIS, MONGO, MEMCACHED -> true;
                    default -> false;
                };
        Optional<String> callee = datastore ? Optional.empty() : hop.to().flatMap(traced);
        boolean reached =
                hop.reply() instanceof Reply.Answered || hop.reply() instanceof Reply.Failed;
        String operation = operation(hop.request());
        String parent = hop.request().trace().span();
        String client = parent;
        if (caller.isPresent() && hop.request().trace().traced()) {
            client = id();
            add(hop, client, parent, caller.get(), operation + "_client", false, hop.from());
        }
        if (callee.isPresent() && reached && hop.to().isPresent()) {
            boolean http = hop.request().protocol() == Protocol.HTTP;
            add(
                    hop,
                    hop.own().span(),
                    client,
                    callee.get(),
                    http ? operation : operation + "_server",
                    true,
                    hop.to());
        }
    }

    private void add(
            Hop hop,
            String id,
            String parent,
            String service,
            String operation,
            boolean server,
            Optional<PodIdentity> pod) {
        Instant at = hop.request().at();
        int status = hop.reply() instanceof Reply.Answered a ? a.status() : 0;
        spans.add(
                new Span(
                        hop.own().trace(),
                        id,
                        parent,
                        service,
                        operation,
                        server,
                        at.getEpochSecond() * 1_000_000 + at.getNano() / 1000,
                        Math.max(1, hop.reply().took().toNanos() / 1000),
                        status,
                        error(hop.reply()),
                        pod.map(PodIdentity::name).orElse(""),
                        pod.map(PodIdentity::address).orElse("")));
    }

    private static String operation(Request request) {
        return switch (request.protocol()) {
            case HTTP -> request.path();
            case REDIS -> "redis_" + request.operation().toLowerCase(Locale.ROOT);
            case MONGO -> "mongo_" + request.operation().toLowerCase(Locale.ROOT);
            case MEMCACHED -> "mmc_" + request.operation().toLowerCase(Locale.ROOT);
            default ->
                    request.operation()
                            .replaceAll("([a-z])([A-Z])", "$1_$2")
                            .toLowerCase(Locale.ROOT);
        };
    }

    private static String error(Reply reply) {
        return switch (reply) {
            case Reply.Answered a -> a.status() >= 500 ? "HTTP " + a.status() : "";
            case Reply.Failed f -> f.message();
            case Reply.Closed _ -> "connection closed";
            case Reply.Refused _ -> "connection refused";
            case Reply.UnknownHost _ -> "name does not resolve";
            case Reply.TimedOut _ -> "timed out";
        };
    }

    private void count(Hop hop) {
        switch (hop.request().protocol()) {
            case TCP, ICMP, DNS -> {
                return;
            }
            default -> {}
        }
        String code =
                hop.reply() instanceof Reply.Answered a
                        ? Integer.toString(a.status())
                        : hop.reply() instanceof Reply.Failed ? "500" : "0";
        String flags =
                switch (hop.reply()) {
                    case Reply.Refused _ -> hop.to().isPresent() ? "UF" : "UH";
                    case Reply.TimedOut _ -> "UT";
                    case Reply.UnknownHost _ -> "NR";
                    case Reply.Closed _ -> "UC";
                    default -> "-";
                };
        String operation =
                hop.request().protocol() == Protocol.HTTP
                        ? hop.request().path()
                        : hop.request().operation();
        Edge edge =
                new Edge(
                        hop.from().map(this::workload).orElse("unknown"),
                        hop.to().map(this::workload).orElse("unknown"),
                        operation,
                        code,
                        flags);
        String namespace = hop.from().or(hop::to).map(PodIdentity::namespace).orElse("unknown");
        Traffic known =
                traffic.computeIfAbsent(
                        edge, e -> traffic(e, namespace, hop.host(), hop.request()));
        long time = hop.request().at().toEpochMilli();
        double millis = hop.reply().took().toNanos() / 1e6;
        hop.to()
                .map(pod -> processors.get(pod.namespace() + "/" + pod.name()))
                .ifPresent(series -> series.add(time, REQUEST_SECONDS));
        known.requests().add(time, 1);
        known.sum().add(time, millis);
        known.count().add(time, 1);
        for (int i = 0; i <= BUCKETS.length; i++) {
            if (i == BUCKETS.length || millis <= BUCKETS[i]) {
                known.buckets()[i].add(time, 1);
            }
        }
    }

    private Traffic traffic(Edge edge, String namespace, String host, Request request) {
        Labels labels =
                Labels.of(
                        "reporter",
                        "destination",
                        "source_workload",
                        edge.from(),
                        "source_workload_namespace",
                        namespace,
                        "destination_workload",
                        edge.to(),
                        "destination_workload_namespace",
                        namespace,
                        "destination_service_name",
                        host,
                        "request_protocol",
                        request.protocol() == Protocol.HTTP
                                ? "http"
                                : request.protocol().name().toLowerCase(Locale.ROOT),
                        "request_operation",
                        edge.operation(),
                        "response_code",
                        edge.code(),
                        "response_flags",
                        edge.flags());
        String latency = "istio_request_duration_milliseconds";
        Series[] buckets = new Series[BUCKETS.length + 1];
        for (int i = 0; i <= BUCKETS.length; i++) {
            String edgeText =
                    i == BUCKETS.length
                            ? "+Inf"
                            : BUCKETS[i] == Math.rint(BUCKETS[i])
                                    ? Long.toString((long) BUCKETS[i])
                                    : Double.toString(BUCKETS[i]);
            buckets[i] = store.series(latency + "_bucket", labels.with("le", edgeText));
            buckets[i].set(request.at().toEpochMilli() - 1, 0, 0);
        }
        Series requests = store.series("istio_requests_total", labels);
        requests.set(request.at().toEpochMilli() - 1, 0, 0);
        return new Traffic(
                requests,
                store.series(latency + "_sum", labels),
                store.series(latency + "_count", labels),
                buckets);
    }

    /** Name of the workload that a pod is of: its owner's, without the hash of a template. */
    private String workload(PodIdentity pod) {
        if (workloads.size() > 10_000) {
            workloads.clear();
        }
        return workloads.computeIfAbsent(
                pod.namespace() + "/" + pod.name(),
                key -> {
                    Optional<ObjectNode> object =
                            world.store().get(new ObjectKey(POD, pod.namespace(), pod.name()));
                    String owner =
                            object.map(o -> o.at("/metadata/ownerReferences/0/name").asString(""))
                                    .orElse("");
                    String hash =
                            object.map(ObjectMeta::labels)
                                    .map(l -> l.getOrDefault("pod-template-hash", ""))
                                    .orElse("");
                    if (owner.isEmpty()) {
                        return pod.name();
                    }
                    return !hash.isEmpty() && owner.endsWith("-" + hash)
                            ? owner.substring(0, owner.length() - hash.length() - 1)
                            : owner;
                });
    }
}
