/** One cluster with its virtual clock, its timers and the controllers that live in it. */
@NullMarked
package dev.aoi.cluster.world;

import org.jspecify.annotations.NullMarked;
