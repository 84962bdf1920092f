package dev.aoi.kube.api;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * A server-side table (meta.k8s.io/v1 Table): what {@code kubectl get} prints.
 *
 * @param columns column definitions: {@code name}, {@code type}, {@code priority}
 * @param rows {@code cells} in the order of the columns, and {@code object}, the row's object or
 *     its metadata
 */
public record Table(List<JsonNode> columns, List<JsonNode> rows) {}
