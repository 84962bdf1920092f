package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;

/**
 * Which objects of a collection a request is about.
 *
 * @param namespace only this namespace; empty for all
 * @param name only this name; empty for all
 * @param labels label selector
 * @param fields field selector
 */
record Selection(String namespace, String name, LabelQuery labels, FieldQuery fields) {
    static Selection of(ResourceKind kind, ResourceRequest request, Query query) {
        return new Selection(
                kind.namespaced() ? request.namespace() : "",
                request.name(),
                LabelQuery.parse(query.first("labelSelector")),
                FieldQuery.parse(kind, query.first("fieldSelector")));
    }

    boolean matches(JsonNode object) {
        return (namespace.isEmpty() || namespace.equals(ObjectMeta.namespace(object)))
                && (name.isEmpty() || name.equals(ObjectMeta.name(object)))
                && (labels.requirements().isEmpty() || labels.matches(ObjectMeta.labels(object)))
                && fields.matches(object);
    }
}
