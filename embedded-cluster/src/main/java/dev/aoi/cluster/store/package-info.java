/**
 * The objects of one world: optimistic concurrency, finalizers, defaults, validation, watch
 * history.
 */
@NullMarked
package dev.aoi.cluster.store;

import org.jspecify.annotations.NullMarked;
