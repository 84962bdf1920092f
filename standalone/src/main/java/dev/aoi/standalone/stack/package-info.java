/** Broker, registry, world host and services, started and stopped together. */
@NullMarked
package dev.aoi.standalone.stack;

import org.jspecify.annotations.NullMarked;
