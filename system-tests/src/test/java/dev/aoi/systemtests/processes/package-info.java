/**
 * Services as child processes on a real broker, registry and world host: shared work, kill -9 at
 * the worst moments, an instance that sleeps through the loss of its partitions.
 */
@NullMarked
package dev.aoi.systemtests.processes;

import org.jspecify.annotations.NullMarked;
