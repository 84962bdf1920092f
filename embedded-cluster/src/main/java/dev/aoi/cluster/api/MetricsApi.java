package dev.aoi.cluster.api;

import dev.aoi.cluster.controller.PodMetrics;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.process.Usage;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The resource metrics API ({@code metrics.k8s.io/v1beta1}) as metrics-server answers it: there
 * while its APIService is available, with figures once two scrapes have been made.
 */
final class MetricsApi {
    static final String GROUP = "metrics.k8s.io";
    private static final String ROOT = "/apis/metrics.k8s.io/v1beta1/";
    private static final Duration FIRST_FIGURES = Duration.ofSeconds(15);

    /** What a node takes beside its pods. */
    private static final Usage SYSTEM = new Usage(180, 1L << 30);

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000);
    private static final long KIBI = 1024;

    private MetricsApi() {}

    static boolean available(World world) {
        return metrics(world).availableSince().isPresent();
    }

    /** The answer to a path of this API; empty when the path is of another. */
    static Optional<ApiReply> answer(World world, ApiCall call, ResourceRequest request) {
        if (!call.path().startsWith(ROOT)) {
            return Optional.empty();
        }
        return Optional.of(
                world.read(
                        () -> {
                            Authorizer.check(world.store(), call.caller(), request);
                            return ApiReply.Json.ok(figures(world, call, request));
                        }));
    }

    private static ObjectNode figures(World world, ApiCall call, ResourceRequest request) {
        Optional<Instant> since = metrics(world).availableSince();
        if (since.isEmpty()) {
            if (!metrics(world).registered()) {
                throw ApiException.noSuchPath();
            }
            throw new ApiException(
                    503,
                    "ServiceUnavailable",
                    "the server is currently unable to handle the request",
                    JsonNodeFactory.instance.objectNode());
        }
        boolean warm = !since.get().plus(FIRST_FIGURES).isAfter(world.now());
        boolean pods = request.resource().equals("pods");
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        if (warm) {
            for (ObjectNode object : objects(world, request, pods)) {
                boolean selected =
                        call.query().first("labelSelector").isEmpty()
                                || LabelQuery.parse(call.query().first("labelSelector"))
                                        .matches(ObjectMeta.labels(object));
                if (selected) {
                    (pods ? pod(world, object) : Optional.of(node(world, object)))
                            .ifPresent(items::add);
                }
            }
        }
        if (!request.name().isEmpty() && items.isEmpty()) {
            throw missing(world, request);
        }
        if (Form.of(call.accept()) == Form.TABLE) {
            return MetricsTable.of(items);
        }
        if (!request.name().isEmpty()) {
            return head(pods ? "PodMetrics" : "NodeMetrics").setAll((ObjectNode) items.get(0));
        }
        ObjectNode list = head(pods ? "PodMetricsList" : "NodeMetricsList");
        list.putObject("metadata");
        list.set("items", items);
        return list;
    }

    /** An object that is not there is missed by its own name, its figures by theirs. */
    private static ApiException missing(World world, ResourceRequest request) {
        boolean pods = request.resource().equals("pods");
        ResourceKind kind = pods ? ResourceKinds.POD : ResourceKinds.NODE;
        if (world.store().get(request.key(kind)).isEmpty()) {
            return ApiException.notFound(kind, request.name());
        }
        String name = pods ? request.namespace() + "/" + request.name() : request.name();
        String figures = pods ? "podmetrics" : "nodemetrics";
        ObjectNode details = JsonText.object();
        details.put("name", name).put("group", GROUP).put("kind", figures);
        return new ApiException(
                404, "NotFound", figures + "." + GROUP + " \"" + name + "\" not found", details);
    }

    private static List<ObjectNode> objects(World world, ResourceRequest request, boolean pods) {
        return world
                .store()
                .list(pods ? ResourceKinds.POD : ResourceKinds.NODE, request.namespace())
                .stream()
                .filter(o -> request.name().isEmpty() || ObjectMeta.name(o).equals(request.name()))
                .toList();
    }

    private static Optional<ObjectNode> pod(World world, ObjectNode pod) {
        Map<String, Usage> usages = metrics(world).of(pod, world.now());
        if (usages.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode item = item(world, pod, "15s");
        ArrayNode containers = item.putArray("containers");
        usages.forEach(
                (name, usage) -> {
                    ObjectNode entry = containers.addObject().put("name", name);
                    entry.set("usage", usage(usage));
                });
        return Optional.of(item);
    }

    private static ObjectNode node(World world, ObjectNode node) {
        Usage sum = SYSTEM;
        for (ObjectNode pod : world.store().list(ResourceKinds.POD, "")) {
            if (pod.at("/spec/nodeName").asString("").equals(ObjectMeta.name(node))) {
                for (Usage usage : metrics(world).of(pod, world.now()).values()) {
                    sum = sum.plus(usage);
                }
            }
        }
        ObjectNode item = item(world, node, "10s");
        item.set("usage", usage(sum));
        return item;
    }

    private static ObjectNode item(World world, ObjectNode object, String window) {
        ObjectNode item = JsonText.object();
        ObjectNode metadata = item.putObject("metadata").put("name", ObjectMeta.name(object));
        if (!ObjectMeta.namespace(object).isEmpty()) {
            metadata.put("namespace", ObjectMeta.namespace(object));
        }
        Instant now = world.now().truncatedTo(ChronoUnit.SECONDS);
        metadata.put("creationTimestamp", now.toString());
        JsonNode labels = object.at("/metadata/labels");
        if (!labels.isEmpty()) {
            metadata.set("labels", labels);
        }
        Instant scraped = now.minusSeconds(now.getEpochSecond() % 15);
        return item.put("timestamp", scraped.toString()).put("window", window);
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode node = JsonText.object();
        BigDecimal nanos = BigDecimal.valueOf(usage.millicores()).multiply(NANOS);
        node.put("cpu", nanos.toBigInteger() + (nanos.signum() == 0 ? "" : "n"));
        return node.put("memory", usage.bytes() / KIBI + "Ki");
    }

    private static ObjectNode head(String kind) {
        return JsonText.object().put("kind", kind).put("apiVersion", GROUP + "/v1beta1");
    }

    private static PodMetrics metrics(World world) {
        return new PodMetrics(world.store(), world.runtime());
    }
}
