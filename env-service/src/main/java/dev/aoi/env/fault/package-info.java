/** Faults: what is changed in a cluster, and back. */
@NullMarked
package dev.aoi.env.fault;

import org.jspecify.annotations.NullMarked;
