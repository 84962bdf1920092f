package dev.aoi.grpo.generation.schema;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/**
 * {@code type: array} with prefixItems, items, minItems, maxItems. Without {@code items} there is
 * nothing behind what prefixItems lists.
 */
final class ArrayRules {
    private static final int MOST = 10_000;

    /** Rules of the first items, and of those behind, if there may be any. */
    record Shape(List<Integer> prefix, Optional<Integer> more) {}

    private final Network network;

    ArrayRules(Network network) {
        this.network = network;
    }

    void add(int from, Shape shape, JsonNode schema, String pointer, int to) {
        int least = Limits.count(schema, pointer, "minItems", MOST).orElse(0);
        int most = Limits.count(schema, pointer, "maxItems", MOST).orElse(Integer.MAX_VALUE);
        Limits.ordered(schema, pointer, "minItems", "maxItems");
        if (shape.more.isEmpty()) {
            most = Math.min(most, shape.prefix.size());
        }
        if (least > most) {
            throw SchemaException.of(
                    pointer,
                    "minItems",
                    "is %d, but only %d items are described".formatted(least, most));
        }
        int behind = network.state();
        network.range(from, '[', '[', behind);
        int counted = most == Integer.MAX_VALUE ? Math.max(least, shape.prefix.size()) : most;
        for (int i = 0; i < counted; i++) {
            int rule = i < shape.prefix.size() ? shape.prefix.get(i) : shape.more.orElseThrow();
            if (i >= least) {
                network.range(behind, ']', ']', to);
            }
            behind = item(behind, i, rule);
        }
        network.range(behind, ']', ']', to);
        if (most == Integer.MAX_VALUE) {
            int rule = shape.more.orElseThrow();
            int loop = item(behind, counted, rule);
            network.range(loop, ']', ']', to);
            int again = network.state();
            network.separator(loop, ',', again);
            network.call(again, rule, loop);
        }
    }

    private int item(int from, int number, int rule) {
        int start = from;
        if (number > 0) {
            start = network.state();
            network.separator(from, ',', start);
        }
        int behind = network.state();
        network.call(start, rule, behind);
        return behind;
    }
}
