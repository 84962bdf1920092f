/** The service that looks: read-only rounds against the cluster of an incident. */
@NullMarked
package dev.aoi.probe;

import org.jspecify.annotations.NullMarked;
