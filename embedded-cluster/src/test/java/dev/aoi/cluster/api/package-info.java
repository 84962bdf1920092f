/** Tests of {@code dev.aoi.cluster.api}. */
@NullMarked
package dev.aoi.cluster.api;

import org.jspecify.annotations.NullMarked;
