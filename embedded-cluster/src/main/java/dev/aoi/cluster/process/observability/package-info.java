/** Servers that collect and show telemetry. */
@NullMarked
package dev.aoi.cluster.process.observability;

import org.jspecify.annotations.NullMarked;
