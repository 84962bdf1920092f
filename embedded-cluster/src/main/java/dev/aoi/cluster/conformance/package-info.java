/**
 * How close a world is to a real Kubernetes, measured: recorded command lines are run against it
 * with the real clients, and what they print is compared with what was recorded.
 */
@NullMarked
package dev.aoi.cluster.conformance;

import org.jspecify.annotations.NullMarked;
