/** The miniature social network of the recorded real cluster, and what runs beside it. */
@NullMarked
package dev.aoi.cluster.process.miniature;

import org.jspecify.annotations.NullMarked;
