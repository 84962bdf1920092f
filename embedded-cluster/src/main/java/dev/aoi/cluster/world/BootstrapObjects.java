package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects that are created from a resource, one JSON object a line. A text that begins with {@code
 * $} is filled in: {@code $NOW}, {@code $MICROS} and {@code $DAY} are the time in seconds,
 * microseconds and days, {@code $NODE} the uid of {@code node1}, {@code $ROOT_CA} the certificate
 * of the cluster's authority. Kinds that this server does not have are passed over.
 */
final class BootstrapObjects {
    /** Everything that the components of a one-node cluster make when they first start. */
    static final BootstrapObjects NODE1 = new BootstrapObjects("node1.jsonl");

    /** The cluster's DNS, as applied by its administrator. */
    static final BootstrapObjects DNS = new BootstrapObjects("coredns.jsonl");

    private final List<ObjectNode> objects;

    private BootstrapObjects(String resource) {
        JsonMapper mapper = JsonMapper.shared();
        this.objects =
                text(resource).lines().map(line -> (ObjectNode) mapper.readTree(line)).toList();
    }

    void create(ObjectStore store, Instant now) {
        for (ObjectNode object : objects) {
            ResourceKinds.byKind(
                            object.path("apiVersion").asString(""),
                            object.path("kind").asString(""))
                    .ifPresent(kind -> create(store, kind, object, now));
        }
    }

    private static void create(ObjectStore store, ResourceKind kind, ObjectNode text, Instant now) {
        Optional<ObjectNode> node = store.get(ObjectKey.clusterScoped(ResourceKinds.NODE, "node1"));
        Map<String, String> values =
                Map.of(
                        "$NOW", EventDraft.seconds(now),
                        "$MICROS", EventDraft.micros(now),
                        "$DAY", now.toString().substring(0, 10),
                        "$NODE", node.map(ObjectMeta::uid).orElse(""),
                        "$ROOT_CA", RootCertificate.PEM);
        ObjectNode object = (ObjectNode) filled(text, values);
        ObjectNode stored = store.createAfter(text, kind, object);
        JsonNode status = object.path("status");
        if (!status.isEmpty() && !status.equals(stored.path("status"))) {
            ObjectNode change = stored.deepCopy();
            change.set("status", status);
            store.updateStatus(kind, change);
        }
    }

    /** A copy with its placeholders filled in; what has none is shared. */
    private static JsonNode filled(JsonNode node, Map<String, String> values) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(e -> copy.set(e.getKey(), filled(e.getValue(), values)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(filled(element, values)));
                yield copy;
            }
            default -> {
                String value = node.isString() ? values.get(node.asString()) : null;
                yield value == null ? node : JsonNodeFactory.instance.stringNode(value);
            }
        };
    }

    private static String text(String resource) {
        try (InputStream in = BootstrapObjects.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "resource " + resource + " is missing beside " + BootstrapObjects.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
