@NullMarked
package dev.aoi.cluster.telemetry;

import org.jspecify.annotations.NullMarked;
