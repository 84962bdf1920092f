/** Wiring of the service. */
@NullMarked
package dev.aoi.executor.config;

import org.jspecify.annotations.NullMarked;
