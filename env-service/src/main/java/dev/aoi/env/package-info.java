/** Problems, faults, load, oracles, leases: the role that owns the world. */
@NullMarked
package dev.aoi.env;

import org.jspecify.annotations.NullMarked;
