/** Tests of {@code dev.aoi.cluster.world}. */
@NullMarked
package dev.aoi.cluster.world;

import org.jspecify.annotations.NullMarked;
