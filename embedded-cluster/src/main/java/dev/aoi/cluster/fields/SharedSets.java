package dev.aoi.cluster.fields;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets of fields that objects have in common: a thousand pods of one kind own the same fields, so
 * their {@code fieldsV1} is one node, and is read once.
 *
 * <p>What must hold: neither such a node nor the set that it was read as is changed afterwards.
 */
final class SharedSets {
    private static final int KEPT = 1024;

    private static final Cache<FieldSet, ObjectNode> WRITTEN =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private static final LoadingCache<JsonNode, FieldSet> READ =
            Caffeine.newBuilder().weakKeys().maximumSize(KEPT).build(FieldSet::of);

    private SharedSets() {}

    /** The set of {@code fieldsV1}. */
    static FieldSet read(JsonNode fields) {
        return READ.get(fields);
    }

    /** The set as {@code fieldsV1}. */
    static ObjectNode write(FieldSet set) {
        return WRITTEN.get(set, FieldSet::json);
    }
}
