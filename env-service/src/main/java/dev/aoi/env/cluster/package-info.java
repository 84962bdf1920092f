/** Reaching clusters and worlds, their time, readiness, load and snapshots. */
@NullMarked
package dev.aoi.env.cluster;

import org.jspecify.annotations.NullMarked;
