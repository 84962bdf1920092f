/**
 * The Kubernetes HTTP API over a world: discovery, verbs, patches, tables, watches, logs, exec,
 * RBAC.
 */
@NullMarked
package dev.aoi.cluster.api;

import org.jspecify.annotations.NullMarked;
