/** The programs of the DeathStarBench social network and its load generator. */
@NullMarked
package dev.aoi.cluster.process.social;

import org.jspecify.annotations.NullMarked;
