/**
 * Spans and metrics of a world, all of them from the one walk of each request and from the stored
 * objects, and the query APIs of Jaeger and Prometheus over them.
 */
@NullMarked
package dev.aoi.cluster.telemetry;

import org.jspecify.annotations.NullMarked;
