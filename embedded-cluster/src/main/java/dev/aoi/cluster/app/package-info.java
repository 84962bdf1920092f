/** Applications that can be put into a world. */
@NullMarked
package dev.aoi.cluster.app;

import org.jspecify.annotations.NullMarked;
