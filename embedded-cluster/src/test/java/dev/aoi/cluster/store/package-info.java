/** Tests of {@code dev.aoi.cluster.store}. */
@NullMarked
package dev.aoi.cluster.store;

import org.jspecify.annotations.NullMarked;
