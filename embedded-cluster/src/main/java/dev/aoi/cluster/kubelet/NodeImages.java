package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.Image;
import dev.aoi.cluster.process.ImageCatalogue;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The images of a node, and its pulls: one after the other (kubelet: {@code serializeImagePulls}).
 * Who wants what is being pulled already waits for that.
 */
final class NodeImages {
    private final Set<String> present = new HashSet<>();
    private final Map<String, Image> pulled = new TreeMap<>();
    private final Map<String, Instant> pulling = new HashMap<>();
    private Instant free = Instant.EPOCH;
    private boolean untold;

    NodeImages(ImageCatalogue catalogue) {
        catalogue.all().stream()
                .filter(Image::preloaded)
                .forEach(image -> present.add(image.reference()));
    }

    boolean has(Image image) {
        return present.contains(image.reference());
    }

    void add(Image image) {
        present.add(image.reference());
        untold = pulled.put(image.reference(), image) == null || untold;
    }

    /** How long an image is still being pulled for somebody else; zero: it is not. */
    Duration pulling(Image image, Instant now) {
        Duration left =
                Duration.between(now, pulling.getOrDefault(image.reference(), Instant.EPOCH));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Pulls an image as soon as the pulls before it have ended.
     *
     * @param takes the pull itself
     * @return until it has ended
     */
    Duration pull(String reference, Instant now, Duration takes) {
        Instant begins = free.isAfter(now) ? free : now;
        free = begins.plus(takes);
        pulling.put(reference, free);
        return Duration.between(now, free);
    }

    /** Whether something was pulled since the node's status was last written. */
    boolean untold() {
        return untold;
    }

    /**
     * What the node's status tells: what was pulled besides what it told before, the largest first.
     */
    ArrayNode tell(JsonNode before) {
        untold = false;
        Map<String, ObjectNode> all = new TreeMap<>();
        for (JsonNode image : before) {
            all.put(
                    image.path("names").path(image.path("names").size() - 1).asString(""),
                    (ObjectNode) image);
        }
        pulled.values().forEach(image -> all.putIfAbsent(image.reference(), entry(image)));
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        all.values().stream()
                .sorted(
                        Comparator.comparingLong(
                                        (ObjectNode image) -> image.path("sizeBytes").asLong())
                                .reversed())
                .forEach(list::add);
        return list;
    }

    private static ObjectNode entry(Image image) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.putArray("names")
                .add(image.repository() + "@" + image.digest())
                .add(image.reference());
        return entry.put("sizeBytes", image.bytes());
    }
}
