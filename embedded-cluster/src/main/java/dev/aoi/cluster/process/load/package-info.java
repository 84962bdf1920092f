/** The load generator: the only thing in a world that sends requests by itself. */
@NullMarked
package dev.aoi.cluster.process.load;

import org.jspecify.annotations.NullMarked;
