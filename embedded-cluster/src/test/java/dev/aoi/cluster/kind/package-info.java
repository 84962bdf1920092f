/** Tests of {@code dev.aoi.cluster.kind}. */
@NullMarked
package dev.aoi.cluster.kind;

import org.jspecify.annotations.NullMarked;
