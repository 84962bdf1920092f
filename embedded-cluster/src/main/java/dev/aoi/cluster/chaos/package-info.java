/** Chaos Mesh objects and what they do to pods and to the network between them. */
@NullMarked
package dev.aoi.cluster.chaos;

import org.jspecify.annotations.NullMarked;
