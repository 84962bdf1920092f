/** Tests of {@code dev.aoi.cluster.host}. */
@NullMarked
package dev.aoi.cluster.host;

import org.jspecify.annotations.NullMarked;
