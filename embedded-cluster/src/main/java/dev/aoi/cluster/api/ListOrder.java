package dev.aoi.cluster.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The order of a merged list.
 *
 * <p>Steps: (1) split into entries that the wanted order mentions and the rest; (2) put the first
 * in the wanted order, the rest in their original order; (3) merge the two: one of the rest goes
 * first only where the original had it before the mentioned one.
 *
 * @param identity what an entry is known by
 */
record ListOrder(UnaryOperator<JsonNode> identity) {
    /** Entries known by a key. */
    static ListOrder by(String key) {
        return new ListOrder(entry -> entry.isObject() ? entry.path(key) : entry);
    }

    /** Entries known by themselves. */
    static ListOrder scalars() {
        return new ListOrder(entry -> entry);
    }

    ArrayNode arrange(List<JsonNode> merged, List<JsonNode> wanted, List<JsonNode> original) {
        List<JsonNode> mentioned = new ArrayList<>();
        List<JsonNode> rest = new ArrayList<>();
        merged.forEach(entry -> (position(wanted, entry) >= 0 ? mentioned : rest).add(entry));
        mentioned.sort(Comparator.comparingInt(entry -> position(wanted, entry)));
        rest.sort(Comparator.comparingInt(entry -> position(original, entry)));
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        int i = 0;
        for (JsonNode next : mentioned) {
            int place = position(original, next);
            while (i < rest.size() && place >= 0 && position(original, rest.get(i)) < place) {
                result.add(rest.get(i++));
            }
            result.add(next);
        }
        rest.subList(i, rest.size()).forEach(result::add);
        return result;
    }

    private int position(List<JsonNode> list, JsonNode entry) {
        JsonNode id = identity.apply(entry);
        for (int i = 0; i < list.size(); i++) {
            if (JsonEquality.equal(identity.apply(list.get(i)), id)) {
                return i;
            }
        }
        return -1;
    }
}
